-- Periods that are closed: nothing is dated into them any more. What was wrong about a lot is put right with its history. A figure of a
-- count for one lot by name is told from one that the program spread over several, which would show what the books hold.

CREATE TABLE period (
    warehouse_id bigint NOT NULL REFERENCES warehouse_books,
    until_on date NOT NULL,
    closed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    closed_by text NOT NULL,
    note text CONSTRAINT period_note_is_short CHECK (length(note) <= 2000),
    PRIMARY KEY (warehouse_id, until_on)
);
COMMENT ON COLUMN period.until_on IS 'The last operational day that is closed.';

CREATE TABLE lot_change (
    warehouse_id bigint NOT NULL,
    change_id bigint GENERATED ALWAYS AS IDENTITY,
    lot_id bigint NOT NULL,
    trait text NOT NULL CONSTRAINT lot_change_is_of_a_known_trait CHECK (trait IN ('expires', 'donor', 'grant', 'condition', 'batch')),
    was text,
    becomes text,
    changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    changed_by text NOT NULL,
    note text CONSTRAINT lot_change_note_is_short CHECK (length(note) <= 2000),
    PRIMARY KEY (warehouse_id, change_id),
    CONSTRAINT lot_change_is_of_a_known_lot FOREIGN KEY (warehouse_id, lot_id) REFERENCES lot,
    CONSTRAINT lot_change_changes_something CHECK (was IS DISTINCT FROM becomes)
);
COMMENT ON TABLE lot_change IS 'What a lot was said to be before it was put right; movements and sealed reports stay as they are.';
CREATE INDEX lot_change_by_lot ON lot_change (warehouse_id, lot_id);

ALTER TABLE stock_count_line ADD COLUMN is_named boolean NOT NULL DEFAULT false, ADD COLUMN counted_before_by text;
COMMENT ON COLUMN stock_count_line.counted_before_by IS 'Who counted it before whoever counted it last; null when it was counted once.';
COMMENT ON COLUMN stock_count_line.is_named IS 'Whether the lot was counted by name.';
