package com.auraconnect.orders.faults;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import com.auraconnect.orders.sandbox.Authorization;
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
		checkRefunds(evidence, found);
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

	/** Compares the processor's refunds with those of the orders. */
	private static void checkRefunds(Evidence evidence, List<Finding> found) {
		Map<Long, JsonNode> orders = evidence.orders();
		orders.forEach((id, order) -> {
			var ours = order.required("payments")
				.valueStream()
				.filter((payment) -> payment.required("method").asText().equals("card"))
				.map((payment) -> sum(payment.path("refunds"), "amount",
						(refund) -> !refund.path("status").asText().equals("failed")))
				.reduce(BigDecimal.ZERO, BigDecimal::add);
			var theirs = evidence.site()
				.sandbox()
				.payment()
				.authorizationsOf(id)
				.stream()
				.map(Authorization::refunded)
				.reduce(BigDecimal.ZERO, BigDecimal::add);
			if (ours.compareTo(theirs) != 0) {
				found
					.add(Finding.unbalanced("order %d has card refunds of %s, the processor has %s", id, ours, theirs));
			}
		});
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
