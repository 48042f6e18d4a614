-- A delivery that is closed has its note, and takes no line any more. The row is held while the line is written, so that whoever closes
-- the delivery at the same moment waits for the line or comes before it.
CREATE OR REPLACE FUNCTION receipt_is_of_an_open_delivery() RETURNS trigger LANGUAGE plpgsql SET search_path = entrepot, pg_temp AS $$
DECLARE
    v_closed timestamptz;
BEGIN
    SELECT closed_at INTO v_closed FROM delivery WHERE warehouse_id = NEW.warehouse_id AND delivery_id = NEW.delivery_id FOR SHARE;
    IF v_closed IS NOT NULL THEN
        RAISE EXCEPTION 'the delivery is closed' USING ERRCODE = 'check_violation', CONSTRAINT = 'receipt_is_of_an_open_delivery';
    END IF;
    RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS receipt_is_of_an_open_delivery ON receipt;
CREATE TRIGGER receipt_is_of_an_open_delivery BEFORE INSERT ON receipt
    FOR EACH ROW WHEN (NEW.delivery_id IS NOT NULL) EXECUTE FUNCTION receipt_is_of_an_open_delivery();

-- Closes a delivery and gives its note the next number of the warehouse; null when it was closed before. One at a time in a warehouse, so
-- that no number is left out.
CREATE OR REPLACE FUNCTION close_delivery(p_warehouse bigint, p_delivery bigint, p_actor text) RETURNS bigint
LANGUAGE plpgsql SET search_path = entrepot, pg_temp AS $$
DECLARE
    v_number bigint;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('goods received note', p_warehouse));
    UPDATE delivery SET closed_at = clock_timestamp(), closed_by = p_actor,
        note_number = (SELECT coalesce(max(d.note_number), 0) + 1 FROM delivery AS d WHERE d.warehouse_id = p_warehouse)
    WHERE warehouse_id = p_warehouse AND delivery_id = p_delivery AND closed_at IS NULL
    RETURNING note_number INTO v_number;
    RETURN v_number;
END $$;
