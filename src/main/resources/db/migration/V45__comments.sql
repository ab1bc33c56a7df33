-- What each table and column holds, for psql's \d+ and docs/schema.md. A migration that makes a table or column says the same of it;
-- SchemaDocIT looks for it. Comments only: rows are read and written meanwhile, and a lock that waits for a VACUUM or for an index that
-- is being built lets them go on.

COMMENT ON TABLE tenants IS 'Restaurant companies. A tenant sees its own rows only, by row-level security.';
COMMENT ON COLUMN tenants.id IS 'Id, the claim tenant_id of its tokens.';
COMMENT ON COLUMN tenants.name IS 'Name: that of its first location, or the platform''s.';

COMMENT ON TABLE locations IS
    'Restaurants: settings of PUT /locations/{id} and availability. docs/locations.md describes them.';
COMMENT ON COLUMN locations.id IS 'Id, chosen by the tenant and unique in it.';
COMMENT ON COLUMN locations.tenant_id IS 'Tenant that it belongs to.';
COMMENT ON COLUMN locations.name IS 'Name for people.';
COMMENT ON COLUMN locations.time_zone IS 'Name in the time zone database, such as Europe/Vienna.';
COMMENT ON COLUMN locations.currency IS 'ISO 4217 code; its decimals are those of all amounts of the location.';
COMMENT ON COLUMN locations.business_day_start IS 'Local time; before it a moment belongs to the business day before.';
COMMENT ON COLUMN locations.auto_confirm IS 'Whether an order is confirmed once stock and card are secured.';
COMMENT ON COLUMN locations.tax_rules IS
    'JSON: [{name, rate, inclusive, rounding, level, categories, order_types}]; see docs/money.md.';
COMMENT ON COLUMN locations.version IS 'Number of the version, raised by each change; the ETag.';
COMMENT ON COLUMN locations.updated_at IS 'Time of the last change.';
COMMENT ON COLUMN locations.active IS 'Whether it takes orders at all.';
COMMENT ON COLUMN locations.courses IS 'How courses go to the kitchen: off (all at once), manual, auto.';
COMMENT ON COLUMN locations.prep_minutes IS 'Usual preparation time in minutes, for items to which the menu gives none.';
COMMENT ON COLUMN locations.cash_rounding IS
    'Smallest coin, such as 0.05, to which a cash payment may be rounded; null for none.';
COMMENT ON COLUMN locations.capture_delay_minutes IS 'Minutes from an order''s completion to the capture of its cards.';
COMMENT ON COLUMN locations.accepts_until_days IS 'Days ahead that an order can be scheduled for.';
COMMENT ON COLUMN locations.stations IS 'JSON: names of the kitchen''s stations.';
COMMENT ON COLUMN locations.earlier_business_days IS
    'JSON: [{until, time_zone, business_day_start, last_day}], oldest first: rules of business days before the '
    'current ones.';
COMMENT ON COLUMN locations.accepting IS 'Whether it takes new orders now; false while paused.';
COMMENT ON COLUMN locations.extra_minutes IS 'Minutes added to estimated ready times while the kitchen is busy.';
COMMENT ON COLUMN locations.availability_until IS 'End of accepting and extra_minutes as they are; null if they have none.';

COMMENT ON TABLE location_items IS 'Items that a location is out of ("86"). An item that is available has no row.';
COMMENT ON COLUMN location_items.tenant_id IS 'Tenant of the location.';
COMMENT ON COLUMN location_items.location_id IS 'The location.';
COMMENT ON COLUMN location_items.menu_item_id IS 'The item, by its id in the menu service.';
COMMENT ON COLUMN location_items.until IS 'When the item is available again by itself; null if it is not.';
COMMENT ON COLUMN location_items.changed_at IS 'When it was marked as out.';
COMMENT ON COLUMN location_items.changed_by IS 'Who marked it: the token''s subject.';

COMMENT ON TABLE customers IS 'Copy of what the customer service says of the customers that have ordered.';
COMMENT ON COLUMN customers.id IS 'Id in the customer service.';
COMMENT ON COLUMN customers.tenant_id IS 'Tenant of the customer.';
COMMENT ON COLUMN customers.name IS 'Full name; null until it is fetched.';
COMMENT ON COLUMN customers.email IS 'Email address; null until it is fetched, or if there is none.';
COMMENT ON COLUMN customers.phone IS 'Telephone number; null until it is fetched, or if there is none.';
COMMENT ON COLUMN customers.fetched_at IS 'When the details were fetched last; null if never.';
COMMENT ON COLUMN customers.wanted_at IS 'Since when an order waits for the details to be fetched; null if none does.';

