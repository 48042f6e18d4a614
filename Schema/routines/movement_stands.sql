-- Whether a movement counts: nobody has reversed it, or the reversal was reversed in its turn.
CREATE OR REPLACE FUNCTION movement_stands(p_warehouse bigint, p_movement bigint) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = entrepot, pg_temp
AS $$
DECLARE
    v_movement bigint := p_movement;
    v_stands boolean := true;
BEGIN
    LOOP
        SELECT m.movement_id INTO v_movement FROM movement AS m WHERE m.warehouse_id = p_warehouse AND m.reverses_id = v_movement;
        IF NOT FOUND THEN
            RETURN v_stands;
        END IF;
        v_stands := NOT v_stands;
    END LOOP;
END $$;
