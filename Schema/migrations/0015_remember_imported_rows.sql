-- What each imported row said, kept with its movement: a mended, saved anew or grown file books only what is new.

CREATE TABLE import_row (
    warehouse_id bigint NOT NULL,
    movement_id bigint NOT NULL,
    identity text NOT NULL CONSTRAINT import_identity_is_a_digest CHECK (identity ~ '^[0-9a-f]{32}$'),
    ordinal integer NOT NULL CONSTRAINT import_ordinal_above_zero CHECK (ordinal > 0),
    dated boolean NOT NULL,
    imported_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (warehouse_id, movement_id),
    CONSTRAINT import_row_is_a_movement FOREIGN KEY (warehouse_id, movement_id) REFERENCES movement
);
COMMENT ON COLUMN import_row.identity IS 'What the row says, as it was understood.';
COMMENT ON COLUMN import_row.ordinal IS 'The how-manieth row of its file that says so, from 1.';
COMMENT ON COLUMN import_row.dated IS 'Whether the row has a day of its own: without one it is another gift after thirty days.';
CREATE INDEX import_row_by_identity ON import_row (warehouse_id, identity, ordinal);