COMMENT ON TABLE orders IS
    'Orders. Amounts have the decimals of the location''s currency; enumerations are stored as the API writes them.';
COMMENT ON COLUMN orders.id IS 'Id, unique over all tenants; given out in blocks of 50 for each replica.';
COMMENT ON COLUMN orders.tenant_id IS 'Tenant of the order.';
COMMENT ON COLUMN orders.version IS
    'Number of the version, raised once by each transaction that changes what clients see; the ETag.';
COMMENT ON COLUMN orders.order_number IS
    'Number for people: business day of the sale and the id in base 32, such as 261122-00HK.';
COMMENT ON COLUMN orders.tracking_code IS 'Random code with which a guest follows the order without a token.';
COMMENT ON COLUMN orders.location_id IS 'Location that the order was placed at.';
COMMENT ON COLUMN orders.customer_id IS 'Customer, by the id in the customer service; null for none.';
COMMENT ON COLUMN orders.order_type IS 'dine_in, takeout, delivery, drive_thru or online.';
COMMENT ON COLUMN orders.status IS 'pending, confirmed, preparing, ready, completed or cancelled.';
COMMENT ON COLUMN orders.payment_status IS 'Follows from the balance: docs/money.md has the table.';
COMMENT ON COLUMN orders.table_number IS 'Table, as the waiter names it; null for none.';
COMMENT ON COLUMN orders.guest_count IS 'Number of guests at the table; null if not given.';
COMMENT ON COLUMN orders.notes IS 'Notes for the kitchen; null for none.';
COMMENT ON COLUMN orders.scheduled_for IS 'When the order is due; null for as soon as possible.';
COMMENT ON COLUMN orders.external_id IS
    'Id in the terminal or system that placed the order, unique in the tenant; null for none.';
COMMENT ON COLUMN orders.degraded IS 'JSON: names of the partners that were unavailable when the order was placed.';
COMMENT ON COLUMN orders.subtotal IS 'Sum of the lines before discounts and taxes.';
COMMENT ON COLUMN orders.discount_amount IS 'Sum of all discounts, those of lines included.';
COMMENT ON COLUMN orders.service_charge_amount IS 'Sum of the service charges.';
COMMENT ON COLUMN orders.tax_amount IS 'Sum of the taxes that are not included in prices.';
COMMENT ON COLUMN orders.tip_amount IS 'Sum of the tips.';
COMMENT ON COLUMN orders.total_amount IS
    'What the guest pays: subtotal - discount_amount + service_charge_amount + tax_amount + tip_amount.';
COMMENT ON COLUMN orders.discounts IS 'JSON: discounts on the whole order, with their amounts.';
COMMENT ON COLUMN orders.service_charges IS 'JSON: service charges, with their amounts.';
COMMENT ON COLUMN orders.taxes IS 'JSON: [{name, rate, inclusive, amount}], one for each tax of the bill.';
COMMENT ON COLUMN orders.currency IS 'ISO 4217 code of the currency that the order was taken in.';
COMMENT ON COLUMN orders.tax_rules IS 'JSON: the location''s rules at the time of the sale, by which an edit is taxed too.';
COMMENT ON COLUMN orders.cancellation_reason IS 'Why it was cancelled; null unless it was.';
COMMENT ON COLUMN orders.cancellation_notes IS 'Notes on the cancellation; null for none.';
COMMENT ON COLUMN orders.estimated_ready_time IS 'When the kitchen expects to be done; null until it has begun.';
COMMENT ON COLUMN orders.reservation_id IS 'Id of the stock reservation in the inventory service; null for none.';
COMMENT ON COLUMN orders.created_at IS 'When the order was placed; for an offline terminal, by its clock.';
COMMENT ON COLUMN orders.updated_at IS 'Time of the last change.';
COMMENT ON COLUMN orders.received_at IS
    'When the order reached the service; later than created_at for an offline terminal.';
