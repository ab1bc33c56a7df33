package com.auraconnect.orders.check;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import com.auraconnect.orders.order.CheckNotFound;
import com.auraconnect.orders.order.InvalidCheckState;
import com.auraconnect.orders.order.Locations;
import com.auraconnect.orders.order.Order;
import com.auraconnect.orders.order.OrderNotFound;
import com.auraconnect.orders.order.OrderStatus;
import com.auraconnect.orders.order.OrderUnitOfWork;
import com.auraconnect.orders.order.UnknownLocation;
import com.auraconnect.orders.order.WireNames;
import com.auraconnect.orders.outbox.EventAppender;
import com.auraconnect.orders.outbox.Feed;
import com.auraconnect.orders.pricing.Money;

/**
 * Use cases of checks, one method each. Each returns the check after the committed
 * transaction, or throws and has changed nothing. What changes nothing that can be seen
 * leaves the version as it is and has no event. Rows are locked in the order that
 * {@link com.auraconnect.orders.order.Checks} states.
 */
@Service
class CheckService {

	private static final int OK = 200;

	private static final int CREATED = 201;

	private final CheckRepository checks;

	private final OrderUnitOfWork unitOfWork;

	private final Locations locations;

	private final EventAppender events;

	private final Clock clock;

	CheckService(CheckRepository checks, OrderUnitOfWork unitOfWork, Locations locations, EventAppender events,
			Clock clock) {
		this.checks = checks;
		this.unitOfWork = unitOfWork;
		this.locations = locations;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Opens a check, with orders that are on no other check.
	 * @param target its check id is ignored
	 * @throws UnknownLocation if the tenant has no such location
	 * @throws OrderNotFound if the location has none of one of these orders
	 * @throws InvalidCheckState if one of them is cancelled or on a check
	 */
	CheckDocument open(CheckCommand target, NewCheck wanted) {
		this.locations.get(target.by().tenantId(), wanted.locationId());
		return this.unitOfWork.changeSeveral((transaction) -> {
			var now = now();
			var check = new Check(target.by().tenantId(), this.checks.nextId(), 1, wanted.locationId(),
					CheckStatus.OPEN, wanted.tableNumber(), wanted.name(), wanted.guestCount(), null,
					wanted.orderIds().size(), now, now, null);
			var orders = transaction.lock(target.by(), wanted.orderIds());
			orders.forEach((order) -> requireFree(order, check));
			requireOneCurrency(orders);
			this.checks.insert(check);
			orders.forEach((order) -> order.amendments().moveToCheck(check.id(), now));
			transaction.write(orders);
			this.checks.update(check);
			append(check, CheckEvent.Opened.of(check, orderIds(check), target.by().actor()));
			return answer(target, CREATED, check);
		});
	}

	/**
	 * Orders that were taken before their location's currency had its decimals cannot be
	 * summed with later ones.
	 */
	private static void requireOneCurrency(List<Order> orders) {
		if (orders.stream().map((order) -> order.balance().open().unit()).distinct().count() > 1) {
			throw new InvalidCheckState("The orders have amounts with different decimals; pay them one by one");
		}
	}

	private static void requireFree(Order order, Check check) {
		if (order.locationId() != check.locationId()) {
			throw new OrderNotFound(order.id());
		}
		if (order.checkId() != null) {
			throw new InvalidCheckState("Order " + order.id() + " is on check " + order.checkId()
					+ "; merge that check, or change the order's check_id");
		}
		if (order.status() == OrderStatus.CANCELLED) {
			throw new InvalidCheckState("Order " + order.id() + " is cancelled and cannot join a check");
		}
	}

	/**
	 * Changes the fields of a check. Its orders that have not ended follow it to another
	 * table.
	 * @throws CheckNotFound if there is none that the caller may see
	 * @throws StaleCheckVersion if the version does not match
	 * @throws InvalidCheckState if the check is closed
	 */
	CheckDocument amend(CheckCommand target, Check.Patch patch) {
		return this.unitOfWork.changeSeveral((transaction) -> {
			var before = locked(target);
			before.requireOpen();
			var changed = before.differencesTo(patch);
			if (changed.isEmpty()) {
				return answer(target, OK, before);
			}
			var after = before.amended(patch, now());
			if (changed.containsKey("table_number")) {
				var orders = transaction.lock(target.by(), orderIds(before));
				orders.forEach((order) -> order.amendments().followToTable(after.tableNumber(), after.updatedAt()));
				transaction.write(orders);
			}
			save(after, CheckEvent.Updated.of(after, changed, target.by().actor()));
			return answer(target, OK, after);
		});
	}

	/**
	 * Moves the orders of other checks to a check, with their payments, and closes the
	 * others.
	 * @param from the other checks, at least one
	 * @throws CheckNotFound if the caller may not see one of the checks, or they are not
	 * all of one location
	 * @throws StaleCheckVersion if the version of the check that remains does not match
	 * @throws InvalidCheckState if one of the checks is closed, or if they have too many
	 * orders
	 */
	CheckDocument merge(CheckCommand target, Collection<Long> from) {
		return this.unitOfWork.changeSeveral((transaction) -> {
			var ids = new TreeSet<>(from);
			ids.add(target.checkId());
			var locked = this.checks.lock(target.by().tenantId(), ids);
			var into = visible(target, locked);
			target.requireVersion(into.version());
			into.requireOpen();
			var others = new TreeSet<>(from).stream().map((id) -> mergeable(id, locked.get(id), into)).toList();
			if (into.orderCount() + others.stream().mapToInt(Check::orderCount).sum() > Check.MAX_ORDERS) {
				throw new InvalidCheckState("A check can have " + Check.MAX_ORDERS + " orders, no more");
			}
			var now = now();
			var orders = transaction.lock(target.by(),
					this.checks.orderIds(into.tenantId(), others.stream().map(Check::id).toList()));
			orders.forEach((order) -> order.amendments().moveToCheck(into.id(), now));
			transaction.write(orders);
			this.checks.movePayments(into, others.stream().map(Check::id).toList());
			for (var other : others) {
				var emptied = other.emptiedInto(into.id(), now);
				save(emptied, CheckEvent.Closed.of(emptied, List.of(), target.by().actor()));
			}
			return orders.isEmpty() ? answer(target, OK, into) : add(target, into.withMoreOrders(orders.size(), now));
		});
	}

	private static Check mergeable(long id, @Nullable Check other, Check into) {
		if (other == null || other.locationId() != into.locationId()) {
			throw new CheckNotFound(id);
		}
		other.requireOpen();
		return other;
	}

	private CheckDocument add(CheckCommand target, Check after) {
		save(after, CheckEvent.Updated.of(after, Map.of("order_ids", orderIds(after)), target.by().actor()));
		return answer(target, OK, after);
	}

	/**
	 * Closes a check. Does nothing for one that is closed.
	 * @throws CheckNotFound if there is none that the caller may see
	 * @throws StaleCheckVersion if the version does not match
	 * @throws InvalidCheckState if its balance is not zero, or an order has not ended
	 */
	CheckDocument close(CheckCommand target) {
		return this.unitOfWork.changeSeveral((transaction) -> {
			var before = locked(target);
			if (!before.isOpen()) {
				return answer(target, OK, before);
			}
			var orders = transaction.lock(target.by(), orderIds(before));
			orders.forEach(CheckService::requireEnded);
			orders.forEach(CheckService::requireGivenBack);
			orders.stream().map((order) -> order.balance().open()).reduce(Money::plus).ifPresent((open) -> {
				if (!open.isZero()) {
					throw new InvalidCheckState("Check " + before.id() + " has a balance of " + open);
				}
			});
			var after = before.closed(now());
			save(after, CheckEvent.Closed.of(after, orderIds(after), target.by().actor()));
			return answer(target, OK, after);
		});
	}

	/**
	 * Checks that the money of a cancelled order, which goes back later, has gone back.
	 */
	private static void requireGivenBack(Order order) {
		if (order.status() == OrderStatus.CANCELLED && !order.balance().open().isZero()) {
			throw new InvalidCheckState(
					"What was paid for the cancelled order " + order.id() + " is still to be given back");
		}
	}

	private static void requireEnded(Order order) {
		if (order.status() != OrderStatus.COMPLETED && order.status() != OrderStatus.CANCELLED) {
			throw new InvalidCheckState("Order " + order.id() + " is " + WireNames.of(order.status())
					+ "; end it before its check is closed");
		}
	}

	/**
	 * Loads and locks a check.
	 * @throws CheckNotFound if there is none that the caller may see
	 * @throws StaleCheckVersion if the version does not match
	 * @throws InvalidCheckState if its orders are too large together
	 */
	Check locked(CheckCommand target) {
		var check = visible(target, this.checks.lock(target.by().tenantId(), List.of(target.checkId())));
		target.requireVersion(check.version());
		this.checks.requireModerateSize(check.tenantId(), List.of(check.id()));
		return check;
	}

	private static Check visible(CheckCommand target, Map<Long, Check> locked) {
		var check = locked.get(target.checkId());
		if (check == null || !target.by().canSee(check.locationId(), null)) {
			throw new CheckNotFound(target.checkId());
		}
		return check;
	}

	/** Returns the ids of the orders of a check, oldest first. */
	List<Long> orderIds(Check check) {
		return this.checks.orderIds(check.tenantId(), List.of(check.id()));
	}

	private void save(Check after, CheckEvent event) {
		this.checks.update(after);
		append(after, event);
	}

	/** Appends an event of a check, in the transaction of its change. */
	void append(Check check, CheckEvent event) {
		this.events.append(new Feed(check.tenantId(), check.locationId()), event.eventType(), check.updatedAt(), event);
	}

	/** Reads the check, and stores it as the response of the request. */
	CheckDocument answer(CheckCommand target, int status, Check check) {
		var document = this.checks.document(check.tenantId(), check.id()).orElseThrow();
		target.recorder().record(status, document.json(), document.version());
		return document;
	}

	/** The time, as exact as it is stored and shown. */
	Instant now() {
		return this.clock.instant().truncatedTo(ChronoUnit.MILLIS);
	}

}
