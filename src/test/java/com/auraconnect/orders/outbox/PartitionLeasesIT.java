package com.auraconnect.orders.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

import com.auraconnect.orders.embedded.PostgresUrl;
import com.auraconnect.orders.testing.TestPostgres;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Replicas divide the partitions among themselves with advisory locks alone. */
class PartitionLeasesIT {

	private static final int COUNT = 5;

	private final PostgresUrl url = PostgresUrl.parse(TestPostgres.newRestaurantDatabase());

	@Test
	void aSingleReplicaOwnsAllPartitions() throws SQLException {
		try (var connection = this.url.connect()) {
			var alone = new PartitionLeases(connection, COUNT);

			assertThat(alone.rebalance()).isTrue();
			assertThat(alone.owned()).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
			assertThat(alone.rebalance()).isFalse();
		}
	}

	@Test
	void aJoiningReplicaGetsItsShareAndALeavingOneReturnsIt() throws SQLException {
		try (var one = this.url.connect()) {
			var first = new PartitionLeases(one, COUNT);
			first.rebalance();
			try (var other = this.url.connect()) {
				var second = new PartitionLeases(other, COUNT);
				assertThat(second.rebalance()).isFalse();
				first.rebalance();
				assertThat(second.rebalance()).isTrue();

				assertThat(first.owned()).hasSize(3).doesNotContainAnyElementsOf(second.owned());
				assertThat(second.owned()).hasSize(2);
			}
			await().until(first::rebalance);
			assertThat(first.owned()).hasSize(COUNT);
		}
	}

	@Test
	void aReplicaWithAnotherPartitionCountWaitsUntilTheOthersLeave() throws SQLException {
		try (var waiting = this.url.connect()) {
			var four = new PartitionLeases(waiting, 4);
			try (var owning = this.url.connect()) {
				var five = new PartitionLeases(owning, COUNT);
				five.rebalance();
				assertThat(four.rebalance()).isFalse();
				five.rebalance();

				assertThat(four.owned()).isEmpty();
				assertThat(five.owned()).hasSize(COUNT);
			}
			await().until(four::rebalance);
			assertThat(four.owned()).hasSize(4);
		}
	}

	@Test
	void partitionsAreLeasedOnlyAfterTheRelayOfAnOlderVersionHasLeft() throws SQLException {
		try (var old = this.url.connect(); var connection = this.url.connect()) {
			execute(old, "SELECT pg_advisory_lock(hashtext('orders'), hashtext('relay'))");
			assertThat(new PartitionLeases(connection, COUNT).rebalance()).isFalse();

			execute(old, "SELECT pg_advisory_unlock(hashtext('orders'), hashtext('relay'))");
			assertThat(new PartitionLeases(connection, COUNT).rebalance()).isTrue();
		}
	}

	@Test
	void theDatabaseComputesTheSamePartition() throws SQLException {
		try (var connection = this.url.connect()) {
			var database = JdbcClient.create(new SingleConnectionDataSource(connection, true));
			for (long id : List.of(0L, 1L, 7L, 1_000_003L, Integer.MAX_VALUE - 1L, Long.MAX_VALUE, Long.MIN_VALUE)) {
				var feed = new Feed(id, Long.MAX_VALUE - id);
				assertThat(database.sql("SELECT feed_partition(?, ?, 7)")
					.params(feed.tenantId(), feed.locationId())
					.query(Integer.class)
					.single()).isEqualTo(feed.partition(7));
			}
		}
	}

	@Test
	void feedsSpreadOverAllPartitions() {
		for (int count : List.of(2, 4, 7, 16)) {
			assertThat(partitions(count, LongStream.rangeClosed(1, 100).mapToObj((i) -> new Feed(1, i)).toList()))
				.hasSize(count);
			assertThat(partitions(count, LongStream.rangeClosed(1, 100).mapToObj((i) -> new Feed(i, i)).toList()))
				.hasSize(count);
		}
	}

	private static Set<Integer> partitions(int count, List<Feed> feeds) {
		Set<Integer> partitions = new HashSet<>();
		feeds.forEach((feed) -> partitions.add(feed.partition(count)));
		return partitions;
	}

	private static void execute(Connection connection, String sql) throws SQLException {
		try (var statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

}
