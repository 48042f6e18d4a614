-- Promises on stock. Balances are locked in the order (place_id, lot_id), as in post_movements.

-- Reserves, all or nothing; returns the lines that are not available, and nothing when all was reserved.
CREATE OR REPLACE FUNCTION reserve_stock(p_warehouse bigint, p_round bigint, p_needed_on date, p_held_for text,
    p_stop bigint[], p_place bigint[], p_lot bigint[], p_quantity bigint[])
RETURNS TABLE (place_id bigint, lot_id bigint, available bigint, wanted bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = entrepot, pg_temp
AS $$
#variable_conflict use_column
BEGIN
    PERFORM FROM balance AS b
    WHERE b.warehouse_id = p_warehouse
      AND (b.place_id, b.lot_id) IN (SELECT a.place, a.lot FROM unnest(p_place, p_lot) AS a (place, lot))
    ORDER BY b.place_id, b.lot_id FOR UPDATE;
    RETURN QUERY
        SELECT a.place, a.lot, coalesce(b.on_hand - b.reserved, 0), a.quantity
        FROM (SELECT place, lot, sum(quantity)::bigint AS quantity
              FROM unnest(p_place, p_lot, p_quantity) AS u (place, lot, quantity) GROUP BY place, lot) AS a
        LEFT JOIN balance AS b ON b.warehouse_id = p_warehouse AND b.place_id = a.place AND b.lot_id = a.lot
        WHERE coalesce(b.on_hand - b.reserved, 0) < a.quantity;
    IF FOUND THEN
        RETURN;
    END IF;
    UPDATE balance AS b SET reserved = b.reserved + a.quantity
    FROM (SELECT place, lot, sum(quantity)::bigint AS quantity
          FROM unnest(p_place, p_lot, p_quantity) AS u (place, lot, quantity) GROUP BY place, lot) AS a
    WHERE b.warehouse_id = p_warehouse AND b.place_id = a.place AND b.lot_id = a.lot;
    INSERT INTO reservation (warehouse_id, place_id, lot_id, quantity, round_id, stop_id, needed_on, held_for)
    SELECT p_warehouse, a.place, a.lot, a.quantity, p_round, a.stop, p_needed_on, p_held_for
    FROM unnest(p_stop, p_place, p_lot, p_quantity) AS a (stop, place, lot, quantity);
END $$;

-- Gives back every promise of a round (or those made for a named purpose); returns what was given back.
CREATE OR REPLACE FUNCTION release_stock(p_warehouse bigint, p_round bigint, p_held_for text)
RETURNS TABLE (place_id bigint, lot_id bigint, quantity bigint, stop_id bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = entrepot, pg_temp
AS $$
#variable_conflict use_column
BEGIN
    PERFORM FROM balance AS b
    WHERE b.warehouse_id = p_warehouse
      AND (b.place_id, b.lot_id) IN (SELECT r.place_id, r.lot_id FROM reservation AS r WHERE r.warehouse_id = p_warehouse
                                     AND (r.round_id = p_round OR (p_round IS NULL AND r.held_for = p_held_for)))
    ORDER BY b.place_id, b.lot_id FOR UPDATE;
    RETURN QUERY
        WITH gone AS (
            DELETE FROM reservation AS r WHERE r.warehouse_id = p_warehouse
                AND (r.round_id = p_round OR (p_round IS NULL AND r.held_for = p_held_for))
            RETURNING r.place_id, r.lot_id, r.quantity, r.stop_id),
        summed AS (SELECT g.place_id, g.lot_id, sum(g.quantity)::bigint AS quantity FROM gone AS g GROUP BY g.place_id, g.lot_id),
        freed AS (UPDATE balance AS b SET reserved = b.reserved - s.quantity FROM summed AS s
                  WHERE b.warehouse_id = p_warehouse AND b.place_id = s.place_id AND b.lot_id = s.lot_id)
        SELECT g.place_id, g.lot_id, g.quantity, g.stop_id FROM gone AS g;
END $$;
