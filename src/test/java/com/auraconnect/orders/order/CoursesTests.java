package com.auraconnect.orders.order;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import com.auraconnect.orders.order.OrderEvent.Fired;
import com.auraconnect.orders.order.OrderEvent.ItemStatusChanged;
import com.auraconnect.orders.order.OrderEvent.ItemTransition;
import com.auraconnect.orders.order.OrderEvent.ItemsChanged;
import com.auraconnect.orders.order.OrderEvent.StatusChanged;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static com.auraconnect.orders.order.ItemStatus.HELD;
import static com.auraconnect.orders.order.ItemStatus.PENDING;
import static com.auraconnect.orders.order.ItemStatus.PREPARING;
import static com.auraconnect.orders.order.ItemStatus.READY;
import static com.auraconnect.orders.order.ItemStatus.VOIDED;
import static com.auraconnect.orders.order.OrderMother.BURGER;
import static com.auraconnect.orders.order.OrderMother.COLA;
import static com.auraconnect.orders.order.OrderMother.FRIES;
import static com.auraconnect.orders.order.OrderMother.MENU;
import static com.auraconnect.orders.order.OrderMother.TAKEN;
import static com.auraconnect.orders.order.OrderScenario.given;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Courses of an order: 1 a cola without a course, 2 fries of the first, 3 a burger of the
 * second, 4 a cola of the third.
 */
class CoursesTests {

	private static final Instant LATER = TAKEN.plusSeconds(90);

	@ParameterizedTest
	@EnumSource(names = { "MANUAL", "AUTO" })
	void theConfirmationHoldsTheCoursesAfterTheFirst(Courses courses) {
		var order = dinner().taken();

		given(order).when((it) -> it.confirm(courses, "ann", null, LATER))
			.then(new StatusChanged(OrderStatus.PENDING, OrderStatus.CONFIRMED, null, "ann",
					List.of(moved(order, 3, PENDING, HELD), moved(order, 4, PENDING, HELD))))
			.version(2)
			.and(statuses(PENDING, PENDING, HELD, HELD));
	}

	@Test
	void nothingIsHeldWhereCoursesAreOff() {
		given(dinner()).when((it) -> it.confirm(Courses.OFF, "ann", null, LATER))
			.and(statuses(PENDING, PENDING, PENDING, PENDING))
			.when((it) -> it.preparation().fireCourse(2, "ann", LATER))
			.thenRefused(InvalidOrderState.class, "Course 2 has no held items");
	}

	@Test
	void theLowestCourseIsTheFirst() {
		given(OrderMother.order().with(inCourse(BURGER, 5)).with(inCourse(COLA, 3)))
			.when((it) -> it.confirm(Courses.MANUAL, "ann", null, LATER))
			.and(statuses(HELD, PENDING));
	}

	@Test
	void aCourseIsFiredByHand() {
		var order = confirmed(Courses.MANUAL);

		given(order).when((it) -> it.preparation().fireCourse(2, "ann", LATER))
			.then(new ItemStatusChanged(List.of(moved(order, 3, HELD, PENDING)), "ann"))
			.version(2)
			.and(statuses(PENDING, PENDING, PENDING, HELD))
			.when((it) -> it.preparation().fireCourse(2, "ann", LATER))
			.thenRefused(InvalidOrderState.class, "Course 2 has no held items")
			.when((it) -> it.preparation().fireCourse(1, "ann", LATER))
			.thenRefused(InvalidOrderState.class, "Course 1 has no held items")
			.when((it) -> it.preparation().fireCourse(4, "ann", LATER))
			.thenRefused(CourseNotFound.class, "The order has no course 4");
	}

	@Test
	void aCourseIsNotFiredBeforeTheConfirmationNorAfterTheEnd() {
		given(dinner()).when((it) -> it.preparation().fireCourse(2, "ann", LATER))
			.thenRefused(InvalidOrderState.class, "Course 2 has no held items");
		var cancelled = confirmed(Courses.MANUAL);
		OrderMother.moveTo(cancelled, OrderStatus.CANCELLED);
		given(stored(cancelled)).when((it) -> it.preparation().fireCourse(2, "ann", LATER))
			.thenRefused(InvalidOrderState.class, "An order that is cancelled cannot be changed")
			.and(statuses(PENDING, PENDING, HELD, HELD));
	}

