package com.auraconnect.orders.faults;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import com.auraconnect.orders.testing.PartnerReconciliation;
import com.auraconnect.orders.testing.Recalculation;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * The cents add up: the lines of each order to its sums, its payments to what is paid,
 * and the partners' records to the payments and the stock of the orders.
 */
final class MoneyCheck implements Check {

	private static final Set<String> HELD = Set.of("authorized", "captured");

	@Override
	public List<Finding> findings(Evidence evidence) {
		var found = new ArrayList<Finding>();
		evidence.orders().forEach((id, order) -> checkSums(id, order, found));
		new PartnerReconciliation(evidence.site().environment(), true)
			.discrepancies(List.copyOf(evidence.orders().values()))
			.forEach((discrepancy) -> found.add(Finding.unbalanced("%s", discrepancy)));
		return found;
	}

	private static void checkSums(long id, JsonNode order, List<Finding> found) {
		try {
			Recalculation.check(order);
		}
		catch (AssertionError ex) {
			found.add(Finding.unbalanced("order %d: %s", id, ex.getMessage()));
		}
		var paid = sum(order.required("payments"), "amount", MoneyCheck::isHeld);
		if (paid.compareTo(amount(order, "paid_amount")) != 0) {
			found.add(Finding.unbalanced("order %d has paid %s by %s", id, order.required("paid_amount"),
					order.required("payments")));
		}
	}

	private static boolean isHeld(JsonNode payment) {
		return HELD.contains(payment.required("status").asText());
	}

	private static BigDecimal sum(JsonNode entries, String field, Predicate<JsonNode> counted) {
		return entries.valueStream()
			.filter(counted)
			.map((entry) -> amount(entry, field))
			.reduce(BigDecimal.ZERO, BigDecimal::add);
	}

	private static BigDecimal amount(JsonNode node, String field) {
		return new BigDecimal(node.required(field).asText());
	}

}
