-- Tells watchers of what happened; one function for the tables that have something to tell.
CREATE OR REPLACE FUNCTION tell_event() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = entrepot, pg_temp AS $$
BEGIN
    CASE TG_TABLE_NAME
    WHEN 'round_step' THEN
        INSERT INTO event (warehouse_id, topic, what, subject_id, actor) VALUES (NEW.warehouse_id, 'rounds', NEW.step, NEW.round_id, NEW.actor);
    WHEN 'plan' THEN
        INSERT INTO event (warehouse_id, topic, what, subject_id, actor) VALUES (NEW.warehouse_id, 'plans', 'make', NEW.plan_id, NEW.made_by);
    WHEN 'stock_count' THEN
        INSERT INTO event (warehouse_id, topic, what, subject_id, actor)
        VALUES (NEW.warehouse_id, 'counts', NEW.state, NEW.count_id, coalesce(NEW.ended_by, NEW.opened_by));
    WHEN 'ledger_exception' THEN
        INSERT INTO event (warehouse_id, topic, what, subject_id, movement_id, lot_id, actor)
        VALUES (NEW.warehouse_id, 'review', CASE WHEN NEW.explained_at IS NULL THEN NEW.kind ELSE 'explained' END, NEW.exception_id,
            NEW.movement_id, NEW.lot_id, NEW.explained_by);
    WHEN 'report_run' THEN
        INSERT INTO event (warehouse_id, topic, what, subject_id, actor)
        VALUES (NEW.warehouse_id, 'reports', NEW.state, NEW.report_id, NEW.made_by);
    END CASE;
    RETURN NULL;
END $$;

DROP TRIGGER IF EXISTS step_is_told ON round_step;
CREATE TRIGGER step_is_told AFTER INSERT ON round_step FOR EACH ROW EXECUTE FUNCTION tell_event();
DROP TRIGGER IF EXISTS plan_is_told ON plan;
CREATE TRIGGER plan_is_told AFTER INSERT ON plan FOR EACH ROW EXECUTE FUNCTION tell_event();
DROP TRIGGER IF EXISTS count_is_told ON stock_count;
CREATE TRIGGER count_is_told AFTER INSERT ON stock_count FOR EACH ROW EXECUTE FUNCTION tell_event();
DROP TRIGGER IF EXISTS end_of_count_is_told ON stock_count;
CREATE TRIGGER end_of_count_is_told AFTER UPDATE ON stock_count FOR EACH ROW WHEN (OLD.state <> NEW.state) EXECUTE FUNCTION tell_event();
DROP TRIGGER IF EXISTS question_is_told ON ledger_exception;
CREATE TRIGGER question_is_told AFTER INSERT ON ledger_exception FOR EACH ROW EXECUTE FUNCTION tell_event();
DROP TRIGGER IF EXISTS explanation_is_told ON ledger_exception;
CREATE TRIGGER explanation_is_told AFTER UPDATE ON ledger_exception FOR EACH ROW
    WHEN (OLD.explained_at IS NULL AND NEW.explained_at IS NOT NULL) EXECUTE FUNCTION tell_event();
DROP TRIGGER IF EXISTS report_is_told ON report_run;
CREATE TRIGGER report_is_told AFTER INSERT ON report_run FOR EACH ROW WHEN (NEW.state <> 'due') EXECUTE FUNCTION tell_event();
DROP TRIGGER IF EXISTS change_of_report_is_told ON report_run;
CREATE TRIGGER change_of_report_is_told AFTER UPDATE ON report_run FOR EACH ROW
    WHEN (OLD.state <> NEW.state AND NEW.state <> 'due') EXECUTE FUNCTION tell_event();

-- The epoch of the positions, asked by every daemon that starts. Books that are found in another cluster, on another timeline or in another
-- database than before were restored: the epoch changes, so that no watcher goes on as if nothing had been lost, and numbers of
-- transactions are taken from here on as those of this cluster.
CREATE OR REPLACE FUNCTION keep_epoch() RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = entrepot, pg_temp AS $$
DECLARE
    v_here text := (SELECT system_identifier FROM pg_control_system()) || '.' || (SELECT timeline_id FROM pg_control_checkpoint())
        || '.' || (SELECT oid FROM pg_database WHERE datname = current_database());
    v_known instance%ROWTYPE;
    v_below xid8;
BEGIN
    SELECT * INTO v_known FROM instance FOR UPDATE;
    IF v_known.home = v_here THEN
        RETURN v_known.epoch;
    END IF;
    IF v_known.home IS NULL THEN
        UPDATE instance SET home = v_here;
        RETURN v_known.epoch;
    END IF;
    PERFORM FROM warehouse_books ORDER BY warehouse_id FOR NO KEY UPDATE;
    v_below := pg_snapshot_xmin(pg_current_snapshot());
    -- Movements of the old cluster that had no position yet get theirs now, in the order they were booked in.
    INSERT INTO journal (warehouse_id, position, movement_id)
    SELECT m.warehouse_id, b.last_position + row_number() OVER (PARTITION BY m.warehouse_id ORDER BY m.movement_id), m.movement_id
    FROM movement AS m JOIN warehouse_books AS b USING (warehouse_id)
    WHERE NOT EXISTS (SELECT FROM journal AS j WHERE j.warehouse_id = m.warehouse_id AND j.movement_id = m.movement_id);
    UPDATE warehouse_books AS b SET positioned_below = v_below,
        last_position = (SELECT coalesce(max(position), 0) FROM journal AS j WHERE j.warehouse_id = b.warehouse_id);
    DELETE FROM event;
    UPDATE instance SET epoch = gen_random_uuid(), home = v_here, events_from = v_below,
        movements_before = (SELECT coalesce(max(movement_id), 0) FROM movement)
    RETURNING * INTO v_known;
    RETURN v_known.epoch;
END $$;

-- Lets go of events that are older than so many days; the newest of them marks from where on a watcher has missed nothing.
CREATE OR REPLACE FUNCTION forget_events(p_days integer) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = entrepot, pg_temp AS $$
DECLARE
    v_last text;
    v_gone bigint;
BEGIN
    -- Only what no running transaction can still add to.
    SELECT max(recorded_xid::text::numeric)::text INTO v_last FROM event
    WHERE recorded_at < clock_timestamp() - make_interval(days => p_days) AND recorded_xid < pg_snapshot_xmin(pg_current_snapshot());
    IF v_last IS NULL THEN
        RETURN 0;
    END IF;
    DELETE FROM event WHERE recorded_xid <= v_last::xid8;
    GET DIAGNOSTICS v_gone = ROW_COUNT;
    UPDATE instance SET events_from = (v_last::numeric + 1)::text::xid8 WHERE events_from <= v_last::xid8;
    RETURN v_gone;
END $$;