	@Test
	void theOrderIsReadyWhenItsLastCourseIs() {
		given(confirmed(Courses.MANUAL)).when((it) -> it.preparation().bump(1, "cook", LATER))
			.when((it) -> it.preparation().bump(2, "cook", LATER))
			.status(OrderStatus.PREPARING)
			.and(statuses(READY, READY, HELD, HELD))
			.when((it) -> it.preparation().fireCourse(2, "ann", LATER))
			.when((it) -> it.preparation().fireCourse(3, "ann", LATER))
			.when((it) -> it.preparation().bump(3, "cook", LATER))
			.status(OrderStatus.PREPARING)
			.when((it) -> it.preparation().bump(4, "cook", LATER))
			.status(OrderStatus.READY);
	}

	@Test
	void anAutomaticCourseIsFiredWithTheLastLineBeforeIt() {
		var order = confirmed(Courses.AUTO);

		given(order).when((it) -> it.preparation().bump(1, "cook", LATER))
			.and(statuses(READY, PENDING, HELD, HELD))
			.when((it) -> it.preparation().bump(2, "cook", LATER))
			.then(new ItemStatusChanged(List.of(moved(order, 2, PENDING, READY), moved(order, 3, HELD, PENDING)),
					"cook"))
			.version(3)
			.when((it) -> it.preparation().bump(3, "cook", LATER))
			.and(statuses(READY, READY, READY, PENDING))
			.when((it) -> it.preparation().bump(4, "cook", LATER))
			.status(OrderStatus.READY);
	}

	@Test
	void anAutomaticCourseCanBeFiredEarlier() {
		given(confirmed(Courses.AUTO)).when((it) -> it.preparation().fireCourse(3, "ann", LATER))
			.and(statuses(PENDING, PENDING, HELD, PENDING))
			.when((it) -> it.preparation().bump(1, "cook", LATER))
			.when((it) -> it.preparation().bump(2, "cook", LATER))
			.and(statuses(READY, READY, PENDING, PENDING));
	}

	@Test
	void preparingLeavesHeldLinesHeld() {
		given(confirmed(Courses.MANUAL)).when((it) -> it.preparation().prepare(null, "cook", LATER))
			.and(statuses(PREPARING, PREPARING, HELD, HELD));
		given(confirmed(Courses.AUTO)).when((it) -> it.preparation().startPreparing("till", null, LATER))
			.and(statuses(PREPARING, PREPARING, HELD, HELD))
			.when((it) -> it.preparation().recall(3, "cook", LATER))
			.thenNothing();
	}

	@Test
	void aStationThatHasOnlyHeldLinesCannotStart() {
		given(confirmed(Courses.MANUAL)).when((it) -> it.preparation().prepare("grill", "cook", LATER))
			.thenRefused(InvalidOrderState.class, "All items of the station grill are held; fire their course first")
			.status(OrderStatus.CONFIRMED)
			.when((it) -> it.lines().remove(1, "till", LATER))
			.when((it) -> it.lines().remove(2, "till", LATER))
			.when((it) -> it.preparation().startPreparing("till", null, LATER))
			.thenRefused(InvalidOrderState.class, "All items of the order are held; fire their course first")
			.status(OrderStatus.CONFIRMED);
	}

	@Test
	void aHeldLineIsNotBumped() {
		given(confirmed(Courses.MANUAL)).when((it) -> it.preparation().bump(3, "cook", LATER))
			.thenRefused(InvalidOrderState.class, "Item 3 is held; fire its course first")
			.status(OrderStatus.CONFIRMED);
	}

	@Test
	void anOrderWithHeldLinesIsNotMarkedReady() {
		given(confirmed(Courses.MANUAL)).when((it) -> it.preparation().startPreparing("cook", null, LATER))
			.when((it) -> it.preparation().markReady("cook", null, LATER))
			.thenRefused(InvalidOrderState.class,
					"Items of course 2, course 3 are held; fire them or take them off before the order is ready")
			.status(OrderStatus.PREPARING)
			.when((it) -> it.lines().voidLine(3, "late", false, "ann", LATER))
			.when((it) -> it.lines().remove(4, "ann", LATER))
			.when((it) -> it.preparation().markReady("cook", null, LATER))
			.status(OrderStatus.READY)
			.and(statuses(READY, READY, VOIDED, VOIDED));
	}

