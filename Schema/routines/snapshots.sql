-- Snapshots of balances at the beginning of a month, so that looking back a year reads half a month of lines at most.

CREATE OR REPLACE FUNCTION snapshot_lock(p_warehouse bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE AS $$ SELECT 4919131752989213764 # p_warehouse $$;

-- Keeps everybody from booking into the past until the transaction ends: entries of the past hold it shared.
CREATE OR REPLACE FUNCTION hold_the_past(p_warehouse bigint) RETURNS void
LANGUAGE sql VOLATILE SET search_path = entrepot, pg_temp AS $$ SELECT pg_advisory_xact_lock(snapshot_lock(p_warehouse)) $$;

-- What is on hand of each lot at a place, locked in the order that postings lock.
CREATE OR REPLACE FUNCTION lock_balances(p_warehouse bigint, p_place bigint) RETURNS TABLE (lot_id bigint, on_hand bigint)
LANGUAGE sql SECURITY DEFINER SET search_path = entrepot, pg_temp
AS $$
    SELECT b.lot_id, b.on_hand FROM balance AS b WHERE b.warehouse_id = p_warehouse AND b.place_id = p_place ORDER BY b.place_id, b.lot_id FOR UPDATE
$$;

-- What was where at an instant, by when things happened (not by when they were recorded).
CREATE OR REPLACE FUNCTION stock_as_of(p_warehouse bigint, p_at timestamptz)
RETURNS TABLE (place_id bigint, lot_id bigint, on_hand bigint)
LANGUAGE plpgsql STABLE SET search_path = entrepot, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    v_before timestamptz;
    v_after timestamptz;
    -- A bound that is computed where it is compared would not be looked up in the index under the rules of who reads.
    v_until timestamptz;
BEGIN
    SELECT max(as_of) INTO v_before FROM snapshot WHERE warehouse_id = p_warehouse AND as_of <= p_at;
    SELECT min(as_of) INTO v_after FROM snapshot WHERE warehouse_id = p_warehouse AND as_of > p_at;
    v_until := coalesce(v_after, 'infinity');
    IF v_before IS NOT NULL AND p_at - v_before < coalesce(v_after, clock_timestamp()) - p_at THEN
        -- Forward from the snapshot before.
        RETURN QUERY
            SELECT a.place_id, a.lot_id, sum(a.on_hand)::bigint
            FROM (SELECT place_id, lot_id, on_hand FROM balance_snapshot WHERE warehouse_id = p_warehouse AND as_of = v_before
                  UNION ALL
                  SELECT to_place_id, lot_id, quantity FROM movement_line
                  WHERE warehouse_id = p_warehouse AND occurred_at >= v_before AND occurred_at <= p_at
                  UNION ALL
                  SELECT from_place_id, lot_id, -quantity FROM movement_line
                  WHERE warehouse_id = p_warehouse AND occurred_at >= v_before AND occurred_at <= p_at) AS a
            JOIN place AS p ON p.warehouse_id = p_warehouse AND p.place_id = a.place_id AND p.holds_stock
            GROUP BY a.place_id, a.lot_id HAVING sum(a.on_hand) <> 0;
    ELSE
        -- Back from the snapshot after, or from today.
        RETURN QUERY
            SELECT a.place_id, a.lot_id, sum(a.on_hand)::bigint
            FROM (SELECT place_id, lot_id, on_hand FROM balance_snapshot WHERE warehouse_id = p_warehouse AND as_of = v_after
                  UNION ALL
                  SELECT place_id, lot_id, on_hand FROM balance WHERE warehouse_id = p_warehouse AND v_after IS NULL
                  UNION ALL
                  SELECT to_place_id, lot_id, -quantity FROM movement_line
                  WHERE warehouse_id = p_warehouse AND occurred_at > p_at AND occurred_at < v_until
                  UNION ALL
                  SELECT from_place_id, lot_id, quantity FROM movement_line
                  WHERE warehouse_id = p_warehouse AND occurred_at > p_at AND occurred_at < v_until) AS a
            JOIN place AS p ON p.warehouse_id = p_warehouse AND p.place_id = a.place_id AND p.holds_stock
            GROUP BY a.place_id, a.lot_id HAVING sum(a.on_hand) <> 0;
    END IF;
END $$;

-- Takes the snapshot just before an instant that lies at least a day back; returns whether there was none yet.
CREATE OR REPLACE FUNCTION take_snapshot(p_warehouse bigint, p_as_of timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = entrepot, pg_temp
AS $$
BEGIN
    IF p_as_of > clock_timestamp() - interval '1 day' THEN
        RAISE EXCEPTION 'too young for a snapshot' USING ERRCODE = 'check_violation', CONSTRAINT = 'snapshot_is_a_day_old',
            HINT = 'Entries of today must not reach into a snapshot unseen.';
    END IF;
    PERFORM hold_the_past(p_warehouse);
    INSERT INTO snapshot (warehouse_id, as_of) VALUES (p_warehouse, p_as_of) ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    -- The row just made must not serve as its own source.
    DELETE FROM snapshot WHERE warehouse_id = p_warehouse AND as_of = p_as_of;
    INSERT INTO balance_snapshot (warehouse_id, as_of, place_id, lot_id, on_hand)
    SELECT p_warehouse, p_as_of, place_id, lot_id, on_hand FROM stock_as_of(p_warehouse, p_as_of - interval '1 microsecond');
    INSERT INTO snapshot (warehouse_id, as_of) VALUES (p_warehouse, p_as_of);
    UPDATE warehouse_books SET snapshot_until = greatest(snapshot_until, p_as_of) WHERE warehouse_id = p_warehouse;
    RETURN true;
END $$;

-- Carries entries of the past into the snapshots taken after their date.
CREATE OR REPLACE FUNCTION amend_snapshots(p_warehouse bigint, p_movements bigint[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = entrepot, pg_temp
AS $$
    INSERT INTO balance_snapshot (warehouse_id, as_of, place_id, lot_id, on_hand)
    SELECT p_warehouse, s.as_of, a.place_id, a.lot_id, sum(a.delta)
    FROM (SELECT to_place_id AS place_id, lot_id, quantity AS delta, occurred_at FROM movement_line
          WHERE warehouse_id = p_warehouse AND movement_id = ANY (p_movements)
          UNION ALL
          SELECT from_place_id, lot_id, -quantity, occurred_at FROM movement_line
          WHERE warehouse_id = p_warehouse AND movement_id = ANY (p_movements)) AS a
    JOIN place AS p ON p.warehouse_id = p_warehouse AND p.place_id = a.place_id AND p.holds_stock
    JOIN snapshot AS s ON s.warehouse_id = p_warehouse AND s.as_of > a.occurred_at
    GROUP BY s.as_of, a.place_id, a.lot_id HAVING sum(a.delta) <> 0
    ORDER BY s.as_of, a.place_id, a.lot_id
    ON CONFLICT (warehouse_id, as_of, place_id, lot_id) DO UPDATE SET on_hand = balance_snapshot.on_hand + excluded.on_hand
$$;
