-- Re-derives everything that is kept beside the lines; one row per fault, and none when the books are sound.
CREATE OR REPLACE FUNCTION verify_books(p_warehouse bigint)
RETURNS TABLE (fault text, place_id bigint, lot_id bigint, booked bigint, derived bigint)
LANGUAGE plpgsql STABLE SET search_path = entrepot, pg_temp
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
        SELECT 'balance'::text, coalesce(d.place_id, b.place_id), coalesce(d.lot_id, b.lot_id), coalesce(b.on_hand, 0), coalesce(d.on_hand, 0)
        FROM (SELECT a.place_id, a.lot_id, sum(a.quantity)::bigint AS on_hand
              FROM (SELECT to_place_id AS place_id, lot_id, quantity FROM movement_line WHERE warehouse_id = p_warehouse
                    UNION ALL
                    SELECT from_place_id, lot_id, -quantity FROM movement_line WHERE warehouse_id = p_warehouse) AS a
              JOIN place AS p ON p.warehouse_id = p_warehouse AND p.place_id = a.place_id AND p.holds_stock
              GROUP BY a.place_id, a.lot_id HAVING sum(a.quantity) <> 0) AS d
        FULL JOIN (SELECT place_id, lot_id, on_hand FROM balance WHERE warehouse_id = p_warehouse) AS b
            ON b.place_id = d.place_id AND b.lot_id = d.lot_id
        WHERE coalesce(b.on_hand, 0) <> coalesce(d.on_hand, 0) OR b.on_hand = 0;
    RETURN QUERY
        SELECT 'reserved'::text, coalesce(b.place_id, r.place_id), coalesce(b.lot_id, r.lot_id), coalesce(b.reserved, 0), coalesce(r.reserved, 0)
        FROM (SELECT place_id, lot_id, reserved FROM balance WHERE warehouse_id = p_warehouse AND reserved <> 0) AS b
        FULL JOIN (SELECT place_id, lot_id, sum(quantity)::bigint AS reserved FROM reservation WHERE warehouse_id = p_warehouse
                   GROUP BY place_id, lot_id) AS r ON r.place_id = b.place_id AND r.lot_id = b.lot_id
        WHERE coalesce(b.reserved, 0) <> coalesce(r.reserved, 0);
    RETURN QUERY
        SELECT 'movement without lines'::text, NULL::bigint, NULL::bigint, m.movement_id, 0::bigint
        FROM movement AS m WHERE m.warehouse_id = p_warehouse
          AND NOT EXISTS (SELECT FROM movement_line AS l WHERE l.warehouse_id = p_warehouse AND l.movement_id = m.movement_id);
    RETURN QUERY
        SELECT 'time of a line'::text, NULL::bigint, l.lot_id, l.movement_id, 0::bigint
        FROM movement_line AS l JOIN movement AS m ON m.warehouse_id = p_warehouse AND m.movement_id = l.movement_id
        WHERE l.warehouse_id = p_warehouse AND l.occurred_at <> m.occurred_at;
    RETURN QUERY
        SELECT 'position'::text, NULL::bigint, NULL::bigint, b.last_position, j.held
        FROM warehouse_books AS b
        CROSS JOIN LATERAL (SELECT count(*) AS held, coalesce(max(position), 0) AS newest FROM journal WHERE warehouse_id = p_warehouse) AS j
        WHERE b.warehouse_id = p_warehouse AND (j.held <> j.newest OR j.newest <> b.last_position);
    RETURN QUERY
        SELECT 'snapshot'::text, coalesce(s.place_id, d.place_id), coalesce(s.lot_id, d.lot_id), coalesce(s.on_hand, 0), coalesce(d.on_hand, 0)
        FROM (SELECT x.as_of, y.place_id, y.lot_id, y.on_hand FROM snapshot AS x JOIN balance_snapshot AS y USING (warehouse_id, as_of)
              WHERE x.warehouse_id = p_warehouse AND y.on_hand <> 0) AS s
        FULL JOIN (SELECT x.as_of, a.place_id, a.lot_id, sum(a.quantity)::bigint AS on_hand
              FROM snapshot AS x
              JOIN (SELECT to_place_id AS place_id, lot_id, quantity, occurred_at FROM movement_line WHERE warehouse_id = p_warehouse
                    UNION ALL
                    SELECT from_place_id, lot_id, -quantity, occurred_at FROM movement_line WHERE warehouse_id = p_warehouse) AS a
                ON a.occurred_at < x.as_of
              JOIN place AS p ON p.warehouse_id = p_warehouse AND p.place_id = a.place_id AND p.holds_stock
              WHERE x.warehouse_id = p_warehouse
              GROUP BY x.as_of, a.place_id, a.lot_id HAVING sum(a.quantity) <> 0) AS d
            ON d.as_of = s.as_of AND d.place_id = s.place_id AND d.lot_id = s.lot_id
        WHERE coalesce(s.on_hand, 0) <> coalesce(d.on_hand, 0);
    -- Goods between warehouses: what arrived must have been sent, and as much.
    RETURN QUERY
        SELECT 'transit'::text, NULL::bigint, t.from_lot_id, t.sent, coalesce(s.quantity, 0)
        FROM transit_arrival AS t
        LEFT JOIN LATERAL (SELECT sum(l.quantity)::bigint AS quantity FROM movement_line AS l
                           WHERE l.warehouse_id = t.from_warehouse_id AND l.movement_id = t.from_movement_id AND l.lot_id = t.from_lot_id) AS s ON true
        WHERE t.warehouse_id = p_warehouse AND t.sent <> coalesce(s.quantity, 0);
END $$;
