package com.auraconnect.orders.testing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.auraconnect.orders.sandbox.Authorization;
import com.auraconnect.orders.sandbox.Reservation;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Compares the records of the partners with the orders. Every saga must have ended
 * before.
 *
 * @param site whose sandbox has recorded everything since the site was new; its database
 * user sees all tenants
 * @param isEdited whether lines were edited while sagas ran: of two runs that overlap,
 * one releases what it has reserved for nothing, and an order goes on without the stock
 * that was refused
 */
public record PartnerReconciliation(TestEnvironment site, boolean isEdited) {

	/** Compares orders whose lines were not edited while sagas ran. */
	public PartnerReconciliation(TestEnvironment site) {
		this(site, false);
	}

	/** Descriptions of all differences; empty if there are none. */
	public List<String> discrepancies(List<JsonNode> orders) {
		List<String> found = new ArrayList<>();
		for (JsonNode order : orders) {
			checkStock(order, found);
			checkMoney(order, found);
		}
		List<Long> known = orders.stream().map(PartnerReconciliation::id).toList();
		this.site.sandbox()
			.inventory()
			.reservations()
			.stream()
			.filter((held) -> !known.contains(held.orderId()))
			.forEach((held) -> found.add("stock is taken for no order: " + held));
		this.site.sandbox()
			.payment()
			.authorizations()
			.stream()
			.filter((held) -> !known.contains(held.orderId()))
			.forEach((held) -> found.add("money is held for no order: " + held));
		return found;
	}

	/**
	 * Descriptions of all differences between the money that the payment service has and
	 * what checks and their orders show; empty if there are none. Every order must have
	 * ended.
	 * @param checks all checks between which payments were moved by merges
	 */
	public List<String> moneyDiscrepancies(List<JsonNode> orders, List<JsonNode> checks) {
		List<String> found = new ArrayList<>();
		orders.forEach((order) -> checkMoney(order, found));
		List<JsonNode> cards = checks.stream()
			.flatMap((check) -> check.required("payments").valueStream())
			.filter(PartnerReconciliation::isCard)
			.toList();
		List<String> ours = cards.stream().map(PartnerReconciliation::ours).filter(Objects::nonNull).toList();
		List<String> theirs = checks.stream()
			.flatMap((check) -> this.site.sandbox().payment().authorizationsOfCheck(id(check)).stream())
			.filter((held) -> held.state() != Authorization.State.VOIDED)
			.map(PartnerReconciliation::theirs)
			.toList();
		if (!ours.stream().sorted().toList().equals(theirs.stream().sorted().toList())) {
			found.add("the checks have %s, the payment service has %s".formatted(ours, theirs));
		}
		cards.forEach((card) -> checkShares(card, orders, found));
		return found;
	}

	/** The shares of a payment sum to it, with their refunds. */
	private static void checkShares(JsonNode card, List<JsonNode> orders, List<String> found) {
		List<JsonNode> shares = orders.stream()
			.flatMap((order) -> order.required("payments").valueStream())
			.filter((share) -> share.required("check_payment_id").asLong() == id(card))
			.filter((share) -> share.required("status").equals(card.required("status")))
			.toList();
		for (String column : List.of("amount", "tip_amount", "refunded_amount")) {
			BigDecimal sum = shares.stream()
				.map((share) -> new BigDecimal(share.required(column).asText()))
				.reduce(BigDecimal.ZERO, BigDecimal::add);
			if (sum.compareTo(new BigDecimal(card.required(column).asText())) != 0) {
				found.add("the shares have a %s of %s in %s".formatted(column, sum, card));
			}
		}
		card.required("refunds")
			.valueStream()
			.filter((refund) -> !refund.required("status").asText().equals("done"))
			.forEach((refund) -> found.add("not done: " + refund));
	}

	private static boolean isCard(JsonNode payment) {
		return payment.required("method").asText().equals("card");
	}

	private void checkStock(JsonNode order, List<String> found) {
		List<Reservation> made = this.site.sandbox()
			.inventory()
			.reservationsOf(id(order))
			.stream()
			.filter((reservation) -> !this.isEdited || reservation.state() != Reservation.State.RELEASED)
			.toList();
		List<Reservation.State> states = made.stream().map(Reservation::state).toList();
		boolean agrees = switch (status(order)) {
			case "cancelled" -> states.isEmpty() || states.equals(List.of(Reservation.State.RELEASED))
					|| states.equals(List.of(Reservation.State.COMMITTED)) && isUsedUp(order, made.getFirst());
			case "completed" -> states.equals(List.of(Reservation.State.COMMITTED));
			default -> states.equals(List.of(Reservation.State.HELD));
		};
		if (!agrees && !(this.isEdited && states.isEmpty() && isWithoutStock(order))) {
			found.add("order %d is %s, its stock is %s".formatted(id(order), status(order), states));
		}
	}

