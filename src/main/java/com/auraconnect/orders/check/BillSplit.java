package com.auraconnect.orders.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.order.OrderBill;
import com.auraconnect.orders.pricing.MinorUnit;
import com.auraconnect.orders.pricing.Money;

/**
 * Splits the open bill of a check. The exact share of each part in each column is a
 * fraction; {@link ControlledRounding} rounds them so that the parts sum to the open bill
 * in every column and the columns to each part's total. Where something was paid already,
 * the bill that is open is that share of all columns which is open in total.
 */
final class BillSplit {

	private static final int SUBTOTAL = 0;

	private static final int DISCOUNT = 1;

	private static final int CHARGES = 2;

	private static final int TAXES = 3;

	private final List<OrderBill> orders;

	/** Taxes that are added, and after them those that prices contain. */
	private final List<OrderBill.Tax> taxes;

	private final int columns;

	private final MinorUnit unit;

	private final Money open;

	/** The whole bill by column; the discount is negative. */
	private final Fraction[] bill;

	/** Open part of each column, in minor units. */
	private final Fraction[] openBill;

	/**
	 * @param unit of all amounts
	 * @throws IllegalArgumentException if the guests are owed money
	 */
	BillSplit(List<OrderBill> orders, MinorUnit unit) {
		this.orders = List.copyOf(orders);
		this.unit = unit;
		var exclusive = taxes(orders, false);
		this.taxes = new ArrayList<>(exclusive);
		this.taxes.addAll(taxes(orders, true));
		this.columns = TAXES + exclusive.size();
		this.open = unit.sum(orders, OrderBill::open);
		if (this.open.isNegative()) {
			throw new IllegalArgumentException("nothing is open");
		}
		this.bill = zeros();
		for (var order : orders) {
			order.lines().forEach((line) -> addLine(this.bill, line, Fraction.of(1)));
			addCharges(this.bill, order, Fraction.of(1));
		}
		this.openBill = openBill();
	}

	private Fraction[] openBill() {
		var whole = Arrays.stream(this.bill, 0, this.columns).reduce(Fraction.ZERO, Fraction::plus);
		var factor = whole.equals(Fraction.ZERO) ? Fraction.ZERO
				: Fraction.of(this.open.minorUnits()).times(inverse(whole));
		return Arrays.stream(round(List.<Fraction[]>of(times(this.bill, factor))).getFirst())
			.mapToObj(Fraction::of)
			.toArray(Fraction[]::new);
	}

	private static Fraction[] times(Fraction[] row, Fraction factor) {
		return Arrays.stream(row).map(factor::times).toArray(Fraction[]::new);
	}

	private static Set<OrderBill.Tax> taxes(List<OrderBill> orders, boolean inclusive) {
		var taxes = new LinkedHashSet<OrderBill.Tax>();
		for (var order : orders) {
			order.lines().forEach((line) -> taxes.addAll(line.taxes().keySet()));
			taxes.addAll(order.charges().taxes().keySet());
		}
		taxes.removeIf((tax) -> tax.inclusive() != inclusive);
		return taxes;
	}

	/** Returns what is open of the bill. */
	Money open() {
		return this.open;
	}

	/** Splits the bill into that many parts, equal but for a cent. */
	List<SplitView.Part> equally(int parts) {
		return share(IntStream.range(0, parts).mapToObj((_) -> Fraction.of(this.open.minorUnits(), parts)).toList());
	}

	/**
	 * Splits the bill into parts of these totals. What they leave of the bill is one more
	 * part.
	 * @param amounts together at most what is open
	 */
	List<SplitView.Part> byAmounts(List<Money> amounts) {
		var totals = new ArrayList<>(amounts.stream().map((amount) -> Fraction.of(amount.minorUnits())).toList());
		var rest = this.open.minus(this.unit.sum(amounts));
		if (rest.isPositive()) {
			totals.add(Fraction.of(rest.minorUnits()));
		}
		return share(totals);
	}

	/** Gives each part its share of every column in proportion to its total. */
	private List<SplitView.Part> share(List<Fraction> totals) {
		var perCent = this.open.isZero() ? Fraction.ZERO : Fraction.of(1, this.open.minorUnits());
		return parts(totals.stream().map((total) -> times(this.openBill, total.times(perCent))).toList(), null);
	}

	/**
	 * Splits the bill by lines. The lines and units that no part names are one more part.
	 * @param parts units of lines, together at most those that the lines have
	 */
	List<SplitView.Part> byItems(List<List<SplitItem>> parts) {
		var all = new ArrayList<>(parts);
		var rest = rest(parts);
		if (!rest.isEmpty()) {
			all.add(rest);
		}
		return parts(all.stream().map((part) -> openShare(row(part))).toList(), all);
	}

	private Fraction[] openShare(Fraction[] row) {
		return IntStream.range(0, row.length)
			.mapToObj((i) -> row[i].equals(Fraction.ZERO) ? Fraction.ZERO
					: row[i].times(this.openBill[i]).times(inverse(this.bill[i])))
			.toArray(Fraction[]::new);
	}

