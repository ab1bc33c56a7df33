-- Run once, as the superuser, after the database was restored to an earlier time, and before a replica is started: ids that were given
-- out since then and are lost must not be given out again. Partners know them (their idempotency keys are made of ids), and so do tills.
-- A million is more than is lost in any time that one would restore by.
SELECT sequencename, setval(format('%I.%I', schemaname, sequencename)::regclass, last_value + 1000000)
FROM pg_sequences
WHERE last_value IS NOT NULL;
