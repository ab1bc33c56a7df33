package com.auraconnect.orders.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

import com.auraconnect.orders.sandbox.TokenRequest;
import com.auraconnect.orders.testing.FeedWatch;
import com.auraconnect.orders.testing.RandomOrders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The record of one seed.
 *
 * @param findings of all checks; the work that was not done in time, if any, is the only
 * one
 * @param load time during which clients sent requests
 * @param quiet time from the end of the load until all work was done
 */
record Run(Schedule schedule, List<Operation> operations, List<Nemesis.Injected> injected, List<Finding> findings,
		Duration load, Duration quiet) {

	private static final Logger log = LoggerFactory.getLogger(Run.class);

	private static final int CLIENTS = 8;

	/** One in so many clients belongs to the other tenant. */
	private static final int OTHER_TENANT = 4;

	/** Starts a site, puts it under load and faults, and checks it. */
	static Run of(Schedule schedule) {
		log.info("{}", schedule);
		try (var site = new Site()) {
			var history = new History();
			var watches = FeedId.ALL.stream().collect(Collectors.toMap((feed) -> feed, (feed) -> watch(site, feed)));
			try {
				var injected = load(site, history, schedule);
				var load = history.now();
				site.forgetReads();
				var unrest = Calm.await(site, watches).or(() -> {
					new ClosingTime(site).settle();
					return Calm.await(site, watches);
				});
				var quiet = history.now().minus(load);
				var findings = unrest.map(List::of)
					.orElseGet(() -> check(Evidence.collect(site, history, watches, schedule.losesStreams())));
				return new Run(schedule, history.operations(), injected, findings, load, quiet);
			}
			finally {
				watches.values().forEach(FeedWatch::close);
			}
		}
	}

	private static List<Finding> check(Evidence evidence) {
		return Check.ALL.stream().flatMap((check) -> check.findings(evidence).stream()).toList();
	}

	private static FeedWatch watch(Site site, FeedId feed) {
		var random = new Random();
		return FeedWatch.begin(site.environment(), feed.tenantId(), feed.locationId(),
				() -> site.replica(random.nextInt(Site.REPLICAS)).process());
	}

	private static List<Nemesis.Injected> load(Site site, History history, Schedule schedule) {
		var over = new CountDownLatch(1);
		var restaurants = Map.of(1L, new Restaurant(List.of(1L, 2L)), 2L, new Restaurant(List.of(3L)));
		try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
			var clients = new ArrayList<Future<?>>();
			for (int i = 0; i < CLIENTS; i++) {
				var random = new Random(schedule.seed() * CLIENTS + i);
				long tenant = (i % OTHER_TENANT == OTHER_TENANT - 1) ? 2 : 1;
				var restaurant = restaurants.get(tenant);
				var caller = TokenRequest.admin(tenant);
				var till = new LoadClient(site, history, caller, LoadClient.PREFIX + i, random, over);
				var table = new LoadClient(site, history, caller, TableWork.PREFIX + i, random, over);
				var orders = new RandomOrders(site.sandbox().menu().items(), random);
				clients.add(executor.submit(new Workload(till, new TableWork(table, random, restaurant.checks()),
						orders, random, restaurant.locations(), restaurant.newest())));
			}
			try {
				return new Nemesis(site, history).inject(schedule);
			}
			finally {
				over.countDown();
				clients.forEach(Run::join);
			}
		}
	}

	/**
	 * State that the tills of a tenant share.
	 *
	 * @param newest orders
	 * @param checks that are open
	 */
	private record Restaurant(List<Long> locations, Queue<Long> newest, Queue<Long> checks) {

		Restaurant(List<Long> locations) {
			this(locations, new ConcurrentLinkedQueue<>(), new ConcurrentLinkedQueue<>());
		}

	}

	private static void join(Future<?> client) {
		try {
			client.get();
		}
		catch (Exception ex) {
			throw new IllegalStateException("A client has failed", ex);
		}
	}

	Map<Finding.Kind, Long> damage() {
		return this.findings.stream().collect(Collectors.groupingBy(Finding::kind, Collectors.counting()));
	}

	/** Number of writes and reads that were acknowledged. */
	long acknowledged() {
		return this.operations.stream().filter(Operation::isAcknowledged).count();
	}

	/** Number of requests without a known outcome. */
	long unknown() {
		return this.operations.stream().filter((operation) -> operation.isWrite() && operation.isUnknown()).count();
	}

}