	private List<SplitItem> rest(List<List<SplitItem>> parts) {
		var rest = new ArrayList<SplitItem>();
		var named = units(parts.stream().flatMap(List::stream).toList());
		this.orders.stream().flatMap((order) -> order.lines().stream()).forEach((line) -> {
			var left = line.quantity() - named.getOrDefault(line.itemId(), 0);
			if (left > 0) {
				rest.add(new SplitItem(line.itemId(), left));
			}
		});
		return rest;
	}

	/** Sums the units of each line. */
	private static Map<Long, Integer> units(List<SplitItem> items) {
		return items.stream().collect(Collectors.toMap(SplitItem::itemId, SplitItem::quantity, Integer::sum));
	}

	/**
	 * Sums the shares of a part: of its lines, and with them of their orders' charges.
	 */
	private Fraction[] row(List<SplitItem> part) {
		var row = zeros();
		var units = units(part);
		for (var order : this.orders) {
			var weight = Fraction.ZERO;
			for (var line : order.lines()) {
				var share = Fraction.of(units.getOrDefault(line.itemId(), 0), line.quantity());
				if (!share.equals(Fraction.ZERO)) {
					addLine(row, line, share);
					weight = weight.plus(share.times(Fraction.of(weight(order, line))));
				}
			}
			if (!weight.equals(Fraction.ZERO)) {
				var weights = order.lines().stream().mapToLong((line) -> weight(order, line)).sum();
				addCharges(row, order, weight.times(Fraction.of(1, weights)));
			}
		}
		return row;
	}

	/**
	 * Service charges are shared by what lines cost, or by units if none costs anything.
	 */
	private static long weight(OrderBill order, OrderBill.Line line) {
		return order.lines().stream().allMatch((other) -> net(other) == 0) ? line.quantity() : net(line);
	}

	private static long net(OrderBill.Line line) {
		return line.subtotal().minus(line.discountAmount()).minorUnits();
	}

	private void addLine(Fraction[] row, OrderBill.Line line, Fraction share) {
		add(row, SUBTOTAL, line.subtotal(), share);
		add(row, DISCOUNT, line.discountAmount().negate(), share);
		line.taxes().forEach((tax, amount) -> add(row, TAXES + this.taxes.indexOf(tax), amount, share));
	}

	private void addCharges(Fraction[] row, OrderBill order, Fraction share) {
		add(row, CHARGES, order.charges().amount(), share);
		order.charges().taxes().forEach((tax, amount) -> add(row, TAXES + this.taxes.indexOf(tax), amount, share));
	}

	private static void add(Fraction[] row, int column, Money amount, Fraction share) {
		row[column] = row[column].plus(Fraction.of(amount.minorUnits()).times(share));
	}

	private Fraction[] zeros() {
		var row = new Fraction[TAXES + this.taxes.size()];
		Arrays.fill(row, Fraction.ZERO);
		return row;
	}

	private static Fraction inverse(Fraction value) {
		return new Fraction(value.denominator(), value.numerator());
	}

	private List<SplitView.Part> parts(List<Fraction[]> exact, @Nullable List<List<SplitItem>> items) {
		var rows = round(exact);
		return IntStream.range(0, rows.size())
			.mapToObj((i) -> part(rows.get(i), (items != null) ? items.get(i) : null))
			.toList();
	}

	/**
	 * Rounds to whole cents: the columns that are added together, and each tax that
	 * prices contain by itself.
	 */
	private List<long[]> round(List<Fraction[]> exact) {
		var added = ControlledRounding
			.round(exact.stream().map((row) -> Arrays.copyOf(row, this.columns)).toArray(Fraction[][]::new));
		var rows = Arrays.stream(added).map((row) -> Arrays.copyOf(row, TAXES + this.taxes.size())).toList();
		for (int column = this.columns; column < TAXES + this.taxes.size(); column++) {
			var contained = column;
			var rounded = ControlledRounding
				.round(exact.stream().map((row) -> new Fraction[] { row[contained] }).toArray(Fraction[][]::new));
			for (int i = 0; i < rounded.length; i++) {
				rows.get(i)[column] = rounded[i][0];
			}
		}
		return rows;
	}

	private SplitView.Part part(long[] row, @Nullable List<SplitItem> items) {
		var taxes = IntStream.range(0, this.taxes.size()).mapToObj((i) -> {
			var tax = this.taxes.get(i);
			return new SplitView.Tax(tax.name(), tax.rate(), tax.inclusive(), this.unit.units(row[TAXES + i]));
		}).toList();
		return new SplitView.Part(items, this.unit.units(row[SUBTOTAL]), this.unit.units(-row[DISCOUNT]),
				this.unit.units(row[CHARGES]), this.unit.units(Arrays.stream(row, TAXES, this.columns).sum()),
				this.unit.units(Arrays.stream(row, 0, this.columns).sum()), taxes);
	}

}
