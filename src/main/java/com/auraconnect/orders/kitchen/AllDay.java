package com.auraconnect.orders.kitchen;

import java.util.Map;
import java.util.Optional;

import org.springframework.stereotype.Component;

import com.auraconnect.orders.platform.database.ConsistentReads;

/**
 * Counts what a kitchen has still to make (the "all day" count), over all orders of its
 * queue, in one statement.
 */
@Component
public class AllDay {

	/**
	 * Modifiers are sorted by id, so that the order in which they were chosen does not
	 * matter.
	 */
	private static final String TOTALS = """
			WITH queued AS (
			    SELECT o.id, o.tenant_id, row_number() OVER (ORDER BY o.queued_at, o.id) AS place
			    FROM (
			%s    ) o
			), line AS (
			    SELECT i.menu_item_id, i.name, i.station, chosen.modifiers, i.quantity, i.status
			    FROM queued q
			    JOIN order_items i
			        ON i.order_id = q.id AND i.tenant_id = q.tenant_id AND i.status IN ('pending', 'preparing')
			    CROSS JOIN LATERAL (
			        SELECT coalesce(jsonb_agg(jsonb_build_object('id', modifier -> 'id', 'name', modifier -> 'name',
			                                                     'quantity', modifier -> 'quantity')
			                                  ORDER BY CAST(modifier ->> 'id' AS bigint)), '[]') AS modifiers
			        FROM json_array_elements(i.modifiers) modifier
			    ) chosen
			    WHERE q.place <= :limit
			), variant AS (
			    SELECT menu_item_id, name, station, modifiers, sum(quantity) AS quantity,
			           coalesce(sum(quantity) FILTER (WHERE status = 'preparing'), 0) AS preparing
			    FROM line
			    GROUP BY menu_item_id, name, station, modifiers
			), item AS (
			    SELECT menu_item_id, name, station, sum(quantity) AS quantity, sum(preparing) AS preparing,
			           json_agg(json_build_object('modifiers', modifiers, 'quantity', quantity)
			                    ORDER BY quantity DESC, modifiers) AS variants
			    FROM variant
			    GROUP BY menu_item_id, name, station
			)
			SELECT json_build_object(
			           'data', (SELECT coalesce(json_agg(row_to_json(item) ORDER BY station, name, menu_item_id), '[]')
			                    FROM item),
			           'meta', json_build_object('limit', CAST(:limit AS integer),
			                                     'has_more', (SELECT count(*) > :limit FROM queued)))::text
			FROM locations l
			WHERE l.tenant_id = :tenantId AND l.id = :locationId
			""".formatted(KitchenSql.queued(KitchenFilter.inTheKitchen(0, 0), "o.id, o.tenant_id"));

	private final ConsistentReads reads;

	private final KitchenSettings settings;

	AllDay(ConsistentReads reads, KitchenSettings settings) {
		this.reads = reads;
		this.settings = settings;
	}

	/** The totals as JSON; empty if the tenant has no such location. */
	public Optional<byte[]> read(long tenantId, long locationId) {
		return this.reads.run((database) -> database.sql(TOTALS)
			.params(params(tenantId, locationId))
			.query((row, _) -> row.getBytes(1))
			.optional());
	}

	static String sql() {
		return TOTALS;
	}

	Map<String, Object> params(long tenantId, long locationId) {
		return KitchenSql.params(KitchenFilter.inTheKitchen(tenantId, locationId), null, this.settings.queueLimit());
	}

}