	/** Whether a reservation is what the lines needed that were voided after use. */
	private static boolean isUsedUp(JsonNode order, Reservation reservation) {
		Map<Long, Integer> used = order.required("items")
			.valueStream()
			.filter((line) -> line.at("/void/used").asBoolean())
			.collect(Collectors.groupingBy((line) -> line.required("menu_item_id").asLong(),
					Collectors.summingInt((line) -> line.required("quantity").asInt())));
		return used.equals(reservation.items()
			.stream()
			.collect(Collectors.groupingBy(Reservation.StockLine::menuItemId,
					Collectors.summingInt(Reservation.StockLine::quantity))));
	}

	/** Whether the inventory has refused an order that goes on all the same. */
	private static boolean isWithoutStock(JsonNode order) {
		return order.required("degraded").valueStream().anyMatch((part) -> part.asText().equals("inventory"));
	}

	/**
	 * Descriptions of all differences between the cards of orders and what the payment
	 * service has authorized, captured, refunded and voided; empty if there are none.
	 */
	public List<String> cardDiscrepancies(List<JsonNode> orders) {
		List<String> found = new ArrayList<>();
		orders.forEach((order) -> checkMoney(order, found));
		return found;
	}

	private void checkMoney(JsonNode order, List<String> found) {
		List<Authorization> held = this.site.sandbox().payment().authorizationsOf(id(order));
		List<Card> stored = cards(order);
		List<String> ours = Stream
			.concat(order.required("payments")
				.valueStream()
				.filter((payment) -> isCard(payment) && payment.required("check_payment_id").isNull())
				.filter((payment) -> !payment.required("status").asText().equals("authorized"))
				.map(PartnerReconciliation::ours), stored.stream().map(Card::held))
			.filter(Objects::nonNull)
			.sorted()
			.toList();
		List<String> theirs = held.stream()
			.filter((authorization) -> !isReleasedUnknown(authorization, stored))
			.map(PartnerReconciliation::theirs)
			.sorted()
			.toList();
		if (!ours.equals(theirs)) {
			found.add("order %d is %s and has %s, the payment service has %s".formatted(id(order), status(order), ours,
					theirs));
		}
		List<Authorization> counted = held.stream().filter((one) -> one.state() != Authorization.State.VOIDED).toList();
		if (status(order).equals("cancelled") && !counted.isEmpty()) {
			found.add("order %d is cancelled, and yet there is %s".formatted(id(order), counted));
		}
	}

	/**
	 * A card of an order as it is stored. Clients do not see what was authorized: a later
	 * tip is not in it.
	 *
	 * @param authorizationId null if no authorization is known
	 */
	private record Card(String status, @Nullable String authorizationId, @Nullable BigDecimal authorizedAmount) {

		/** Describes what the bank holds, or held until it was voided. */
		@Nullable String held() {
			return (this.authorizationId != null && List.of("authorized", "voided").contains(this.status))
					? this.status + " " + plain(Objects.requireNonNull(this.authorizedAmount)) : null;
		}

	}

	private List<Card> cards(JsonNode order) {
		return this.site.database().sql("""
				SELECT status, authorization_id, authorized_amount
				FROM order_payments
				WHERE order_id = ? AND tenant_id = ? AND method = 'card' AND check_payment_id IS NULL
				""").params(id(order), order.required("tenant_id").asLong()).query(Card.class).list();
	}

	/**
	 * Whether the answer of the payment service was lost or unusable, and the
	 * authorization was voided without becoming known.
	 */
	private static boolean isReleasedUnknown(Authorization authorization, List<Card> stored) {
		return authorization.state() == Authorization.State.VOIDED
				&& stored.stream().noneMatch((card) -> authorization.authorizationId().equals(card.authorizationId()))
				&& stored.stream().anyMatch((card) -> card.status().equals("voided") && card.authorizationId() == null);
	}

	private static @Nullable String ours(JsonNode payment) {
		var amount = new BigDecimal(payment.required("amount").asText())
			.add(new BigDecimal(payment.required("tip_amount").asText()));
		return switch (payment.required("status").asText()) {
			case "declined", "voided" -> null;
			case "captured" -> "captured " + plain(amount) + " refunded "
					+ plain(new BigDecimal(payment.required("refunded_amount").asText()));
			case "authorized" -> "authorized " + plain(amount);
			default -> payment.toString();
		};
	}

	private static String theirs(Authorization authorization) {
		return switch (authorization.state()) {
			case VOIDED -> "voided " + plain(authorization.amount());
			case CAPTURED ->
				"captured " + plain(authorization.captured()) + " refunded " + plain(authorization.refunded());
			case AUTHORIZED -> "authorized " + plain(authorization.amount());
		};
	}

	private static String plain(BigDecimal amount) {
		return amount.setScale(3).toString();
	}

	private static long id(JsonNode order) {
		return order.required("id").asLong();
	}

	private static String status(JsonNode order) {
		return order.required("status").asText();
	}

}
