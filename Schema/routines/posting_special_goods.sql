-- Goods with rules of their own, asked only when a movement touches them.

-- How many pieces of a serial number lie anywhere, the rows of balance named aside, and where one of them does. Whoever asks keeps others
-- from bringing the same number until the transaction ends.
CREATE OR REPLACE FUNCTION posting_serial_elsewhere(p_item bigint, p_serial text, p_warehouse bigint, p_place bigint[], p_lot bigint[])
RETURNS TABLE (pieces bigint, address text)
LANGUAGE plpgsql SET search_path = entrepot, pg_temp
AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(printed_name_lock(p_item, p_serial));
    RETURN QUERY
        SELECT coalesce(sum(b.on_hand), 0)::bigint, min(w.code || '/' || p.code)
        FROM (SELECT warehouse_id, lot_id FROM lot WHERE item_id = p_item AND lower(batch) = p_serial
              UNION SELECT warehouse_id, lot_id FROM lot WHERE item_id = p_item AND batch IS NULL AND lower(code) = p_serial) AS l
        JOIN balance AS b ON b.warehouse_id = l.warehouse_id AND b.lot_id = l.lot_id
        JOIN place AS p ON p.warehouse_id = b.warehouse_id AND p.place_id = b.place_id
        JOIN warehouse AS w ON w.warehouse_id = b.warehouse_id
        WHERE NOT (b.warehouse_id = p_warehouse AND (b.place_id, b.lot_id) IN (SELECT a.place, a.lot FROM unnest(p_place, p_lot) AS a (place, lot)));
END $$;

-- The round that still has a lot on board of the vehicle at a place; null when there is none. A round whose own vehicle it is takes from its
-- part of it, which its desk knows.
DROP FUNCTION IF EXISTS posting_round_on_board(bigint, bigint, bigint);
CREATE OR REPLACE FUNCTION posting_round_on_board(p_warehouse bigint, p_place bigint, p_lot bigint, p_round bigint) RETURNS bigint
LANGUAGE sql STABLE SET search_path = entrepot, pg_temp
AS $$
    SELECT min(r.round_id)
    FROM vehicle AS v JOIN round AS r ON r.warehouse_id = v.warehouse_id AND r.vehicle_id = v.vehicle_id AND r.state IN ('loading', 'underway', 'returned')
    WHERE v.warehouse_id = p_warehouse AND v.place_id = p_place
      AND (p_round IS NULL OR NOT EXISTS (
          SELECT FROM round AS own WHERE own.warehouse_id = p_warehouse AND own.round_id = p_round AND own.vehicle_id = v.vehicle_id))
      AND (SELECT sum(CASE WHEN x.to_place_id = p_place THEN x.quantity ELSE -x.quantity END)
           FROM movement AS m JOIN movement_line AS x ON x.warehouse_id = m.warehouse_id AND x.movement_id = m.movement_id
           WHERE m.warehouse_id = p_warehouse AND m.round_id = r.round_id AND x.lot_id = p_lot AND p_place IN (x.from_place_id, x.to_place_id)) > 0
$$;
