package com.auraconnect.orders.sandbox;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

import com.auraconnect.orders.sandbox.Reservation.State;
import com.auraconnect.orders.sandbox.Reservation.StockLine;
import org.jspecify.annotations.Nullable;

/**
 * The inventory: unlimited stock of every item, except those set as out of stock. Item 30
 * is out of stock by default: the menu offers it, a check reports a shortage, a
 * reservation is refused.
 */
public final class InventoryService implements PartnerService {

	private static final Set<Long> RUN_OUT_BY_DEFAULT = Set.of(30L);

	private static final Pattern COMMIT = Pattern.compile("/reservations/([^/]+)/commit");

	private static final Pattern RESERVATION = Pattern.compile("/reservations/([^/]+)");

	private final Map<String, Reservation> reservations = new ConcurrentHashMap<>();

	private static final String HELD = "res_";

	private volatile Set<Long> runOut = RUN_OUT_BY_DEFAULT;

	private volatile String prefix = HELD;

	InventoryService() {
	}

	/** All reservations, in no particular order. */
	public List<Reservation> reservations() {
		return List.copyOf(this.reservations.values());
	}

	/** The reservations of one order, normally one at most. */
	public List<Reservation> reservationsOf(long orderId) {
		return this.reservations.values().stream().filter((held) -> held.orderId() == orderId).toList();
	}

	/** Sets the items that are out of stock; all others are available. */
	public void runOutOf(Collection<Long> menuItemIds) {
		this.runOut = Set.copyOf(menuItemIds);
	}

	/** Sets the prefix of the ids of new reservations. */
	public void nameReservations(String prefix) {
		this.prefix = prefix;
	}

	/** Removes all reservations; sets item 30 alone out of stock. */
	public void reset() {
		this.prefix = HELD;
		this.reservations.clear();
		this.runOut = RUN_OUT_BY_DEFAULT;
	}

	@Override
	public Reply answer(Call call) {
		if (call.is("POST", "/check")) {
			return check(call.bodyAs(Request.class));
		}
		if (call.is("POST", "/reservations")) {
			return reserve(call, call.bodyAs(Request.class));
		}
		String committed = call.match("POST", COMMIT);
		if (committed != null) {
			return commit(committed, call.hasBody() ? call.bodyAs(Request.class).items() : List.of());
		}
		String changed = call.match("PUT", RESERVATION);
		if (changed != null) {
			return change(changed, call.bodyAs(Request.class));
		}
		String released = call.match("DELETE", RESERVATION);
		return (released != null) ? settle(released, State.RELEASED) : Reply.notFound();
	}

	private Reply check(Request request) {
		List<Shortage> shortages = shortages(request);
		return Reply.of(200, new Availability(shortages.isEmpty(), shortages));
	}

	private Reply reserve(Call call, Request request) {
		if (request.orderId() == null || request.items().isEmpty()) {
			throw new MalformedCall("order_id and items are required");
		}
		List<Shortage> shortages = shortages(request);
		if (!shortages.isEmpty()) {
			return Reply.of(409, Map.of("shortages", shortages));
		}
		var held = new Reservation(this.prefix + UUID.randomUUID(), call.tenant(), request.orderId(), request.items(),
				State.HELD);
		this.reservations.put(held.reservationId(), held);
		return Reply.of(201, Map.of("reservation_id", held.reservationId()));
	}

	/** Changes a held reservation, if the stock suffices. */
	private Reply change(String reservationId, Request request) {
		List<Shortage> shortages = shortages(request);
		if (!shortages.isEmpty()) {
			return Reply.of(409, Map.of("shortages", shortages));
		}
		Reservation changed = this.reservations.computeIfPresent(reservationId,
				(id, current) -> (current.state() == State.HELD) ? current.of(request.items()) : current);
		return (changed != null) ? Reply.noContent() : Reply.notFound();
	}

	/** Commits what was used, the whole reservation by default, and releases the rest. */
	private Reply commit(String reservationId, List<StockLine> used) {
		if (!used.isEmpty()) {
			this.reservations.computeIfPresent(reservationId,
					(id, current) -> (current.state() == State.HELD) ? current.of(used) : current);
		}
		return settle(reservationId, State.COMMITTED);
	}

	/** Commits or releases a reservation. Repeating it is permitted; the other is 409. */
	private Reply settle(String reservationId, State state) {
		Reservation settled = this.reservations.computeIfPresent(reservationId,
				(id, current) -> (current.state() == State.HELD) ? current.in(state) : current);
		if (settled == null) {
			return Reply.notFound();
		}
		return (settled.state() == state) ? Reply.noContent()
				: Reply.refusal(409, "already_" + settled.state().name().toLowerCase(Locale.ROOT));
	}

	private List<Shortage> shortages(Request request) {
		return request.items()
			.stream()
			.filter((line) -> this.runOut.contains(line.menuItemId()))
			.map((line) -> new Shortage(line.menuItemId(), line.quantity(), 0))
			.distinct()
			.toList();
	}

	record Request(@Nullable Long orderId, List<StockLine> items) {

		Request {
			items = Objects.requireNonNullElse(items, List.of());
		}

	}

	record Availability(boolean available, List<Shortage> shortages) {
	}

	record Shortage(long menuItemId, int requested, int available) {
	}

}