COMMENT ON COLUMN orders.customer IS 'JSON: {id, name, email, phone}, as the order was told; null until it is known.';
COMMENT ON COLUMN orders.external_id_lower IS 'external_id in lower case, for searches.';
COMMENT ON COLUMN orders.table_number_lower IS 'table_number in lower case, for searches.';
COMMENT ON COLUMN orders.items_version IS 'Version of the order in which the stock that its lines need last changed.';
COMMENT ON COLUMN orders.kitchen_version IS 'Version of the order with the last change that the kitchen must see.';
COMMENT ON COLUMN orders.reserved_items_version IS
    'items_version that the inventory service was last asked to reserve; null without a reservation.';
COMMENT ON COLUMN orders.offline_state IS
    'open or completed: state in which an offline terminal handed the order in; null for all others.';
COMMENT ON COLUMN orders.fire_at IS 'When a scheduled order goes to the kitchen; null for all others.';
COMMENT ON COLUMN orders.fired_at IS 'When the kitchen got the order; null before that.';
COMMENT ON COLUMN orders.courses IS 'manual or auto, as the location had it at the confirmation; null if nothing is held.';
COMMENT ON COLUMN orders.fired_course IS 'Number of the newest course that was fired; null if nothing is held.';
COMMENT ON COLUMN orders.source IS 'What placed the order, by the caller''s own name; null if not given.';
COMMENT ON COLUMN orders.metadata IS 'JSON: up to 20 texts of the caller''s own; null for none.';
COMMENT ON COLUMN orders.guest IS 'JSON: {name, phone} of the guest that the order is for; null for none.';
COMMENT ON COLUMN orders.guest_name_lower IS 'Guest''s name in lower case, for searches.';
COMMENT ON COLUMN orders.fulfilment IS 'JSON: address of a delivery, instructions, vehicle; null for none.';
COMMENT ON COLUMN orders.capture_at IS
    'When the cards of a completed order are captured; null if that is at the completion.';
COMMENT ON COLUMN orders.adjustments IS
    'JSON: discounts, comps, prices and charges given after the sale, with reason and actor.';
COMMENT ON COLUMN orders.check_id IS 'Check that the order is on; null for none.';
COMMENT ON COLUMN orders.tax_exempt IS
    'JSON: {reason, certificate} of an order that is sold without taxes; null for all others.';

COMMENT ON TABLE order_items IS 'Lines of orders. A line stays when it is taken off: it is voided then.';
COMMENT ON COLUMN order_items.id IS 'Id of the line; given out in blocks of 50 for each replica.';
COMMENT ON COLUMN order_items.tenant_id IS 'Tenant of the order.';
COMMENT ON COLUMN order_items.order_id IS 'The order.';
COMMENT ON COLUMN order_items.menu_item_id IS 'Item, by its id in the menu service.';
COMMENT ON COLUMN order_items.name IS 'Name of the item when it was sold.';
COMMENT ON COLUMN order_items.quantity IS 'Number of pieces, at least 1.';
COMMENT ON COLUMN order_items.unit_price IS 'Price of a piece without modifiers, at which it is sold.';
COMMENT ON COLUMN order_items.modifiers IS 'JSON: [{id, name, price, quantity}], for each piece.';
COMMENT ON COLUMN order_items.discounts IS 'JSON: discounts on this line.';
COMMENT ON COLUMN order_items.subtotal IS 'quantity times the price of a piece with its modifiers.';
COMMENT ON COLUMN order_items.discount_amount IS 'Discounts of the line, its share of the order''s included.';
COMMENT ON COLUMN order_items.tax_amount IS 'Taxes of the line that are not included in its price.';
COMMENT ON COLUMN order_items.total IS 'subtotal - discount_amount + tax_amount.';
COMMENT ON COLUMN order_items.special_instructions IS 'Instructions for the kitchen; null for none.';
COMMENT ON COLUMN order_items.station IS 'Station of the kitchen, by the menu; null for none.';
COMMENT ON COLUMN order_items.tax_category IS 'Category that tax rules name, by the menu; null for none.';
COMMENT ON COLUMN order_items.course IS 'Number of the course; null for none.';
COMMENT ON COLUMN order_items.status IS 'held, pending, preparing, ready or voided.';
COMMENT ON COLUMN order_items.line_number IS
    'Place of the line on the order; 0 for lines of the first versions, which are in the order of their ids.';
COMMENT ON COLUMN order_items.void_reason IS
    'Why the line was voided; null if it was not voided, or was removed before the kitchen began it.';
COMMENT ON COLUMN order_items.void_used IS
    'Whether its stock is gone, since the dish was made or ruined; null for a line that was not voided.';
