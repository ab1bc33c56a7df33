package com.auraconnect.orders.schedule;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Consumer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

import com.auraconnect.orders.order.Locations;
import com.auraconnect.orders.order.OrderCommandContext;
import com.auraconnect.orders.order.OrderUnitOfWork;
import com.auraconnect.orders.platform.tenancy.Tenancy;
import com.auraconnect.orders.platform.tracing.RequestId;
import com.auraconnect.orders.schedule.ScheduledOrders.Waiting;

/**
 * Fires scheduled orders, and plans them again after a change of their location. Safe to
 * run on all replicas at once: the first change of an order wins, and another finds it
 * fired. An order that fails does not stop the others and is tried again in the next
 * round.
 */
@Service
class OrderFiring {

	private static final Logger log = LoggerFactory.getLogger(OrderFiring.class);

	private final ScheduledOrders orders;

	private final OrderUnitOfWork unitOfWork;

	private final Locations locations;

	private final ScheduleSettings settings;

	private final Clock clock;

	private final Timer delay;

	OrderFiring(ScheduledOrders orders, OrderUnitOfWork unitOfWork, Locations locations, ScheduleSettings settings,
			Clock clock, MeterRegistry meters) {
		this.orders = orders;
		this.unitOfWork = unitOfWork;
		this.locations = locations;
		this.settings = settings;
		this.clock = clock;
		this.delay = Timer.builder("orders.firing.delay")
			.description("Time from an order's fire_at to its firing")
			.register(meters);
	}

	/** Fires all orders that are due. */
	void fireDue() {
		forEachPage(this.orders::due, this::fireAll);
	}

	/** Plans the orders again whose location has changed. */
	void planAgain() {
		forEachPage(this.orders::outdated, (page) -> page.forEach((order) -> attempt(order, this::planAgain)));
	}

	private void forEachPage(BiFunction<@Nullable Waiting, Integer, List<Waiting>> pages,
			Consumer<List<Waiting>> work) {
		List<Waiting> page;
		Waiting last = null;
		do {
			page = pages.apply(last, this.settings.batch());
			work.accept(page);
			last = page.isEmpty() ? last : page.getLast();
		}
		while (page.size() == this.settings.batch());
	}

	/**
	 * Fires the orders in random order, so that replicas do not wait for each other at
	 * every one.
	 */
	private void fireAll(List<Waiting> page) {
		var shuffled = new ArrayList<>(page);
		Collections.shuffle(shuffled);
		Queue<Waiting> left = new ConcurrentLinkedQueue<>(shuffled);
		if (page.size() == 1) {
			fireUntilEmpty(left);
			return;
		}
		try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int i = 0; i < Math.min(this.settings.atOnce(), page.size()); i++) {
				threads.execute(() -> fireUntilEmpty(left));
			}
		}
	}

	private void fireUntilEmpty(Queue<Waiting> orders) {
		for (var order = orders.poll(); order != null; order = orders.poll()) {
			attempt(order, this::fire);
		}
	}

	private void attempt(Waiting order, Consumer<Waiting> work) {
		try (var _ = RequestId.begin("fire-order/" + order.tenantId() + "/" + order.orderId())) {
			Tenancy.of(order.tenantId()).run(() -> work.accept(order));
		}
		catch (RuntimeException ex) {
			log.warn("order {} of tenant {} cannot be fired or planned again; the next round retries", order.orderId(),
					order.tenantId(), ex);
		}
	}

	private void fire(Waiting waiting) {
		var target = OrderCommandContext.ofSystem(waiting.tenantId(), waiting.orderId());
		var isFired = new AtomicBoolean();
		this.unitOfWork.change(target,
				(order) -> isFired.set(order.preparation().fireIfDue(target.by().actor(), waiting.now())));
		if (isFired.get()) {
			this.delay.record(Duration.between(waiting.fireAt(), waiting.now()));
			log.info("order {} was fired", waiting.orderId());
		}
	}

	private void planAgain(Waiting waiting) {
		var location = this.locations.get(waiting.tenantId(), waiting.locationId());
		this.unitOfWork.change(OrderCommandContext.ofSystem(waiting.tenantId(), waiting.orderId()),
				(order) -> order.preparation().planAgain(location, this.clock.instant()));
	}

}
