package com.auraconnect.orders.outbox;

import java.sql.Connection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Leases of this replica on partitions. A lease is an advisory lock held by the relay's
 * connection, and lasts as long as the connection.
 * <p>
 * All replicas also hold a shared lock, by which they count each other. None keeps more
 * than its share of the partitions. Replicas that are configured with another number of
 * partitions would map other feeds to the same partition; they wait until the replicas
 * with the old number are gone.
 */
class PartitionLeases {

	/** Channel on which replicas are notified of commits in partitions that they own. */
	static final String CHANNEL = "orders_relay";

	/**
	 * First halves of the lock keys, unique in this database. The second half is the
	 * number of partitions, or a partition.
	 */
	private static final int RELAYS = 1_869_767_001;

	private static final int OWNERS = 1_869_767_002;

	/** Also takes the lock of the single relay of versions without partitions. */
	private static final String JOIN = """
			SELECT pg_try_advisory_lock_shared(hashtext('orders'), hashtext('relay'))
			   AND pg_try_advisory_lock_shared(?, ?)
			""";

	private static final String LEAVE = """
			SELECT pg_advisory_unlock_shared(?, ?), pg_advisory_unlock_shared(hashtext('orders'), hashtext('relay'))
			""";

	private static final String COUNT_REPLICAS = """
			SELECT count(*) FILTER (WHERE objid::bigint = ?) AS same_count,
			       count(*) FILTER (WHERE objid::bigint <> ?) AS other_count
			FROM pg_locks
			WHERE locktype = 'advisory' AND classid::bigint = ? AND objsubid = 2 AND granted
			  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
			""";

	private static final String TRY_LOCK = "SELECT pg_try_advisory_lock(?, ?)";

	private static final String UNLOCK = "SELECT pg_advisory_unlock(?, ?)";

	/** A notification need not be durable, so its commit does not wait for the disk. */
	private static final String NOTIFY = """
			SELECT pg_notify(?, ?)
			FROM (SELECT set_config('synchronous_commit', 'off', TRUE)) relaxed
			""";

	private final JdbcTemplate jdbc;

	private final int count;

	private final TreeSet<Integer> owned = new TreeSet<>();

	private boolean hasJoined;

	/**
	 * Creates the leases of a relay, initially none.
	 * @param connection in auto-commit mode
	 * @param count number of partitions
	 */
	PartitionLeases(Connection connection, int count) {
		this.jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
		this.count = count;
	}

	private record ReplicaCount(int same, int other) {
	}

	/**
	 * Releases the partitions that exceed this replica's share, and leases free ones up
	 * to it.
	 * @return whether partitions were added
	 */
	boolean rebalance() {
		if (!this.hasJoined && !isTrue(JOIN, RELAYS, this.count)) {
			return false;
		}
		this.hasJoined = true;
		var replicas = replicas();
		if (replicas.other() > 0 && this.owned.isEmpty()) {
			leave();
			return false;
		}
		var share = Math.ceilDiv(this.count, replicas.same());
		while (this.owned.size() > share) {
			isTrue(UNLOCK, OWNERS, this.owned.removeLast());
		}
		return takeUpTo(share);
	}

	private ReplicaCount replicas() {
		return this.jdbc.queryForObject(COUNT_REPLICAS,
				(row, _) -> new ReplicaCount(row.getInt("same_count"), row.getInt("other_count")), this.count,
				this.count, RELAYS);
	}

	private void leave() {
		this.jdbc.query(LEAVE, (row) -> {
		}, RELAYS, this.count);
		this.hasJoined = false;
	}

	private boolean takeUpTo(int share) {
		var before = this.owned.size();
		for (var partition = 0; partition < this.count && this.owned.size() < share; partition++) {
			if (!this.owned.contains(partition) && isTrue(TRY_LOCK, OWNERS, partition)) {
				this.owned.add(partition);
			}
		}
		return this.owned.size() > before;
	}

	private boolean isTrue(String sql, int key, int subKey) {
		return Boolean.TRUE.equals(this.jdbc.queryForObject(sql, Boolean.class, key, subKey));
	}

	/** Returns the partitions that this replica owns now. */
	Set<Integer> owned() {
		return Set.copyOf(this.owned);
	}

	/** Notifies the owners of these partitions that something was committed there. */
	void notifyOwners(Set<Integer> partitions) {
		var names = partitions.stream().map(String::valueOf).collect(Collectors.joining(","));
		this.jdbc.query(NOTIFY, (row) -> {
		}, CHANNEL, names);
	}

}