COMMENT ON COLUMN order_items.voided_by IS 'Who voided it: the token''s subject; null for a line that was not voided.';
COMMENT ON COLUMN order_items.voided_at IS 'When it was voided; null for a line that was not.';
COMMENT ON COLUMN order_items.prep_minutes IS
    'Preparation time in minutes by the menu when it was sold; null if it gave none.';
COMMENT ON COLUMN order_items.menu_price IS 'Price by the menu of a line that was sold at another; null for all others.';

COMMENT ON TABLE order_status_history IS 'Status changes of orders, one row each; never changed.';
COMMENT ON COLUMN order_status_history.id IS 'Id of the change; given out in blocks of 50 for each replica.';
COMMENT ON COLUMN order_status_history.tenant_id IS 'Tenant of the order.';
COMMENT ON COLUMN order_status_history.order_id IS 'The order.';
COMMENT ON COLUMN order_status_history.from_status IS 'Status before; null for the first.';
COMMENT ON COLUMN order_status_history.to_status IS 'Status after.';
COMMENT ON COLUMN order_status_history.changed_at IS 'When it changed.';
COMMENT ON COLUMN order_status_history.changed_by IS 'Who changed it: the token''s subject, or system.';
COMMENT ON COLUMN order_status_history.reason IS 'Why; null if not given.';

COMMENT ON TABLE order_payments IS
    'Payments of orders, by any method. A payment for a check has a row for each of its orders.';
COMMENT ON COLUMN order_payments.id IS 'Id of the payment; given out in blocks of 50 for each replica.';
COMMENT ON COLUMN order_payments.tenant_id IS 'Tenant of the order.';
COMMENT ON COLUMN order_payments.order_id IS 'The order.';
COMMENT ON COLUMN order_payments.method IS 'cash, card, gift_card, voucher or external.';
COMMENT ON COLUMN order_payments.status IS 'pending, authorized, captured, declined or voided.';
COMMENT ON COLUMN order_payments.amount IS 'Amount without the tip.';
COMMENT ON COLUMN order_payments.tip_amount IS 'Tip, paid beside the amount.';
COMMENT ON COLUMN order_payments.last_four IS 'Last four digits of the card; null for none.';
COMMENT ON COLUMN order_payments.decline_code IS 'Why the bank declined; null if it did not.';
COMMENT ON COLUMN order_payments.authorization_id IS 'Id of the authorization in the payment service; null for none.';
COMMENT ON COLUMN order_payments.card_token IS
    'One-time token of the payment service; erased with the answer to the authorization.';
COMMENT ON COLUMN order_payments.placed_with_order IS
    'Whether it came with the order, whose confirmation then waits for it.';
COMMENT ON COLUMN order_payments.created_at IS 'When it was taken.';
COMMENT ON COLUMN order_payments.requests IS 'Number of authorization requests that may have reached the payment service.';
COMMENT ON COLUMN order_payments.rounding_amount IS
    'What the guest pays less because of the smallest coin; negative for more.';
COMMENT ON COLUMN order_payments.tendered IS 'Cash that the guest gave; null if not given.';
COMMENT ON COLUMN order_payments.reference IS 'Reference of the voucher, gift card or other system; null for none.';
COMMENT ON COLUMN order_payments.taken_by IS 'Who took it: the token''s subject; null for payments of the first versions.';
COMMENT ON COLUMN order_payments.authorized_amount IS 'Amount with the tip that the bank holds; null until it does.';
COMMENT ON COLUMN order_payments.capture_amount IS
    'Amount with the tip that is or was to be captured; null until that is fixed.';
COMMENT ON COLUMN order_payments.check_payment_id IS 'Payment of a check that this is a share of; null for all others.';

COMMENT ON TABLE order_refunds IS 'Refunds of payments, in full or in part.';
COMMENT ON COLUMN order_refunds.id IS 'Id of the refund; given out in blocks of 50 for each replica.';
COMMENT ON COLUMN order_refunds.tenant_id IS 'Tenant of the payment.';
COMMENT ON COLUMN order_refunds.payment_id IS 'Payment that is given back.';
COMMENT ON COLUMN order_refunds.amount IS 'Amount, tip included.';
COMMENT ON COLUMN order_refunds.reason IS 'Why.';
COMMENT ON COLUMN order_refunds.status IS 'pending until the payment service has done it, then done.';
COMMENT ON COLUMN order_refunds.created_at IS 'When it was made.';
COMMENT ON COLUMN order_refunds.kind IS 'correction, which raises the balance, or goodwill, which does not.';
COMMENT ON COLUMN order_refunds.tip_amount IS 'Part of the amount that is tip.';
COMMENT ON COLUMN order_refunds.refunded_by IS
    'Who made it: the token''s subject, or system; null for refunds of the first versions.';