	@Test
	void takingTheHeldLinesOffMakesTheOrderReady() {
		given(confirmed(Courses.MANUAL)).when((it) -> it.preparation().bump(1, "cook", LATER))
			.when((it) -> it.preparation().bump(2, "cook", LATER))
			.when((it) -> it.lines().remove(3, "ann", LATER))
			.status(OrderStatus.PREPARING)
			.when((it) -> it.lines().remove(4, "ann", LATER))
			.status(OrderStatus.READY);
	}

	@Test
	void aCourseThatWasTakenOffCountsAsDone() {
		var order = confirmed(Courses.AUTO);

		given(order).when((it) -> it.preparation().bump(1, "cook", LATER))
			.when((it) -> it.lines().voidLine(2, "dropped", false, "ann", LATER))
			.thenKinds(ItemsChanged.class, ItemStatusChanged.class)
			.and(statuses(READY, VOIDED, PENDING, HELD))
			.when((it) -> it.lines().remove(3, "ann", LATER))
			.and(statuses(READY, VOIDED, VOIDED, PENDING))
			.when((it) -> it.preparation().bump(4, "cook", LATER))
			.status(OrderStatus.READY);
	}

	@Test
	void theWholeFirstCourseCanBeTakenOff() {
		given(confirmed(Courses.AUTO)).when((it) -> it.lines().remove(1, "ann", LATER))
			.when((it) -> it.lines().remove(2, "ann", LATER))
			.and(statuses(VOIDED, VOIDED, PENDING, HELD));
		given(confirmed(Courses.MANUAL)).when((it) -> it.lines().remove(1, "ann", LATER))
			.when((it) -> it.lines().remove(2, "ann", LATER))
			.and(statuses(VOIDED, VOIDED, HELD, HELD));
	}

	@ParameterizedTest
	@EnumSource(names = { "MANUAL", "AUTO" })
	void aNewLineIsHeldIfItsCourseIs(Courses courses) {
		given(confirmed(courses)).when((it) -> it.preparation().startPreparing("cook", null, LATER))
			.when((it) -> it.lines()
				.add(List.of(inCourse(COLA, null), inCourse(COLA, 1), inCourse(COLA, 2), inCourse(COLA, 5)), MENU,
						LATER))
			.thenKinds(ItemsChanged.class)
			.and(statuses(PREPARING, PREPARING, HELD, HELD, PENDING, PENDING, HELD, HELD))
			.when((it) -> it.preparation().fireCourse(3, "ann", LATER))
			.when((it) -> it.lines().add(List.of(inCourse(COLA, 2), inCourse(COLA, 3), inCourse(COLA, 4)), MENU, LATER))
			.and(statuses(PREPARING, PREPARING, HELD, PENDING, PENDING, PENDING, HELD, HELD, HELD, PENDING, HELD));
	}

	@Test
	void aNewLineJoinsNoCourseThatWasFired() {
		given(confirmed(Courses.MANUAL)).when((it) -> it.preparation().fireCourse(2, "ann", LATER))
			.when((it) -> it.lines().remove(3, "ann", LATER))
			.when((it) -> it.lines().add(List.of(inCourse(BURGER, 2)), MENU, LATER))
			.and(statuses(PENDING, PENDING, VOIDED, HELD, PENDING));
	}

	@Test
	void aNewAutomaticCourseIsFiredAtOnceIfTheOneBeforeIsReady() {
		given(OrderMother.order().with(inCourse(FRIES, 1)).with(inCourse(BURGER, 2)))
			.when((it) -> it.confirm(Courses.AUTO, "ann", null, LATER))
			.when((it) -> it.preparation().bump(1, "cook", LATER))
			.when((it) -> it.lines().add(List.of(inCourse(COLA, 1)), MENU, LATER))
			.when((it) -> it.preparation().bump(2, "cook", LATER))
			.status(OrderStatus.PREPARING)
			.when((it) -> it.lines().add(List.of(inCourse(COLA, 3)), MENU, LATER))
			.thenKinds(ItemsChanged.class)
			.and(statuses(READY, READY, PENDING, PENDING));
	}

