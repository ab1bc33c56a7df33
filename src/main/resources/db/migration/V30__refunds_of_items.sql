-- Lines and quantities that a refund is for; empty for a refund of an amount. A constant as default: no rewrite.
ALTER TABLE order_refunds ADD COLUMN items JSON NOT NULL DEFAULT '[]';
