-- Ids come from blocks that each replica takes for itself, so a later line may have the lower id. Lines that are there
-- already are all 0 and stay in the order of their ids.
ALTER TABLE order_items ADD COLUMN line_number INTEGER NOT NULL DEFAULT 0;
