package com.auraconnect.orders.order;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.auraconnect.orders.order.OrderEvent.Created;
import com.auraconnect.orders.order.OrderEvent.Fired;
import com.auraconnect.orders.order.OrderEvent.ItemsChanged;
import com.auraconnect.orders.order.OrderEvent.StatusChanged;
import com.auraconnect.orders.order.OrderEvent.Updated;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static com.auraconnect.orders.order.OrderMother.BURGER;
import static com.auraconnect.orders.order.OrderMother.COLA;
import static com.auraconnect.orders.order.OrderMother.FRIES;
import static com.auraconnect.orders.order.OrderMother.TAKEN;
import static com.auraconnect.orders.order.OrderMother.burger;
import static com.auraconnect.orders.order.OrderMother.order;
import static com.auraconnect.orders.order.OrderScenario.given;
import static com.auraconnect.orders.order.OrderStatus.CONFIRMED;
import static com.auraconnect.orders.order.OrderStatus.PREPARING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * When scheduled orders are fired. A burger takes 12 minutes, fries take 5, and the
 * location says 15 for anything else.
 */
class ScheduleTests {

	private static final Instant DUE = TAKEN.plus(Duration.ofHours(3));

	private static final Location OPEN = OrderMother.location(true);

	@Test
	void anOrderIsFiredTheLongestPreparationBeforeItIsDue() {
		assertThat(fireAt(order().with(FRIES, 1).with(BURGER, 2))).isEqualTo(before(12));
		assertThat(fireAt(order().with(FRIES, 1).with(COLA, 1))).isEqualTo(before(5));
	}

	@Test
	void anOrderWhosePreparationIsUnknownIsFiredAsLongBeforeAsItsLocationSays() {
		assertThat(fireAt(order().with(COLA, 1))).isEqualTo(before(15));
	}

	@Test
	void anOrderForNowHasNoTimeOfItsOwn() {
		var order = burger();

		assertThat(order.schedule()).isEqualTo(Schedule.NONE);
		assertThat(order.preparation().isWaitingToBeFired()).isFalse();
	}

	/** The kitchen begins 12 minutes before the order is due. */
	@Test
	void extraTimeCountsIfItStillAppliesWhenTheKitchenBegins() {
		assertThat(planned(busy(null)).fireAt()).isEqualTo(before(32));
		assertThat(planned(busy(before(12).plusMillis(1))).fireAt()).isEqualTo(before(32));
		assertThat(planned(busy(before(12))).fireAt()).isEqualTo(before(12));
	}

	private static Schedule planned(Location location) {
		return Schedule.of(DUE, location, burger().items());
	}

	@Test
	void anOrderForNowIsFiredByItsConfirmationWithoutAnEventOfItsOwn() {
		given(burger()).when((order) -> order.confirm(Courses.OFF, "till", null, TAKEN))
			.thenKinds(StatusChanged.class)
			.and((order) -> {
				assertThat(order.schedule().firedAt()).isEqualTo(order.updatedAt());
				assertThat(order.schedule().fireAt()).isNull();
			});
	}

	@Test
	void aConfirmedOrderIsFiredAtItsTimeAndNotBefore() {
		given(scheduled(CONFIRMED))
			.when((order) -> assertThat(order.preparation().fireIfDue("system", before(12).minusMillis(1))).isFalse())
			.thenNothing()
			.when((order) -> assertThat(order.preparation().fireIfDue("system", before(12))).isTrue())
			.then(new Fired("system"))
			.and((order) -> assertThat(order.schedule().firedAt()).isEqualTo(before(12)))
			.when((order) -> assertThat(order.preparation().fireIfDue("system", DUE)).isFalse())
			.thenNothing();
	}

	@Test
	void anOrderThatIsNotConfirmedInTimeIsFiredWithItsConfirmation() {
		given(order().with(BURGER, 1).scheduledFor(DUE)).when((order) -> order.preparation().fireIfDue("system", DUE))
			.thenNothing()
			.when((order) -> {
				order.confirm(Courses.OFF, "till", null, DUE);
				order.preparation().fireIfDue("till", DUE);
			})
			.thenKinds(StatusChanged.class, Fired.class)
			.version(2)
			.and((order) -> assertThat(order.schedule().firedAt()).isEqualTo(DUE));
	}

	@Test
	void aCancelledOrderIsNotFired() {
		given(scheduled(OrderStatus.CANCELLED)).when((order) -> order.preparation().fireIfDue("system", DUE))
			.thenNothing();
	}

	@Test
	void aKitchenThatBeginsEarlyFiresTheOrder() {
		given(scheduled(CONFIRMED)).when((order) -> order.preparation().prepare(null, "grill", TAKEN.plusSeconds(60)))
			.thenKinds(StatusChanged.class, Fired.class)
			.status(PREPARING)
			.when((order) -> order.preparation().fireIfDue("system", DUE))
			.thenNothing();
	}

	@Test
	void theDueTimeMovesUntilTheOrderIsFired() {
		var later = DUE.plus(Duration.ofDays(1));
		given(scheduled(CONFIRMED)).when((order) -> order.preparation().reschedule(later, OPEN, "till", TAKEN))
			.then(new Updated(Set.of("scheduled_for", "fire_at")))
			.and((order) -> assertThat(order.schedule())
				.isEqualTo(new Schedule(later, later.minus(Duration.ofMinutes(12)), null)))
			.when((order) -> order.preparation().reschedule(later, OPEN, "till", TAKEN))
			.thenNothing()
			.when((order) -> order.preparation().fireIfDue("system", later))
			.when((order) -> order.preparation().reschedule(DUE, OPEN, "till", TAKEN))
			.thenRefused(InvalidOrderState.class, "The order has been fired; its scheduled_for cannot be changed");
	}

