-- The taxes that a refund contains. Those of earlier refunds are not known, and count in proportion. A default that is constant needs no
-- rewrite of the table.

ALTER TABLE order_refunds ADD COLUMN taxes JSON NOT NULL DEFAULT '[]';

COMMENT ON COLUMN order_refunds.taxes IS
    'JSON: [{name, rate, inclusive, amount}], the taxes in the amount without the tip; empty if that is nothing, and for '
    'refunds of versions that did not store them.';
