package com.auraconnect.orders.faults;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import com.auraconnect.orders.sandbox.Mode;

/**
 * The kinds of faults. Each is begun at a replica, or at what all replicas share, and is
 * ended by the nemesis: after the end everything is there again.
 */
enum Fault {

	/** Ends a replica as a power cut would; it is started again. */
	KILL(1, 3, Site::kill, Site::launch),

	/** Ends a replica by SIGTERM, while requests are under way; it is started again. */
	STOP(0, 1, Site::stop, Site::launch),

	/** Freezes a replica, with its connections open. */
	FREEZE(2, 6, Site::freeze, Site::thaw),

	/** Ends all sessions of the replicas in Postgres, at its start and at its end. */
	POSTGRES_SESSIONS_ENDED(1, 2, Site::endSessions, Site::endSessions),

	/** Ends Postgres as a crash would; it recovers and is started again. */
	POSTGRES_CRASH(1, 4, Site::crashPostgres, Site::startPostgres),

	/** A long transaction holds locks on orders that are being changed. */
	POSTGRES_LOCK(2, 8, Site::lockOrders, Site::unlock),

	/** A long transaction locks the feeds, which the relay numbers. */
	POSTGRES_FEEDS_LOCKED(2, 5, Site::lockFeeds, Site::unlock),

	/** A long transaction locks all orders: every connection of the pools waits. */
	POSTGRES_POOL_EXHAUSTED(2, 5, Site::lockAllOrders, Site::unlock),

	/** Redis is killed and comes back empty. */
	REDIS_CRASH(1, 4, (site) -> site.redis().crash(), (site) -> site.redis().start()),

	/** Redis loses all keys. */
	REDIS_FLUSHED(0, 1, (site) -> site.redis().flush(), (site) -> site.redis().flush()),

	/** Redis stands still with its connections open. */
	REDIS_FROZEN(2, 5, (site) -> site.redis().freeze(), (site) -> site.redis().thaw()),

	/** Redis has no memory left: it refuses writes. */
	REDIS_FULL(2, 5, (site) -> site.redis().fill(), (site) -> site.redis().empty()),

	/** Redis is a replica after a fail-over: it refuses writes. */
	REDIS_READ_ONLY(2, 5, (site) -> site.redis().demote(), (site) -> site.redis().promote()),

	/** All partners refuse connections. */
	PARTNERS_DOWN(2, 5, Mode.DOWN),

	/** All partners answer 500. */
	PARTNERS_ERRING(2, 5, Mode.ERROR),

	/** All partners accept calls and never answer. */
	PARTNERS_HANGING(2, 5, Mode.HANG),

	/** All partners do the work and answer after the caller's time-out. */
	PARTNERS_SLOW(2, 5, Mode.SLOW),

	/** All partners do the work and cut the connection instead of answering. */
	PARTNERS_CUTTING(2, 5, Mode.CUT),

	/** The card processor declines every card, the inventory has no item. */
	PARTNERS_REFUSING(2, 5, Site::refuseAll, Site::refuseNothing),

	/** A replica cannot reach Postgres: its connections are reset and refused. */
	POSTGRES_LINK_CUT(1, 4, Site::cutPostgresLink, Site::mendLinks),

	/** Packets between a replica and Postgres are lost without a trace. */
	POSTGRES_LINK_DEAD(2, 5, Site::losePostgresPackets, Site::mendLinks),

	/** Each packet between a replica and Postgres takes 20 ms. */
	POSTGRES_LINK_SLOW(2, 5, Site::slowPostgresLink, Site::mendLinks),

	/** All connections between a replica and its servers are reset. */
	LINKS_RESET(1, 2, Site::resetLinks, Site::resetLinks),

	/** A replica cannot reach Redis: its connections are reset and refused. */
	REDIS_LINK_CUT(1, 4, Site::cutRedisLink, Site::mendLinks),

	/** Packets between a replica and Redis are lost without a trace. */
	REDIS_LINK_DEAD(2, 5, Site::loseRedisPackets, Site::mendLinks),

	/** Both replicas are stopped and started, one after the other. */
	ROLLING_RESTART(0, 1, Site::restartFirst, Site::restartSecond);

	private final Duration shortest;

	private final Duration longest;

	private final BiConsumer<Site, Integer> begin;

	private final BiConsumer<Site, Integer> end;

	/** A fault of one replica. */
	Fault(int shortest, int longest, BiConsumer<Site, Integer> begin, BiConsumer<Site, Integer> end) {
		this.shortest = Duration.ofSeconds(shortest);
		this.longest = Duration.ofSeconds(longest);
		this.begin = begin;
		this.end = end;
	}

	/** A fault of what all replicas share. */
	Fault(int shortest, int longest, Consumer<Site> begin, Consumer<Site> end) {
		this(shortest, longest, (site, _) -> begin.accept(site), (site, _) -> end.accept(site));
	}

	/** A mode of all partners. */
	Fault(int shortest, int longest, Mode mode) {
		this(shortest, longest, (site) -> site.partners(mode), (site) -> site.partners(Mode.UP));
	}

	Duration shortest() {
		return this.shortest;
	}

	Duration longest() {
		return this.longest;
	}

	/**
	 * Begins it.
	 * @param replica the number of the replica that it hits; all, if it hits a server
	 */
	void begin(Site site, int replica) {
		this.begin.accept(site, replica);
	}

	/** Ends it; returns when what was hit is there again. */
	void end(Site site, int replica) {
		this.end.accept(site, replica);
	}

	/** The kind of target. Two faults of one kind are not injected together. */
	String target() {
		return switch (this) {
			case KILL, STOP, FREEZE, ROLLING_RESTART -> "replica";
			default -> name().substring(0, name().indexOf('_'));
		};
	}

	/** The name in reports and settings: {@code redis-crash}. */
	String label() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * The faults of these labels, all if there are none.
	 * @param labels separated by commas
	 * @throws IllegalArgumentException if there is no fault of a label
	 */
	static List<Fault> named(String labels) {
		if (labels.isBlank()) {
			return List.of(values());
		}
		return Arrays.stream(labels.split(","))
			.map((label) -> valueOf(label.strip().toUpperCase(Locale.ROOT).replace('-', '_')))
			.toList();
	}

}
