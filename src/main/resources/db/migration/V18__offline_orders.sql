-- State in which an order arrived that a terminal took while it was offline: 'open', or 'completed' if it was handed over
-- already. NULL for all others. Without a default, so that the table is not rewritten.
ALTER TABLE orders ADD COLUMN offline_state VARCHAR(20);
