package com.auraconnect.orders.order;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.springframework.stereotype.Component;

/** Counts new orders and times operations on orders. */
@Component
public class OrderMeters implements AfterCommitListener {

	static final String CREATED = "orders.created";

	private static final String PROCESSING = "order.processing";

	private final Meter.MeterProvider<Counter> created;

	/** Timers by operation; a lookup in the registry would compare all tags. */
	private final ConcurrentMap<String, Timer> processing = new ConcurrentHashMap<>();

	private final MeterRegistry registry;

	private final MeteredLocations locations;

	OrderMeters(MeterRegistry registry, MeteredLocations locations) {
		this.registry = registry;
		this.locations = locations;
		this.created = Counter.builder(CREATED).description("Orders created").withRegistry(registry);
	}

	@Override
	public void afterCommit(CommittedChange change) {
		if (change.isCreation()) {
			this.created
				.withTags(this.locations.tags(change.document().tenantId(), change.document().locationId())
					.and("order_type", WireNames.of(change.order().fields().orderType())))
				.increment();
		}
	}

	/**
	 * Times an operation, whether it succeeds or throws.
	 * @param operation such as {@code create}; one of a fixed few
	 */
	public <T> T time(String operation, Supplier<T> work) {
		var timer = this.processing.computeIfAbsent(operation,
				(_) -> Timer.builder(PROCESSING)
					.description("Duration of operations on orders")
					.tag("operation", operation)
					.register(this.registry));
		var start = System.nanoTime();
		try {
			return work.get();
		}
		finally {
			timer.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
		}
	}

}