COMMENT ON COLUMN order_refunds.check_refund_id IS
    'Number that the refunds of a check''s card share which go back in one request; null for others.';
COMMENT ON COLUMN order_refunds.items IS 'JSON: lines and quantities that it is for; empty for a refund of an amount.';

COMMENT ON TABLE checks IS 'Bills of tables: groups of orders. Their sums are those of their orders and not stored.';
COMMENT ON COLUMN checks.id IS 'Id, unique over all tenants.';
COMMENT ON COLUMN checks.tenant_id IS 'Tenant of the location.';
COMMENT ON COLUMN checks.version IS 'Number of the version, raised by each change; the ETag.';
COMMENT ON COLUMN checks.location_id IS 'Location of the table.';
COMMENT ON COLUMN checks.status IS 'open or closed.';
COMMENT ON COLUMN checks.table_number IS 'Table, as the waiter names it; null for none.';
COMMENT ON COLUMN checks.name IS 'Name of the party; null for none.';
COMMENT ON COLUMN checks.guest_count IS 'Number of guests; null if not given.';
COMMENT ON COLUMN checks.merged_into IS 'Check that its orders went to; null for none.';
COMMENT ON COLUMN checks.order_count IS 'Number of its orders, 50 at most.';
COMMENT ON COLUMN checks.order_versions IS
    'Sum of the versions of its orders when this version was made; another sum means that one has changed.';
COMMENT ON COLUMN checks.created_at IS 'When it was opened.';
COMMENT ON COLUMN checks.updated_at IS 'Time of the last change.';
COMMENT ON COLUMN checks.closed_at IS 'When it was closed; null while it is open.';

COMMENT ON TABLE check_payments IS
    'Payments for the orders of a check together. Each order has its share in order_payments, with the amount.';
COMMENT ON COLUMN check_payments.id IS 'Id, unique over all tenants.';
COMMENT ON COLUMN check_payments.tenant_id IS 'Tenant of the check.';
COMMENT ON COLUMN check_payments.check_id IS 'The check.';
COMMENT ON COLUMN check_payments.method IS 'cash, card, gift_card, voucher or external.';
COMMENT ON COLUMN check_payments.tendered IS 'Cash that the guest gave; null if not given.';
COMMENT ON COLUMN check_payments.reference IS 'Reference of the voucher, gift card or other system; null for none.';
COMMENT ON COLUMN check_payments.taken_by IS 'Who took it: the token''s subject.';
COMMENT ON COLUMN check_payments.created_at IS 'When it was taken.';
COMMENT ON COLUMN check_payments.status IS
    'pending, authorized, captured, declined or voided. All but cards are captured when they are recorded.';
COMMENT ON COLUMN check_payments.paid_check_id IS
    'Check that a card was taken on; a merge moves the payment, and a repeated request has the same body. Null but for cards.';
COMMENT ON COLUMN check_payments.last_four IS 'Last digits of the card; null until authorized, and but for cards.';
COMMENT ON COLUMN check_payments.decline_code IS 'Why the bank declined the card; null if it has not.';
COMMENT ON COLUMN check_payments.authorization_id IS 'Id at the payment service; null until authorized, and but for cards.';
COMMENT ON COLUMN check_payments.card_token IS
    'The payment service''s one-time token; erased with the answer to the authorization that it was for.';
COMMENT ON COLUMN check_payments.requests IS 'Authorization requests that may have reached the payment service.';
COMMENT ON COLUMN check_payments.authorized_amount IS 'What the bank is asked to hold, with the tip; null but for cards.';
COMMENT ON COLUMN check_payments.capture_amount IS
    'What is or was to be captured, with the tip; null until the last order has ended, and but for cards.';

COMMENT ON TABLE outbox_events IS
    'Events, each written in the transaction of its change; kept for 7 days (orders.events.keep). The transactional '
    'outbox.';
