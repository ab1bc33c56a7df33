-- Which version of the order its lines are of: the inventory service's key names it, so that one key stands for one body.
ALTER TABLE orders ADD COLUMN items_version INTEGER NOT NULL DEFAULT 1;

-- How many requests for the authorization may have reached the payment service; 0 says that none has. A payment without a
-- word of this may have been asked for: those that are there, and those of a replica that does not know the column yet.
ALTER TABLE order_payments ADD COLUMN requests INTEGER NOT NULL DEFAULT 1;
