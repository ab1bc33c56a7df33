-- How the courses of an order go to the kitchen, as its location had it at the confirmation, and the newest course that was
-- fired; both NULL where nothing is held. Without defaults, so that the table is not rewritten.
ALTER TABLE orders
    ADD COLUMN courses      VARCHAR(10),
    ADD COLUMN fired_course INTEGER,
    ADD CONSTRAINT orders_courses_known CHECK (courses IN ('manual', 'auto')) NOT VALID;