COMMENT ON COLUMN outbox_events.id IS 'Order of insertion; an event that builds on another has the higher id.';
COMMENT ON COLUMN outbox_events.tenant_id IS 'Tenant of the location.';
COMMENT ON COLUMN outbox_events.location_id IS 'Location in whose feed the event is.';
COMMENT ON COLUMN outbox_events.order_id IS 'Order that it is about; null for an event of the location.';
COMMENT ON COLUMN outbox_events.order_version IS
    'Version of the order after the change; null for an event of the location.';
COMMENT ON COLUMN outbox_events.event_id IS 'Id by which consumers recognize a repetition.';
COMMENT ON COLUMN outbox_events.event_type IS 'Type, such as order.created; docs/asyncapi.yaml lists them.';
COMMENT ON COLUMN outbox_events.occurred_at IS 'Time of the change.';
COMMENT ON COLUMN outbox_events.data IS 'JSON: data of the event, as in docs/asyncapi.yaml.';
COMMENT ON COLUMN outbox_events.sequence IS
    'Number in the location''s feed, without a gap; null until the relay assigns it, right after the commit.';

COMMENT ON TABLE event_feeds IS 'Feeds: one for each location, the counters of its events.';
COMMENT ON COLUMN event_feeds.tenant_id IS 'Tenant of the location.';
COMMENT ON COLUMN event_feeds.location_id IS 'The location.';
COMMENT ON COLUMN event_feeds.last_sequence IS 'Number of the newest event.';
COMMENT ON COLUMN event_feeds.published_sequence IS 'Number up to which Redis has acknowledged the events.';

COMMENT ON TABLE feed_cursors IS 'How far each consumer has read each feed.';
COMMENT ON COLUMN feed_cursors.consumer IS 'Name of the consumer: notification, analytics, reports or closings.';
COMMENT ON COLUMN feed_cursors.tenant_id IS 'Tenant of the location.';
COMMENT ON COLUMN feed_cursors.location_id IS 'Location whose feed it reads.';
COMMENT ON COLUMN feed_cursors.sequence IS 'Number of the last event that it has processed.';

COMMENT ON TABLE scheduled_tasks IS
    'Tasks of db-scheduler that any replica runs: sagas, deliveries, purges. A task that is done has no row.';
COMMENT ON COLUMN scheduled_tasks.task_name IS 'Kind of the task, such as that of a saga.';
COMMENT ON COLUMN scheduled_tasks.task_instance IS
    'Instance, which begins with the tenant where it is one tenant''s: 1/4711.';
COMMENT ON COLUMN scheduled_tasks.task_data IS 'State of the task; null for none.';
COMMENT ON COLUMN scheduled_tasks.execution_time IS 'When it is due.';
COMMENT ON COLUMN scheduled_tasks.picked IS 'Whether a replica runs it now.';
COMMENT ON COLUMN scheduled_tasks.picked_by IS 'Replica that runs it; null for none.';
COMMENT ON COLUMN scheduled_tasks.last_success IS 'Time of the last success; null for none.';
COMMENT ON COLUMN scheduled_tasks.last_failure IS 'Time of the last failure; null for none.';
COMMENT ON COLUMN scheduled_tasks.consecutive_failures IS 'Number of failures since the last success; null for none.';
COMMENT ON COLUMN scheduled_tasks.last_heartbeat IS 'Last sign of life of the replica that runs it; null for none.';
COMMENT ON COLUMN scheduled_tasks.version IS 'Version for optimistic locking by db-scheduler.';
COMMENT ON COLUMN scheduled_tasks.priority IS 'Priority; not used by the service.';

COMMENT ON TABLE parked_sagas IS
    'Sagas whose attempts are used up and that a person must requeue: POST /admin/sagas/{id}/retry.';
COMMENT ON COLUMN parked_sagas.tenant_id IS 'Tenant of the order.';
COMMENT ON COLUMN parked_sagas.id IS 'Id of the saga, for the API.';
COMMENT ON COLUMN parked_sagas.order_id IS 'Order that it works for; null if it works for a payment of a check.';
COMMENT ON COLUMN parked_sagas.task_name IS 'task_name in scheduled_tasks when it is requeued.';
COMMENT ON COLUMN parked_sagas.task_instance IS 'task_instance in scheduled_tasks when it is requeued.';
COMMENT ON COLUMN parked_sagas.step IS 'Step that failed.';
COMMENT ON COLUMN parked_sagas.failure IS 'Reason of the last failure.';
COMMENT ON COLUMN parked_sagas.attempts IS 'Number of attempts.';
COMMENT ON COLUMN parked_sagas.parked_at IS 'When it was parked.';

