package com.auraconnect.orders.check;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * Rounds a table so that it still adds up: every cell, every sum of a row and of a
 * column, and the sum of all is its exact value rounded down or up. A whole value stays
 * as it is.
 * <p>
 * Cells are rounded down first. The units that rows and columns lack then are a flow from
 * rows to columns, at most one unit through each cell with a remainder; an extra row and
 * column take up the remainders of the sums. The remainders are such a flow with
 * fractions, so one with whole units exists, and augmenting paths find it.
 *
 * @see <a href="https://doi.org/10.1080/01621459.1987.10478456">L. H. Cox, A Constructive
 * Procedure for Unbiased Controlled Rounding</a>
 */
final class ControlledRounding {

	private final int rows;

	private final int columns;

	/** Cells that may be rounded up. */
	private final boolean[][] isOpen;

	private final boolean[][] isUp;

	/** Units that each column still lacks. */
	private final long[] lacking;

	private ControlledRounding(Fraction[][] table) {
		this.rows = table.length;
		this.columns = table[0].length;
		this.isOpen = new boolean[this.rows][this.columns];
		this.isUp = new boolean[this.rows][this.columns];
		this.lacking = new long[this.columns];
	}

	/**
	 * @param cells at least one row, all of the same length, at least one
	 * @return a new table
	 */
	static long[][] round(Fraction[][] cells) {
		var table = withRemaindersOfSums(cells);
		var rounding = new ControlledRounding(table);
		rounding.solve(table);
		return IntStream.range(0, cells.length)
			.mapToObj((row) -> IntStream.range(0, cells[row].length)
				.mapToLong((column) -> cells[row][column].floor() + (rounding.isUp[row][column] ? 1 : 0))
				.toArray())
			.toArray(long[][]::new);
	}

	/** Adds a column and a row that make the sums of all rows and columns whole. */
	private static Fraction[][] withRemaindersOfSums(Fraction[][] cells) {
		var columns = cells[0].length;
		var table = new Fraction[cells.length + 1][];
		var bottom = new Fraction[columns + 1];
		Arrays.fill(bottom, Fraction.ZERO);
		for (int row = 0; row < cells.length; row++) {
			var sum = Fraction.ZERO;
			for (int column = 0; column < columns; column++) {
				sum = sum.plus(cells[row][column]);
				bottom[column] = bottom[column].plus(cells[row][column]);
			}
			table[row] = Arrays.copyOf(cells[row], columns + 1);
			table[row][columns] = toNextWhole(sum);
			bottom[columns] = bottom[columns].plus(sum);
		}
		for (int column = 0; column < columns; column++) {
			bottom[column] = toNextWhole(bottom[column]);
		}
		bottom[columns] = bottom[columns].minus(bottom[columns].floor());
		table[cells.length] = bottom;
		return table;
	}

	private static Fraction toNextWhole(Fraction sum) {
		return Fraction.of(sum.ceiling()).plus(sum.times(Fraction.of(-1)));
	}

	private void solve(Fraction[][] table) {
		var missing = new Fraction[this.rows];
		var lackingExactly = new Fraction[this.columns];
		Arrays.fill(missing, Fraction.ZERO);
		Arrays.fill(lackingExactly, Fraction.ZERO);
		for (int row = 0; row < this.rows; row++) {
			for (int column = 0; column < this.columns; column++) {
				var remainder = table[row][column].minus(table[row][column].floor());
				this.isOpen[row][column] = !remainder.isWhole();
				missing[row] = missing[row].plus(remainder);
				lackingExactly[column] = lackingExactly[column].plus(remainder);
			}
		}
		for (int column = 0; column < this.columns; column++) {
			this.lacking[column] = lackingExactly[column].floor();
		}
		for (int row = 0; row < this.rows; row++) {
			for (long units = missing[row].floor(); units > 0; units--) {
				if (!push(row, new boolean[this.columns])) {
					throw new IllegalStateException("The remainders of row " + row + " do not add up");
				}
			}
		}
	}

	/**
	 * Rounds one more cell of a row up; cells of other rows may change columns for it.
	 */
	private boolean push(int row, boolean[] isVisited) {
		for (int column = 0; column < this.columns; column++) {
			if (this.isOpen[row][column] && !this.isUp[row][column] && this.lacking[column] > 0) {
				this.isUp[row][column] = true;
				this.lacking[column]--;
				return true;
			}
		}
		for (int column = 0; column < this.columns; column++) {
			if (this.isOpen[row][column] && !this.isUp[row][column] && !isVisited[column]) {
				isVisited[column] = true;
				var other = rowThatLeaves(column, isVisited);
				if (other != null) {
					this.isUp[other][column] = false;
					this.isUp[row][column] = true;
					return true;
				}
			}
		}
		return false;
	}

	/** Finds a row that has a unit in that column and can have one in another instead. */
	private @Nullable Integer rowThatLeaves(int column, boolean[] isVisited) {
		for (int other = 0; other < this.rows; other++) {
			if (this.isUp[other][column] && push(other, isVisited)) {
				return other;
			}
		}
		return null;
	}

}
