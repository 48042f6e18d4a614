-- Gives every movement whose transaction is older than all running ones its dense position in the books; returns the newest.
-- A transaction that commits late can therefore never slip in behind a position that somebody has read.
CREATE OR REPLACE FUNCTION assign_positions(p_warehouse bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = entrepot, pg_temp
AS $$
DECLARE
    v_below xid8;
    v_from xid8;
    v_last bigint;
    v_new bigint;
BEGIN
    SELECT positioned_below, last_position INTO v_from, v_last
    FROM warehouse_books WHERE warehouse_id = p_warehouse FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    v_below := pg_snapshot_xmin(pg_current_snapshot());
    INSERT INTO journal (warehouse_id, position, movement_id)
    SELECT p_warehouse, v_last + row_number() OVER (ORDER BY recorded_xid, movement_id), movement_id
    FROM movement
    WHERE warehouse_id = p_warehouse AND recorded_xid >= v_from AND recorded_xid < v_below
      -- Numbers of transactions of another cluster, from before the books were restored, say nothing here.
      AND movement_id > (SELECT movements_before FROM instance);
    GET DIAGNOSTICS v_new = ROW_COUNT;
    IF v_new > 0 OR v_below > v_from THEN
        UPDATE warehouse_books SET positioned_below = v_below, last_position = v_last + v_new WHERE warehouse_id = p_warehouse;
    END IF;
    RETURN v_last + v_new;
END $$;
