package com.auraconnect.orders.testing;

import java.util.List;
import java.util.Map;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Records the changes of items and payments that a client can see, by triggers in the
 * transaction of each change. Each must have exactly one event.
 */
public record NotedChanges(JdbcClient database) {

	private static final String NOTE = """
			CREATE TABLE noted_changes (
			    what        TEXT   NOT NULL,
			    id          BIGINT NOT NULL,
			    transaction XID8   NOT NULL
			);

			CREATE FUNCTION note_change() RETURNS TRIGGER LANGUAGE plpgsql SECURITY DEFINER AS $$
			BEGIN
			    INSERT INTO noted_changes
			    VALUES (TG_ARGV[0], CAST(to_jsonb(NEW) ->> TG_ARGV[1] AS BIGINT), pg_current_xact_id());
			    RETURN NULL;
			END $$;

			CREATE TRIGGER note_new_item AFTER INSERT ON order_items
			    FOR EACH ROW EXECUTE FUNCTION note_change('item', 'id');

			CREATE TRIGGER note_item AFTER UPDATE ON order_items
			    FOR EACH ROW WHEN (
			        (OLD.quantity, OLD.modifiers::text, OLD.special_instructions, OLD.status, OLD.discount_amount,
			         OLD.tax_amount, OLD.total)
			        IS DISTINCT FROM
			        (NEW.quantity, NEW.modifiers::text, NEW.special_instructions, NEW.status, NEW.discount_amount,
			         NEW.tax_amount, NEW.total))
			    EXECUTE FUNCTION note_change('item', 'id');

			-- a payment placed with its order has no event of its own
			CREATE TRIGGER note_new_payment AFTER INSERT ON order_payments
			    FOR EACH ROW WHEN (NOT NEW.placed_with_order) EXECUTE FUNCTION note_change('payment', 'id');

			CREATE TRIGGER note_payment AFTER UPDATE ON order_payments
			    FOR EACH ROW WHEN (OLD.status <> NEW.status) EXECUTE FUNCTION note_change('payment', 'id');

			CREATE TRIGGER note_new_refund AFTER INSERT ON order_refunds
			    FOR EACH ROW EXECUTE FUNCTION note_change('payment', 'payment_id');

			CREATE TRIGGER note_refund AFTER UPDATE ON order_refunds
			    FOR EACH ROW WHEN (OLD.status <> NEW.status) EXECUTE FUNCTION note_change('payment', 'payment_id');
			""";

	private static final String TOLD_OF_ITEMS = """
			SELECT CAST(item ->> 'id' AS BIGINT) AS id
			FROM outbox_events e, json_array_elements(e.data -> 'items') item
			WHERE e.event_type IN ('order.created', 'order.updated')
			UNION ALL
			SELECT CAST(item ->> 'item_id' AS BIGINT)
			FROM outbox_events e, json_array_elements(e.data -> 'items') item
			WHERE e.event_type IN ('order.status_changed', 'order.item_status_changed')""";

	private static final String TOLD_OF_PAYMENTS = """
			SELECT CAST(data -> 'payment' ->> 'id' AS BIGINT) AS id
			FROM outbox_events
			WHERE event_type = 'order.payment_changed'""";

	private static final String DIFFERENCES = """
			SELECT id, changed.times AS changed, told.times AS told
			FROM (SELECT id, count(DISTINCT transaction) AS times
			      FROM noted_changes
			      WHERE what = '%s'
			      GROUP BY id) changed
			FULL JOIN (SELECT id, count(*) AS times FROM (%s) event GROUP BY id) told USING (id)
			WHERE changed.times IS DISTINCT FROM told.times
			""";

	/** Starts recording, in a database without changes. */
	public static NotedChanges begin(JdbcClient database) {
		database.sql(NOTE).update();
		return new NotedChanges(database);
	}

	/** Number of changes of items. */
	public long ofItems() {
		return count("item");
	}

	/** Number of changes of payments, without payments placed with their order. */
	public long ofPayments() {
		return count("payment");
	}

	private long count(String what) {
		return this.database.sql("SELECT count(DISTINCT (id, transaction)) FROM noted_changes WHERE what = ?")
			.param(what)
			.query(Long.class)
			.single();
	}

	/** Items whose number of events differs from their number of changes. */
	public List<Map<String, Object>> itemsToldOfOtherwise() {
		return differences("item", TOLD_OF_ITEMS);
	}

	/** Payments whose number of events differs from their number of changes. */
	public List<Map<String, Object>> paymentsToldOfOtherwise() {
		return differences("payment", TOLD_OF_PAYMENTS);
	}

	private List<Map<String, Object>> differences(String what, String told) {
		return this.database.sql(DIFFERENCES.formatted(what, told)).query().listOfRows();
	}

}
