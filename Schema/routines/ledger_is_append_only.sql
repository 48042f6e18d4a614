-- What is in the books stays: a correction is a new movement that points at the old one.

CREATE OR REPLACE FUNCTION ledger_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the ledger is append-only' USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_is_append_only',
        HINT = 'Book a reversal or a correction instead.';
END $$;

DROP TRIGGER IF EXISTS ledger_is_append_only ON movement;
CREATE TRIGGER ledger_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON movement
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();
DROP TRIGGER IF EXISTS ledger_is_append_only ON movement_line;
CREATE TRIGGER ledger_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON movement_line
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();
DROP TRIGGER IF EXISTS ledger_is_append_only ON receipt;
CREATE TRIGGER ledger_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON receipt
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();
DROP TRIGGER IF EXISTS ledger_is_append_only ON audit;
CREATE TRIGGER ledger_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();
DROP TRIGGER IF EXISTS ledger_is_append_only ON catalogue_change;
CREATE TRIGGER ledger_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON catalogue_change
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();
DROP TRIGGER IF EXISTS ledger_is_append_only ON journal;
CREATE TRIGGER ledger_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();
DROP TRIGGER IF EXISTS ledger_is_append_only ON lot_inheritance;
CREATE TRIGGER ledger_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON lot_inheritance
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();
DROP TRIGGER IF EXISTS ledger_is_append_only ON lot_inheritance_value;
CREATE TRIGGER ledger_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON lot_inheritance_value
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();
DROP TRIGGER IF EXISTS ledger_is_append_only ON sorting;
CREATE TRIGGER ledger_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON sorting
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();
DROP TRIGGER IF EXISTS ledger_is_append_only ON donor_change;
CREATE TRIGGER ledger_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON donor_change
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();
DROP TRIGGER IF EXISTS ledger_is_append_only ON expected_arrival;
CREATE TRIGGER ledger_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON expected_arrival
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();
DROP TRIGGER IF EXISTS ledger_is_append_only ON lot_change;
CREATE TRIGGER ledger_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON lot_change
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();
DROP TRIGGER IF EXISTS ledger_is_append_only ON period;
CREATE TRIGGER ledger_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON period
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();
DROP TRIGGER IF EXISTS ledger_is_append_only ON spending;
CREATE TRIGGER ledger_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON spending
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();
DROP TRIGGER IF EXISTS ledger_is_append_only ON purchase_line;
CREATE TRIGGER ledger_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON purchase_line
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();
DROP TRIGGER IF EXISTS ledger_is_append_only ON exchange_rate;
CREATE TRIGGER ledger_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON exchange_rate
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();
DROP TRIGGER IF EXISTS ledger_is_append_only ON valuation;
CREATE TRIGGER ledger_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON valuation
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();