	@Test
	void anOrderThatIsWantedAtOnceAfterAllIsFiredAtOnce() {
		given(scheduled(CONFIRMED)).when((order) -> order.preparation().reschedule(null, OPEN, "till", TAKEN))
			.thenKinds(Updated.class, Fired.class)
			.and((order) -> assertThat(order.schedule()).isEqualTo(new Schedule(null, null, TAKEN)));
		given(order().with(BURGER, 1).scheduledFor(DUE))
			.when((order) -> order.preparation().reschedule(null, OPEN, "till", TAKEN))
			.thenKinds(Updated.class)
			.when((order) -> order.confirm(Courses.OFF, "till", null, TAKEN))
			.thenKinds(StatusChanged.class);
	}

	@Test
	void anOrderForNowCanBeScheduledUntilItIsConfirmed() {
		given(burger()).when((order) -> order.preparation().reschedule(DUE, OPEN, "till", TAKEN))
			.thenKinds(Updated.class)
			.and((order) -> assertThat(order.preparation().isWaitingToBeFired()).isTrue());
		given(order().with(BURGER, 1).taken(CONFIRMED))
			.when((order) -> order.preparation().reschedule(DUE, OPEN, "till", TAKEN))
			.thenRefused(InvalidOrderState.class, "The order has been fired; its scheduled_for cannot be changed");
	}

	@Test
	void theTimeFollowsTheLinesInOneEvent() {
		given(order().with(FRIES, 1).scheduledFor(DUE).taken(CONFIRMED)).when((order) -> {
			order.lines().add(List.of(OrderMother.item(BURGER, 1)), OrderMother.MENU, TAKEN);
			order.preparation().planAgain(OPEN, TAKEN);
		}).thenKinds(ItemsChanged.class).and((order) -> assertThat(order.schedule().fireAt()).isEqualTo(before(12)));
	}

	@Test
	void theTimeFollowsTheLocationUntilTheOrderIsFired() {
		given(scheduled(CONFIRMED)).when((order) -> order.preparation().planAgain(busy(null), TAKEN))
			.then(new Updated(Set.of("fire_at")))
			.and((order) -> assertThat(order.schedule().fireAt()).isEqualTo(before(32)))
			.when((order) -> order.preparation().planAgain(busy(null), TAKEN))
			.thenNothing()
			.when((order) -> order.preparation().fireIfDue("system", DUE))
			.when((order) -> order.preparation().planAgain(OPEN, DUE))
			.thenNothing();
	}

	@Test
	void anOrderThatArrivesHandedOverIsFired() {
		var order = order().with(BURGER, 1).scheduledFor(DUE).handedOverAt(TAKEN.minusSeconds(60)).place();

		assertThat(order.tracking().takeEvents()).containsExactly(new Created());
		assertThat(order.schedule().firedAt()).isEqualTo(order.createdAt());
		assertThat(order.preparation().isWaitingToBeFired()).isFalse();
	}

	@Test
	void anOrderIsDueInTheFutureAndWithinTheDaysOfItsLocation() {
		assertThatNoException().isThrownBy(() -> OPEN.requireSchedulable(TAKEN.plusMillis(1), null, TAKEN));
		assertThatNoException().isThrownBy(() -> OPEN.requireSchedulable(null, null, TAKEN));
		assertThatInvalid(TAKEN, null).withMessage("must be in the future");
		assertThatInvalid(TAKEN.plus(Duration.ofDays(7)).plusMillis(1), null).withMessage("must be within 7 days");
	}

	/** In New York, 8 March 2026 has 23 hours. */
	@Test
	void theDaysAreThoseOfTheLocationsCalendar() {
		var saturday = Instant.parse("2026-03-07T17:00:00Z");
		var nextSaturday = Instant.parse("2026-03-14T16:00:00Z");

		assertThatNoException().isThrownBy(() -> OPEN.requireSchedulable(nextSaturday, null, saturday));
		assertThatExceptionOfType(InvalidSchedule.class)
			.isThrownBy(() -> OPEN.requireSchedulable(nextSaturday.plusMillis(1), null, saturday));
	}

	@Test
	void anOfflineOrderWasDueAfterItWasTaken() {
		var placed = TAKEN.minus(Duration.ofHours(3));

		assertThatNoException().isThrownBy(() -> OPEN.requireSchedulable(placed.plusMillis(1), placed, TAKEN));
		assertThatInvalid(placed, placed).withMessage("must be in the future");
	}

	private static ThrowableAssertAlternative<InvalidSchedule> assertThatInvalid(Instant due,
			@Nullable Instant placedAt) {
		return assertThatExceptionOfType(InvalidSchedule.class)
			.isThrownBy(() -> OPEN.requireSchedulable(due, placedAt, TAKEN));
	}

	private static Order scheduled(OrderStatus status) {
		return order().with(BURGER, 1).scheduledFor(DUE).taken(status);
	}

	private static @Nullable Instant fireAt(OrderMother order) {
		return order.scheduledFor(DUE).place().schedule().fireAt();
	}

	private static Instant before(int minutes) {
		return DUE.minus(Duration.ofMinutes(minutes));
	}

	/** A location whose kitchen takes 20 minutes longer. */
	private static Location busy(@Nullable Instant until) {
		return new Location(OPEN.tenantId(), OPEN.id(), OPEN.currency(), OPEN.businessDays(), OPEN.autoConfirm(),
				OPEN.taxRules(), new Availability(true, true, Duration.ofMinutes(20), until), OPEN.scheduling(),
				OPEN.courses(), OPEN.payments(), Map.of());
	}

}
