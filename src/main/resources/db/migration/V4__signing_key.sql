-- The one secret with which all replicas sign what they want back unchanged: cursors, quotes.
CREATE TABLE signing_key (
    is_only BOOLEAN PRIMARY KEY DEFAULT TRUE CHECK (is_only),
    key     BYTEA NOT NULL
);
