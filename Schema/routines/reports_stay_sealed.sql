-- A sealed report and its files are never changed; the only thing that can still happen to it is a later revision.

CREATE OR REPLACE FUNCTION report_stays_sealed() RETURNS trigger LANGUAGE plpgsql SET search_path = entrepot, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.state = 'sealed' AND NEW.state = 'superseded'
        AND to_jsonb(NEW) - 'state' = to_jsonb(OLD) - 'state' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a sealed report stays as it is' USING ERRCODE = 'check_violation', CONSTRAINT = 'report_stays_sealed',
        HINT = 'Run the report again: what changed goes into a new revision.';
END $$;

CREATE OR REPLACE FUNCTION report_file_stays_sealed() RETURNS trigger LANGUAGE plpgsql SET search_path = entrepot, pg_temp AS $$
BEGIN
    -- A file may come and go while its report is not sealed.
    IF EXISTS (SELECT FROM report_run WHERE warehouse_id = coalesce(NEW.warehouse_id, OLD.warehouse_id)
               AND report_id = coalesce(NEW.report_id, OLD.report_id) AND state IN ('sealed', 'superseded')) THEN
        RAISE EXCEPTION 'a sealed report stays as it is' USING ERRCODE = 'check_violation', CONSTRAINT = 'report_stays_sealed',
            HINT = 'Run the report again: what changed goes into a new revision.';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;

CREATE OR REPLACE FUNCTION reports_are_not_emptied() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a sealed report stays as it is' USING ERRCODE = 'check_violation', CONSTRAINT = 'report_stays_sealed';
END $$;

DROP TRIGGER IF EXISTS report_stays_sealed ON report_run;
CREATE TRIGGER report_stays_sealed BEFORE UPDATE OR DELETE ON report_run
    FOR EACH ROW WHEN (OLD.state IN ('sealed', 'superseded')) EXECUTE FUNCTION report_stays_sealed();
DROP TRIGGER IF EXISTS reports_are_not_emptied ON report_run;
CREATE TRIGGER reports_are_not_emptied BEFORE TRUNCATE ON report_run
    FOR EACH STATEMENT EXECUTE FUNCTION reports_are_not_emptied();
DROP TRIGGER IF EXISTS ledger_is_append_only ON report_file;
DROP TRIGGER IF EXISTS report_file_stays_sealed ON report_file;
CREATE TRIGGER report_file_stays_sealed BEFORE INSERT OR UPDATE OR DELETE ON report_file
    FOR EACH ROW EXECUTE FUNCTION report_file_stays_sealed();
DROP TRIGGER IF EXISTS reports_are_not_emptied ON report_file;
CREATE TRIGGER reports_are_not_emptied BEFORE TRUNCATE ON report_file
    FOR EACH STATEMENT EXECUTE FUNCTION reports_are_not_emptied();