COMMENT ON TABLE idempotency_keys IS
    'Answers to requests with an Idempotency-Key, written in the transaction of the work; kept for 96 hours '
    '(orders.idempotency.keep).';
COMMENT ON COLUMN idempotency_keys.tenant_id IS 'Tenant of the caller.';
COMMENT ON COLUMN idempotency_keys.caller IS 'Caller: the token''s subject.';
COMMENT ON COLUMN idempotency_keys.path IS 'Method and path of the request.';
COMMENT ON COLUMN idempotency_keys.key IS 'The key.';
COMMENT ON COLUMN idempotency_keys.fingerprint IS
    'SHA-256 of the request''s body, by which another request under the same key is refused.';
COMMENT ON COLUMN idempotency_keys.status IS 'HTTP status of the answer.';
COMMENT ON COLUMN idempotency_keys.body IS 'Body of the answer.';
COMMENT ON COLUMN idempotency_keys.order_id IS 'Order of the answer, for its Location and ETag; null for none.';
COMMENT ON COLUMN idempotency_keys.order_version IS 'Version of that order, for the ETag; null for none.';
COMMENT ON COLUMN idempotency_keys.created_at IS 'Time of the answer.';

COMMENT ON TABLE menu_answers IS
    'Last answer of the menu service for each item ordered, for replicas that start while it is away; purged after a '
    'day (orders.menu.usable).';
COMMENT ON COLUMN menu_answers.tenant_id IS 'Tenant of the location.';
COMMENT ON COLUMN menu_answers.location_id IS 'The location.';
COMMENT ON COLUMN menu_answers.menu_item_id IS 'Item, by its id in the menu service.';
COMMENT ON COLUMN menu_answers.item IS 'JSON: the item with all its modifiers, as answered.';
COMMENT ON COLUMN menu_answers.asked_at IS 'When the menu service was asked.';

COMMENT ON TABLE kitchen_acknowledgements IS
    'Displays that have shown an order on its way. The rows of an order go when it ends.';
COMMENT ON COLUMN kitchen_acknowledgements.tenant_id IS 'Tenant of the order.';
COMMENT ON COLUMN kitchen_acknowledgements.order_id IS 'The order.';
COMMENT ON COLUMN kitchen_acknowledgements.display_id IS 'The display, by its own name.';
COMMENT ON COLUMN kitchen_acknowledgements.acknowledged_at IS 'When it showed that version.';
COMMENT ON COLUMN kitchen_acknowledgements.version IS 'Newest version of the order that it has shown.';

COMMENT ON TABLE kitchen_places IS
    'Places in a kitchen''s queue that do not follow from the order itself: scheduled orders that were fired, and '
    'ready ones with a recalled line.';
COMMENT ON COLUMN kitchen_places.tenant_id IS 'Tenant of the order.';
COMMENT ON COLUMN kitchen_places.order_id IS 'The order.';
COMMENT ON COLUMN kitchen_places.location_id IS 'Location of the kitchen.';
COMMENT ON COLUMN kitchen_places.queued_at IS 'Since when the order has been in the queue; does not change any more.';
COMMENT ON COLUMN kitchen_places.status IS 'Status of the order.';
COMMENT ON COLUMN kitchen_places.is_scheduled IS 'Whether it was fired at a time of its own.';
COMMENT ON COLUMN kitchen_places.is_recalled IS 'Whether it is ready and has a recalled line.';

COMMENT ON TABLE scheduled_orders IS
    'Orders that wait for the time at which they go to the kitchen. A row goes when the order is fired or cancelled.';
COMMENT ON COLUMN scheduled_orders.tenant_id IS 'Tenant of the order.';
COMMENT ON COLUMN scheduled_orders.order_id IS 'The order.';
COMMENT ON COLUMN scheduled_orders.location_id IS 'Location of the kitchen.';
COMMENT ON COLUMN scheduled_orders.scheduled_for IS 'When the order is due.';
COMMENT ON COLUMN scheduled_orders.prep_minutes IS
    'Longest preparation time of its lines in minutes; null if none has one, and the location''s counts.';
COMMENT ON COLUMN scheduled_orders.fire_at IS 'When it goes to the kitchen.';
COMMENT ON COLUMN scheduled_orders.is_confirmed IS 'Whether it is confirmed; others are not fired.';

