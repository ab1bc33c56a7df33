package com.auraconnect.orders.menu;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.order.MenuItem;
import com.auraconnect.orders.platform.codec.Json;
import com.auraconnect.orders.platform.tenancy.Tenancy;

/**
 * Stores the menu service's last answers, for a replica that starts while the menu
 * service is away. All times in the database are by its own clock: a replica gives and
 * gets the age of an answer, so that replicas whose clocks differ agree on the newer one.
 */
@Component
class MenuSnapshotRepository {

	private static final String FIND = """
			SELECT item, extract(epoch FROM now() - asked_at) AS age
			FROM menu_answers
			WHERE tenant_id = :tenantId AND location_id = :locationId AND menu_item_id IN (:items)
			""";

	/** An unchanged answer is written again only from time to time. */
	private static final String UPSERT = """
			INSERT INTO menu_answers AS known (tenant_id, location_id, menu_item_id, item, asked_at)
			VALUES (?, ?, ?, ?::json, now() - make_interval(secs => ?))
			ON CONFLICT (tenant_id, location_id, menu_item_id) DO UPDATE
			SET item = excluded.item,
			    asked_at = excluded.asked_at
			WHERE known.asked_at < excluded.asked_at
			  AND (known.item::text <> excluded.item::text OR known.asked_at < excluded.asked_at - make_interval(secs => ?))
			""";

	private static final String DELETE_OLDER = """
			DELETE FROM menu_answers
			WHERE tenant_id = :tenantId AND location_id = :locationId AND menu_item_id IN (:items)
			  AND asked_at < now() - make_interval(secs => :age)
			""";

	private static final String PURGE = "DELETE FROM menu_answers WHERE asked_at < now() - make_interval(secs => :usable)";

	/** Far longer than an answer takes to be stored. */
	private static final Duration REMEMBERED = Duration.ofMinutes(1);

	private static final int MAX_REMEMBERED = 10_000;

	private static final double NANOS_PER_SECOND = 1_000_000_000;

	private final JdbcClient jdbc;

	private final JdbcTemplate batches;

	private final Json json;

	private final MenuSettings settings;

	private final Clock clock;

	/**
	 * When this replica learned that an item can no longer be ordered. An older answer
	 * may be stored only after the item was deleted.
	 */
	private final Cache<ItemKey, Instant> removed = Caffeine.newBuilder()
		.expireAfterWrite(REMEMBERED)
		.maximumSize(MAX_REMEMBERED)
		.build();

	MenuSnapshotRepository(JdbcTemplate jdbc, Json json, MenuSettings settings, Clock clock) {
		this.jdbc = JdbcClient.create(jdbc);
		this.batches = jdbc;
		this.json = json;
		this.settings = settings;
		this.clock = clock;
	}

	/** Reads the stored items of the question, however old. */
	List<CachedMenuItem> find(MenuQuestion question) {
		return about(question, FIND, question.items())
			.query((row, _) -> new CachedMenuItem(this.json.read(row.getString("item"), MenuItem.class),
					this.clock.instant().minus(duration(row.getDouble("age")))))
			.list();
	}

	/** Stores the orderable items, in place of older answers. */
	void store(MenuQuestion asked, Map<Long, MenuItem> answer, Instant askedAt) {
		// the same order on every replica, so that two of them do not deadlock
		var orderable = asked.items().stream().filter((id) -> isOrderable(answer.get(id))).map(answer::get).toList();
		var age = age(askedAt);
		this.batches.batchUpdate(UPSERT, orderable, Math.max(1, orderable.size()), (statement, item) -> {
			statement.setLong(1, asked.tenantId());
			statement.setLong(2, asked.locationId());
			statement.setLong(3, item.id());
			statement.setString(4, this.json.write(item));
			statement.setDouble(5, age);
			statement.setDouble(6, seconds(this.settings.storeAgain()));
		});
		orderable.forEach((item) -> {
			var removedAt = this.removed.getIfPresent(asked.key(item.id()));
			if (removedAt != null) {
				about(asked, DELETE_OLDER, List.of(item.id())).param("age", age(removedAt)).update();
			}
		});
	}

	/** Deletes items that can no longer be ordered. */
	void delete(MenuQuestion asked, Map<Long, MenuItem> answer, Instant askedAt) {
		var gone = asked.items();
		gone.removeIf((id) -> isOrderable(answer.get(id)));
		if (!gone.isEmpty()) {
			gone.forEach((id) -> this.removed.put(asked.key(id), askedAt));
			about(asked, DELETE_OLDER, gone).param("age", age(askedAt)).update();
		}
	}

	private static boolean isOrderable(@Nullable MenuItem item) {
		return item != null && item.available();
	}

	/** Deletes answers that are too old to be used. */
	void purge() {
		Tenancy.everyTenant().run(() -> this.jdbc.sql(PURGE).param("usable", seconds(this.settings.usable())).update());
	}

	/** Seconds since a time by the clock of this replica. */
	private double age(Instant time) {
		return seconds(Duration.between(time, this.clock.instant()));
	}

	private static double seconds(Duration duration) {
		return duration.toNanos() / NANOS_PER_SECOND;
	}

	private static Duration duration(double seconds) {
		return Duration.ofNanos(Math.round(seconds * NANOS_PER_SECOND));
	}

	private JdbcClient.StatementSpec about(MenuQuestion question, String sql, Iterable<Long> items) {
		return this.jdbc.sql(sql)
			.param("tenantId", question.tenantId())
			.param("locationId", question.locationId())
			.param("items", items);
	}

}
