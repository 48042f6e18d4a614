-- What was changed of what the house is made of: from what, to what, when, and by whom. A row is never changed itself; movements and sealed
-- reports keep the figures they were made with.

CREATE TABLE catalogue_change (
    warehouse_id bigint NOT NULL,
    change_id bigint GENERATED ALWAYS AS IDENTITY,
    subject text NOT NULL CONSTRAINT change_subject_is_known
        CHECK (subject IN ('item', 'organisation', 'donor', 'warehouse', 'place', 'site', 'need', 'vehicle', 'grant')),
    subject_id bigint NOT NULL,
    field text NOT NULL CONSTRAINT change_field_is_named CHECK (field <> ''),
    was text,
    became text,
    changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor text NOT NULL,
    note text CONSTRAINT change_note_is_short CHECK (length(note) <= 2000),
    PRIMARY KEY (warehouse_id, change_id),
    CONSTRAINT change_changes_something CHECK (was IS DISTINCT FROM became)
);
CREATE INDEX catalogue_change_by_subject ON catalogue_change (warehouse_id, subject, subject_id, change_id);
COMMENT ON COLUMN catalogue_change.warehouse_id IS '0: of the whole house, as items, organisations and grants are.';
COMMENT ON COLUMN catalogue_change.subject_id IS 'Of a need the site it is stated for, 0 for all sites: it is seen with the site.';
