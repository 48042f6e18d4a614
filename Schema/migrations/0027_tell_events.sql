-- What happened beside the movements, for whoever watches: steps of rounds, plans, counts, open questions, reports. Movements tell of
-- themselves. An event only points at its thing, which is read with the eyes of the watcher.

CREATE TABLE event (
    warehouse_id bigint NOT NULL,
    event_id bigint GENERATED ALWAYS AS IDENTITY,
    recorded_xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    topic text NOT NULL CONSTRAINT event_topic_is_known CHECK (topic IN ('rounds', 'plans', 'counts', 'review', 'reports')),
    what text NOT NULL,
    subject_id bigint NOT NULL,
    movement_id bigint,
    lot_id bigint,
    actor text,
    PRIMARY KEY (warehouse_id, event_id)
);
COMMENT ON COLUMN event.subject_id IS 'The number of the round, plan, count, question or report.';
COMMENT ON COLUMN event.movement_id IS 'The entry that a question is about: hidden with it.';
COMMENT ON COLUMN event.lot_id IS 'The goods that a question is about: told to whoever reaches them.';
-- In the order in which transactions that can no longer be overtaken are read; see assign_positions.
CREATE INDEX event_by_transaction ON event (recorded_xid, event_id);

ALTER TABLE instance ADD COLUMN home text, ADD COLUMN events_from xid8 NOT NULL DEFAULT '0', ADD COLUMN movements_before bigint NOT NULL DEFAULT 0;
COMMENT ON COLUMN instance.home IS 'The cluster, its timeline and the database in which these books live; in another one they were restored.';
COMMENT ON COLUMN instance.events_from IS 'What was recorded by earlier transactions is no longer told to watchers.';
COMMENT ON COLUMN instance.movements_before IS 'The newest movement when the books were restored: transaction numbers up to it are those of another cluster.';
