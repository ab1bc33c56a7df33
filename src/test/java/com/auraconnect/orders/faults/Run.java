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
 * What one seed has brought.
 *
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
				Calm.await(site, watches);
				new ClosingTime(site).settle();
				Calm.await(site, watches);
				var quiet = history.now().minus(load);
				var evidence = Evidence.collect(site, history, watches);
				var findings = Check.ALL.stream().flatMap((check) -> check.findings(evidence).stream()).toList();
				return new Run(schedule, history.operations(), injected, findings, load, quiet);
			}
			finally {
				watches.values().forEach(FeedWatch::close);
			}
		}
	}

	private static FeedWatch watch(Site site, FeedId feed) {
		var random = new Random();
		return FeedWatch.begin(site.environment(), feed.tenantId(), feed.locationId(),
				() -> site.replica(random.nextInt(Site.REPLICAS)).process());
	}

	private static List<Nemesis.Injected> load(Site site, History history, Schedule schedule) {
		var over = new CountDownLatch(1);
		Map<Long, Queue<Long>> shared = Map.of(1L, new ConcurrentLinkedQueue<>(), 2L, new ConcurrentLinkedQueue<>());
		try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
			var clients = new ArrayList<Future<?>>();
			for (int i = 0; i < CLIENTS; i++) {
				var random = new Random(schedule.seed() * CLIENTS + i);
				long tenant = (i % OTHER_TENANT == OTHER_TENANT - 1) ? 2 : 1;
				var client = new LoadClient(site, history, TokenRequest.admin(tenant), LoadClient.PREFIX + i, random,
						over);
				var orders = new RandomOrders(site.sandbox().menu().items(), random);
				clients.add(executor.submit(new Workload(client, orders, random,
						(tenant == 1) ? List.of(1L, 2L) : List.of(3L), shared.get(tenant))));
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