COMMENT ON TABLE order_daily_summary IS
    'Sums of the reports, by business day, type and status. They follow the feeds; feed_cursors says how far.';
COMMENT ON COLUMN order_daily_summary.tenant_id IS 'Tenant of the location.';
COMMENT ON COLUMN order_daily_summary.location_id IS 'The location.';
COMMENT ON COLUMN order_daily_summary.business_day IS 'Business day of the location.';
COMMENT ON COLUMN order_daily_summary.order_type IS 'Type of the orders.';
COMMENT ON COLUMN order_daily_summary.status IS 'Status of the orders.';
COMMENT ON COLUMN order_daily_summary.orders IS 'Number of orders; 0 where orders have been and have moved on.';
COMMENT ON COLUMN order_daily_summary.revenue IS 'Their revenue without tips; 0 for cancelled ones.';

COMMENT ON TABLE order_report_rows IS
    'Part of each order in the sums of the reports, so that a change adds the difference.';
COMMENT ON COLUMN order_report_rows.order_id IS 'The order.';
COMMENT ON COLUMN order_report_rows.tenant_id IS 'Tenant of the order.';
COMMENT ON COLUMN order_report_rows.business_day IS 'Business day that it is counted on.';
COMMENT ON COLUMN order_report_rows.order_type IS 'Type that it is counted with.';
COMMENT ON COLUMN order_report_rows.status IS 'Status that it is counted with.';
COMMENT ON COLUMN order_report_rows.revenue IS 'Revenue that it is counted with.';
COMMENT ON COLUMN order_report_rows.scheduled_for IS 'When it is due, as it is counted; null for as soon as possible.';

COMMENT ON TABLE order_bookings IS
    'Booked state of each order, so that a change books the difference: docs/decisions/0031-closings.md.';
COMMENT ON COLUMN order_bookings.order_id IS 'The order.';
COMMENT ON COLUMN order_bookings.tenant_id IS 'Tenant of the order.';
COMMENT ON COLUMN order_bookings.location_id IS 'Location of the order.';
COMMENT ON COLUMN order_bookings.business_day IS 'Business day of the sale.';
COMMENT ON COLUMN order_bookings.entries IS
    'JSON: [{day, kind, name, amount, count}], what the order has added to which day.';
COMMENT ON COLUMN order_bookings.balance IS 'What is still to be paid; negative if it is owed to the guest.';
COMMENT ON COLUMN order_bookings.is_open IS 'Whether the order is neither completed nor cancelled.';

COMMENT ON TABLE day_bookings IS 'Money of a location''s business days, summed up from the orders.';
COMMENT ON COLUMN day_bookings.tenant_id IS 'Tenant of the location.';
COMMENT ON COLUMN day_bookings.location_id IS 'The location.';
COMMENT ON COLUMN day_bookings.business_day IS 'Business day that it is booked on.';
COMMENT ON COLUMN day_bookings.own_day IS
    'Day that it belongs to; an earlier one than business_day if that was closed already.';
COMMENT ON COLUMN day_bookings.kind IS 'What is summed, such as gross, discounts, tenders or refunds.';
COMMENT ON COLUMN day_bookings.name IS 'Method of a payment, or the tax; empty for others.';
COMMENT ON COLUMN day_bookings.amount IS 'Sum.';
COMMENT ON COLUMN day_bookings.count IS 'Number of payments or refunds in it.';

COMMENT ON TABLE closings IS
    'Closings of business days, numbered without a gap for each location. The service may not change or delete one.';
COMMENT ON COLUMN closings.tenant_id IS 'Tenant of the location.';
COMMENT ON COLUMN closings.location_id IS 'The location.';
COMMENT ON COLUMN closings.number IS 'Number of the closing, from 1.';
COMMENT ON COLUMN closings.business_day IS 'Day that was closed; each can be closed once.';
COMMENT ON COLUMN closings.sequence IS 'Number of the last event of the feed that it contains.';
COMMENT ON COLUMN closings.closed_at IS 'When it was closed.';
COMMENT ON COLUMN closings.document IS 'JSON: the report with the counted cash, as it was signed.';

COMMENT ON TABLE signing_key IS 'The secret with which all replicas sign cursors and quotes. One row.';
COMMENT ON COLUMN signing_key.is_only IS 'Always true: it keeps the table at one row.';
COMMENT ON COLUMN signing_key.key IS 'Random bytes, made by the first replica.';
