-- Whose clock. Nights end by the server's own clock, asked in this one place, so that a test can hold it still.
CREATE OR REPLACE FUNCTION clock_now() RETURNS timestamptz
LANGUAGE sql VOLATILE PARALLEL SAFE SET search_path = entrepot, pg_temp
AS $$ SELECT clock_timestamp() $$;

-- Whether nights have to wait: the clock leapt ahead and nobody accepted it, or it shows less than the books have seen.
-- Two minutes back are a clock being set by its time server.
CREATE OR REPLACE FUNCTION nights_are_held() RETURNS boolean
LANGUAGE sql VOLATILE SET search_path = entrepot, pg_temp
AS $$ SELECT coalesce(bool_or(leapt_to IS NOT NULL OR clock_now() < seen_at - interval '2 minutes'), true) FROM clock_mark $$;

-- Sealed is for ever: a report is sealed only when the database's clock says that its last day is over, and while that clock is trusted.
CREATE OR REPLACE FUNCTION report_is_sealed_after_its_days() RETURNS trigger LANGUAGE plpgsql SET search_path = entrepot, pg_temp AS $$
BEGIN
    IF NEW.until_on >= operational_day(NEW.warehouse_id, clock_now()) THEN
        RAISE EXCEPTION 'the days of a report are over before it is sealed' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'report_is_sealed_after_its_days';
    END IF;
    IF nights_are_held() THEN
        RAISE EXCEPTION 'no report is sealed by a clock in doubt' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'report_is_sealed_by_a_trusted_clock';
    END IF;
    RETURN NEW;
END $$;

DROP TRIGGER IF EXISTS report_is_sealed_after_its_days ON report_run;
CREATE TRIGGER report_is_sealed_after_its_days BEFORE UPDATE ON report_run
    FOR EACH ROW WHEN (NEW.state = 'sealed' AND OLD.state <> 'sealed') EXECUTE FUNCTION report_is_sealed_after_its_days();
DROP TRIGGER IF EXISTS report_begins_unsealed ON report_run;
CREATE TRIGGER report_begins_unsealed BEFORE INSERT ON report_run
    FOR EACH ROW WHEN (NEW.state = 'sealed') EXECUTE FUNCTION report_is_sealed_after_its_days();