	@Test
	void aLineFollowsItsNewCourse() {
		given(confirmed(Courses.MANUAL)).when((it) -> move(it, 3, 1))
			.thenKinds(ItemsChanged.class)
			.and(statuses(PENDING, PENDING, PENDING, HELD))
			.when((it) -> move(it, 2, 3))
			.thenKinds(ItemsChanged.class)
			.and(statuses(PENDING, HELD, PENDING, HELD));
	}

	@Test
	void movingTheLastLineOfACourseFiresTheNext() {
		var order = confirmed(Courses.AUTO);

		given(order).when((it) -> move(it, 1, 3))
			.and(statuses(HELD, PENDING, HELD, HELD))
			.when((it) -> move(it, 2, 3))
			.thenKinds(ItemsChanged.class, ItemStatusChanged.class)
			.and(statuses(HELD, HELD, PENDING, HELD));
	}

	@Test
	void theOnlyCourseStaysFiredUnderItsNewNumber() {
		given(OrderMother.order().with(inCourse(BURGER, 1))).when((it) -> it.confirm(Courses.AUTO, "ann", null, LATER))
			.when((it) -> move(it, 1, 2))
			.thenKinds(ItemsChanged.class)
			.and(statuses(PENDING));
	}

	@Test
	void aHeldLineIsChangedAndTakenOffLikeAPendingOne() {
		given(confirmed(Courses.MANUAL)).when((it) -> it.preparation().prepare(null, "cook", LATER))
			.when((it) -> it.lines()
				.change(3, it.lines().get(3).content(), new ItemChange(2, null, Optional.of("rare"), null), null, "ann",
						LATER))
			.and(statuses(PREPARING, PREPARING, HELD, HELD))
			.when((it) -> it.lines().voidLine(3, "dropped", true, "ann", LATER))
			.thenRefused(InvalidOrderState.class, "Item 3 was not begun, so its stock cannot be used up")
			.when((it) -> it.lines().remove(3, "ann", LATER))
			.and(statuses(PREPARING, PREPARING, VOIDED, HELD));
	}

	@Test
	void aScheduledOrderIsHeldFromItsConfirmationOn() {
		var order = dinner().scheduledFor(TAKEN.plusSeconds(7_200)).taken();

		given(order).when((it) -> it.confirm(Courses.AUTO, "ann", null, LATER))
			.and(statuses(PENDING, PENDING, HELD, HELD))
			.when((it) -> it.preparation().fireIfDue("system", TAKEN.plusSeconds(7_200)))
			.thenKinds(Fired.class)
			.and(statuses(PENDING, PENDING, HELD, HELD));
	}

	@Test
	void anOrderThatWasHandedOverHoldsNothing() {
		given(dinner().handedOverAt(TAKEN.minusSeconds(3_600))).and(statuses(READY, READY, READY, READY));
	}

	private static OrderMother dinner() {
		return OrderMother.order()
			.with(COLA, 1)
			.with(inCourse(FRIES, 1))
			.with(inCourse(BURGER, 2))
			.with(inCourse(COLA, 3));
	}

	private static Order confirmed(Courses courses) {
		var order = dinner().taken();
		order.confirm(courses, "ann", null, TAKEN);
		return stored(order);
	}

	private static Order stored(Order order) {
		order.tracking().takeEvents();
		return order;
	}

	private static NewOrder.Item inCourse(long menuItemId, @Nullable Integer course) {
		return new NewOrder.Item(menuItemId, 1, List.of(), List.of(), null, course);
	}

	private static void move(Order order, long itemId, int course) {
		order.lines()
			.change(itemId, order.lines().get(itemId).content(), new ItemChange(null, null, null, Optional.of(course)),
					null, "ann", LATER);
	}

	private static Consumer<Order> statuses(ItemStatus... expected) {
		return (order) -> assertThat(order.items()).extracting(OrderItem::status)
			.as("of the lines")
			.containsExactly(expected);
	}

	private static ItemTransition moved(Order order, long itemId, ItemStatus from, ItemStatus to) {
		return new ItemTransition(order.lines().get(itemId), from, to);
	}

}
