package com.auraconnect.orders.events;

import java.sql.Connection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The partitions that this replica owns: those whose advisory lock its relay's connection
 * holds. They are its own for as long as the connection lives.
 * <p>
 * All replicas take a shared lock as well, by which they count each other: none keeps
 * more than its share, so the others get theirs. Replicas that are configured with
 * another number of partitions would see other feeds in a partition of the same name;
 * they wait until there are none of the first kind left.
 */
class PartitionLeases {

	/** Where replicas hear of commits in partitions that they own. */
	static final String CHANNEL = "orders_relay";

	/**
	 * The first halves of the locks' keys, which mean nothing else in this database. The
	 * second is the number of partitions, or a partition.
	 */
	private static final int RELAYS = 1_869_767_001;

	private static final int OWNERS = 1_869_767_002;

	/** The lock of the one relay that there was before there were partitions. */
	private static final String JOIN = """
			SELECT pg_try_advisory_lock_shared(hashtext('orders'), hashtext('relay'))
			   AND pg_try_advisory_lock_shared(?, ?)
			""";

	private static final String LEAVE = """
			SELECT pg_advisory_unlock_shared(?, ?), pg_advisory_unlock_shared(hashtext('orders'), hashtext('relay'))
			""";

	private static final String CENSUS = """
			SELECT count(*) FILTER (WHERE objid::bigint = ?) AS alike,
			       count(*) FILTER (WHERE objid::bigint <> ?) AS others
			FROM pg_locks
			WHERE locktype = 'advisory' AND classid::bigint = ? AND objsubid = 2 AND granted
			  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
			""";

	private static final String TRY_TAKE = "SELECT pg_try_advisory_lock(?, ?)";

	private static final String GIVE_UP = "SELECT pg_advisory_unlock(?, ?)";

	/**
	 * Nothing is lost when this is not on disk yet, so its commit need not wait for that.
	 */
	private static final String CALL = """
			SELECT pg_notify(?, ?)
			FROM (SELECT set_config('synchronous_commit', 'off', TRUE)) relaxed
			""";

	private final JdbcTemplate jdbc;

	private final int count;

	private final TreeSet<Integer> owned = new TreeSet<>();

	private boolean hasJoined;

	/**
	 * @param connection in auto-commit mode
	 * @param count how many there are in all
	 */
	PartitionLeases(Connection connection, int count) {
		this.jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
		this.count = count;
	}

	private record Census(int alike, int others) {
	}

	/**
	 * Gives up what is more than this replica's share, and takes what is free of it.
	 * @return whether there are new ones among the owned
	 */
	boolean rebalance() {
		if (!this.hasJoined && !is(JOIN, RELAYS, this.count)) {
			return false;
		}
		this.hasJoined = true;
		var census = census();
		if (census.others() > 0 && this.owned.isEmpty()) {
			leave();
			return false;
		}
		var share = Math.ceilDiv(this.count, census.alike());
		while (this.owned.size() > share) {
			is(GIVE_UP, OWNERS, this.owned.removeLast());
		}
		return takeUpTo(share);
	}

	private Census census() {
		return this.jdbc.queryForObject(CENSUS, (row, _) -> new Census(row.getInt("alike"), row.getInt("others")),
				this.count, this.count, RELAYS);
	}

	private void leave() {
		this.jdbc.query(LEAVE, (row) -> {
		}, RELAYS, this.count);
		this.hasJoined = false;
	}

	private boolean takeUpTo(int share) {
		var before = this.owned.size();
		for (var partition = 0; partition < this.count && this.owned.size() < share; partition++) {
			if (!this.owned.contains(partition) && is(TRY_TAKE, OWNERS, partition)) {
				this.owned.add(partition);
			}
		}
		return this.owned.size() > before;
	}

	private boolean is(String question, int key, int subKey) {
		return Boolean.TRUE.equals(this.jdbc.queryForObject(question, Boolean.class, key, subKey));
	}

	/** Those that are this replica's now. */
	Set<Integer> owned() {
		return Set.copyOf(this.owned);
	}

	/** Tells the owners of these that something was committed there. */
	void notifyOwners(Set<Integer> partitions) {
		var names = partitions.stream().map(String::valueOf).collect(Collectors.joining(","));
		this.jdbc.query(CALL, (row) -> {
		}, CHANNEL, names);
	}

}
