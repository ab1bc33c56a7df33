package com.auraconnect.orders.order;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No statement outside the {@link OrderRepository} writes the tables of orders: its
 * {@link EntityTable} builds the statements from the mapping of the entities.
 */
class OneWriterTests {

	private static final Path SOURCES = Path.of("src/main/java");

	private static final Pattern WRITE = Pattern.compile(
			"\\b(insert\\s+into|update|delete\\s+from|merge\\s+into)\\s+(only\\s+)?(public\\.)?"
					+ "(orders|order_items|order_status_history|order_payments|order_refunds)\\b",
			Pattern.CASE_INSENSITIVE);

	private static final List<String> REPOSITORY = List.of("CardRequestsImpl.java");

	@Test
	void onlyTheRepositoryWritesTheTablesOfOrders() throws IOException {
		try (var files = Files.walk(SOURCES)) {
			assertThat(files.filter((file) -> file.toString().endsWith(".java")).filter(OneWriterTests::writes))
				.extracting((file) -> file.getFileName().toString())
				.containsExactlyInAnyOrderElementsOf(REPOSITORY);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "INSERT INTO orders (id)", "UPDATE order_items i SET", "update\n\torder_payments",
			"DELETE FROM order_status_history", "MERGE INTO orders o" })
	void aWritingStatementIsFound(String statement) {
		assertThat(statement).containsPattern(WRITE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "INSERT INTO orders_by_day (day)", "FOR UPDATE OF order", "SELECT * FROM orders" })
	void anotherStatementIsNot(String statement) {
		assertThat(statement).doesNotContainPattern(WRITE);
	}

	private static boolean writes(Path file) {
		try {
			return WRITE.matcher(Files.readString(file)).find();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
