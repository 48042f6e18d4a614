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
    -- The past: at the end of no operational day was there less than nothing.
    RETURN QUERY
        SELECT 'below zero on ' || min(e.day) FILTER (WHERE e.left_over < 0), e.place_id, e.lot_id, 0::bigint, min(e.left_over)
        FROM (SELECT d.place_id, d.lot_id, d.day, (sum(d.units) OVER (PARTITION BY d.place_id, d.lot_id ORDER BY d.day))::bigint AS left_over
              FROM (SELECT a.place_id, a.lot_id, operational_day(p_warehouse, a.occurred_at) AS day, sum(a.units) AS units
                    FROM (SELECT to_place_id AS place_id, lot_id, occurred_at, quantity AS units FROM movement_line WHERE warehouse_id = p_warehouse
                          UNION ALL
                          SELECT from_place_id, lot_id, occurred_at, -quantity FROM movement_line WHERE warehouse_id = p_warehouse) AS a
                    JOIN place AS p ON p.warehouse_id = p_warehouse AND p.place_id = a.place_id AND p.holds_stock
                    GROUP BY 1, 2, 3) AS d) AS e
        GROUP BY e.place_id, e.lot_id HAVING min(e.left_over) < 0;
    -- Reasons: every line goes a way of its reason, and leaves the quarantine with somebody's word. Movements from before the ways were pairs
    -- and the quarantine was a wall are left as they are.
    RETURN QUERY
        SELECT CASE WHEN NOT f.kind || '>' || t.kind = ANY (r.ways) THEN 'way of ' || m.reason ELSE 'out of the quarantine' END,
               l.from_place_id, l.lot_id, m.movement_id, l.quantity
        FROM movement AS m
        JOIN movement_reason AS r ON r.reason = m.reason
        JOIN movement_line AS l ON l.warehouse_id = p_warehouse AND l.movement_id = m.movement_id
        JOIN place AS f ON f.warehouse_id = p_warehouse AND f.place_id = l.from_place_id
        JOIN place AS t ON t.warehouse_id = p_warehouse AND t.place_id = l.to_place_id
        WHERE m.warehouse_id = p_warehouse AND m.recorded_at > coalesce((SELECT ran_at FROM schema_migration WHERE number = 5), '-infinity')
          AND (NOT f.kind || '>' || t.kind = ANY (r.ways)
               OR (m.approver IS NULL AND f.kind = 'quarantine' AND (m.reason = 'released' OR (t.holds_stock AND t.kind <> 'quarantine'))));
    -- Somebody said each of them; what the program books beside is said by whoever said its cause.
    RETURN QUERY
        SELECT 'actor'::text, NULL::bigint, NULL::bigint, m.movement_id, m.because_id
        FROM movement AS m LEFT JOIN movement AS c ON c.warehouse_id = p_warehouse AND c.movement_id = m.because_id
        WHERE m.warehouse_id = p_warehouse AND (btrim(m.actor) = '' OR m.actor IS DISTINCT FROM coalesce(c.actor, m.actor));
    -- Receipts: as much as the lines brought, and the value of a movement divided over its lots as it was when it came in.
    RETURN QUERY
        SELECT 'receipt'::text, NULL::bigint, r.lot_id, r.quantity, coalesce(l.quantity, 0)
        FROM receipt AS r
        LEFT JOIN LATERAL (SELECT sum(x.quantity)::bigint AS quantity FROM movement_line AS x
                           WHERE x.warehouse_id = p_warehouse AND x.movement_id = r.movement_id AND x.lot_id = r.lot_id) AS l ON true
        WHERE r.warehouse_id = p_warehouse AND r.quantity IS DISTINCT FROM l.quantity;
    RETURN QUERY
        SELECT 'value of a receipt'::text, NULL::bigint, a.lot_id, a.value_minor,
               (div(a.value * a.upto, a.total) - div(a.value * (a.upto - a.quantity), a.total))::bigint
        FROM (SELECT lot_id, quantity, value_minor, sum(value_minor) OVER m AS value, sum(quantity) OVER m AS total,
                     sum(quantity) OVER (PARTITION BY movement_id ORDER BY lot_id) AS upto, min(currency) OVER m AS least, max(currency) OVER m AS greatest
              FROM receipt WHERE warehouse_id = p_warehouse AND value_minor IS NOT NULL WINDOW m AS (PARTITION BY movement_id)) AS a
        WHERE a.least <> a.greatest OR a.value_minor <> div(a.value * a.upto, a.total) - div(a.value * (a.upto - a.quantity), a.total);
    -- Goods between warehouses: what left for one has a destination, and what came in from one was announced and is as much.
    RETURN QUERY
        SELECT 'sent nowhere'::text, NULL::bigint, NULL::bigint, m.movement_id, NULL::bigint
        FROM movement AS m
        WHERE m.warehouse_id = p_warehouse AND m.reason = 'sent'
          AND NOT EXISTS (SELECT FROM transit AS t WHERE t.warehouse_id = p_warehouse AND t.movement_id = m.movement_id);
    RETURN QUERY
        SELECT 'arrival'::text, NULL::bigint, l.lot_id, coalesce(t.units, 0), a.units
        FROM (SELECT x.lot_id, sum(CASE WHEN f.kind = 'transit' THEN x.quantity ELSE -x.quantity END)::bigint AS units
              FROM movement_line AS x
              JOIN place AS f ON f.warehouse_id = p_warehouse AND f.place_id = x.from_place_id
              JOIN place AS p ON p.warehouse_id = p_warehouse AND p.place_id = x.to_place_id
              JOIN movement AS m ON m.warehouse_id = p_warehouse AND m.movement_id = x.movement_id
              LEFT JOIN movement AS o ON o.warehouse_id = p_warehouse AND o.movement_id = coalesce(m.reverses_id, m.corrects_id)
              WHERE x.warehouse_id = p_warehouse AND 'transit' IN (f.kind, p.kind) AND coalesce(o.reason, m.reason) <> 'sent'
              GROUP BY x.lot_id) AS a
        JOIN lot AS l ON l.warehouse_id = p_warehouse AND l.lot_id = a.lot_id
        LEFT JOIN LATERAL (SELECT sum(t.received + t.lost)::bigint AS units FROM transit_arrival AS t
                           WHERE t.warehouse_id = p_warehouse AND t.from_warehouse_id = l.origin_warehouse_id AND t.from_lot_id = l.origin_lot_id) AS t ON true
        WHERE a.units <> coalesce(t.units, 0)
          -- What was received before the lots of one sending were one is spread over several.
          AND NOT EXISTS (SELECT FROM lot AS other WHERE other.warehouse_id = p_warehouse AND other.origin_warehouse_id = l.origin_warehouse_id
                          AND other.origin_lot_id = l.origin_lot_id AND other.lot_id <> l.lot_id);
    -- Goods that changed owner: it is kept between whom.
    RETURN QUERY
        SELECT 'lent by nobody'::text, NULL::bigint, NULL::bigint, m.movement_id, NULL::bigint
        FROM movement AS m
        WHERE m.warehouse_id = p_warehouse
          AND ((m.reason = 'lent' AND NOT EXISTS (SELECT FROM loan AS o WHERE o.warehouse_id = p_warehouse AND o.movement_id = m.movement_id))
               OR (m.reason = 'borrowed_back'
                   AND NOT EXISTS (SELECT FROM settlement AS s WHERE s.warehouse_id = p_warehouse AND s.movement_id = m.movement_id)));
    -- What is owed is derived from the movements, and is never less than nothing.
    RETURN QUERY
        SELECT 'settled more than owed'::text, NULL::bigint, NULL::bigint, 0::bigint, d.owed
        FROM seen_debt AS d WHERE d.warehouse_id = p_warehouse AND d.owed < 0;
    -- One serial number, one piece, one place.
    RETURN QUERY
        SELECT 'serial number'::text, NULL::bigint, min(l.lot_id), sum(b.on_hand)::bigint, 1::bigint
        FROM item AS i
        JOIN lot AS l ON l.item_id = i.item_id
        JOIN balance AS b ON b.warehouse_id = l.warehouse_id AND b.lot_id = l.lot_id
        WHERE i.serial
        GROUP BY i.item_id, lower(coalesce(l.batch, l.code))
        HAVING sum(b.on_hand) > 1 AND p_warehouse = ANY (array_agg(l.warehouse_id));
    -- The workshop: of what went in everything came out again, as other goods or as waste; of a sorting that goes on no more than went in.
    RETURN QUERY
        WITH standing AS (
            SELECT m.movement_id, coalesce(s.sorting_id, m.movement_id) AS work_id, s.sorting_id IS NOT NULL AS goes_on
            FROM movement AS m LEFT JOIN sorting AS s ON s.warehouse_id = p_warehouse AND s.movement_id = m.movement_id
            WHERE m.warehouse_id = p_warehouse AND m.reason IN ('sorted', 'assembled', 'broken_up', 'lent', 'borrowed_back') AND movement_stands(p_warehouse, m.movement_id)),
        moved AS (
            SELECT w.work_id, x.movement_id, x.lot_id, x.quantity, f.holds_stock AS goes_in, t.holds_stock AS comes_out
            FROM standing AS w
            JOIN movement_line AS x ON x.warehouse_id = p_warehouse AND x.movement_id = w.movement_id
            JOIN place AS f ON f.warehouse_id = p_warehouse AND f.place_id = x.from_place_id
            JOIN place AS t ON t.warehouse_id = p_warehouse AND t.place_id = x.to_place_id),
        made AS (
            SELECT w.work_id, i.* FROM standing AS w
            JOIN lot_inheritance AS i ON i.warehouse_id = p_warehouse AND i.movement_id = w.movement_id),
        went_in AS (
            SELECT coalesce(a.work_id, b.work_id) AS work_id, coalesce(a.lot_id, b.lot_id) AS lot_id, coalesce(a.units, 0) AS units, coalesce(b.units, 0) AS told
            FROM (SELECT work_id, lot_id, sum(quantity) AS units FROM moved WHERE goes_in GROUP BY 1, 2) AS a
            FULL JOIN (SELECT work_id, from_lot_id AS lot_id, sum(from_quantity) AS units FROM made GROUP BY 1, 2) AS b USING (work_id, lot_id)),
        came_out AS (
            SELECT coalesce(a.movement_id, b.movement_id) AS movement_id, coalesce(a.lot_id, b.lot_id) AS lot_id,
                   coalesce(a.units, 0) AS units, coalesce(b.units, 0) AS told
            FROM (SELECT movement_id, lot_id, sum(quantity) AS units FROM moved WHERE comes_out GROUP BY 1, 2) AS a
            FULL JOIN (SELECT movement_id, to_lot_id AS lot_id, sum(to_quantity) AS units FROM made WHERE to_lot_id IS NOT NULL GROUP BY 1, 2) AS b
                USING (movement_id, lot_id)),
        wasted AS (
            SELECT coalesce(a.movement_id, b.movement_id) AS movement_id, coalesce(a.lot_id, b.lot_id) AS lot_id,
                   coalesce(a.units, 0) AS units, coalesce(b.units, 0) AS told
            FROM (SELECT movement_id, lot_id, sum(quantity) AS units FROM moved WHERE NOT goes_in AND NOT comes_out GROUP BY 1, 2) AS a
            FULL JOIN (SELECT movement_id, from_lot_id AS lot_id, sum(from_quantity) AS units FROM made WHERE to_lot_id IS NULL GROUP BY 1, 2) AS b
                USING (movement_id, lot_id))
        SELECT 'workshop'::text, NULL::bigint, a.lot_id, a.told::bigint, a.units::bigint FROM went_in AS a
        WHERE a.told > a.units OR (a.told < a.units AND NOT EXISTS (SELECT FROM standing AS w WHERE w.work_id = a.work_id AND w.goes_on))
        UNION ALL
        SELECT 'out of the workshop', NULL, a.lot_id, a.told::bigint, a.units::bigint FROM came_out AS a WHERE a.told <> a.units
        UNION ALL
        SELECT 'waste of the workshop', NULL, a.lot_id, a.told::bigint, a.units::bigint FROM wasted AS a WHERE a.told <> a.units;
    -- What goods became is worth no more than they were. What was taken back and done again may have been worth more for a while.
    RETURN QUERY
        SELECT 'inherited value'::text, NULL::bigint, e.lot_id, sum(-e.value_minor) FILTER (WHERE e.kind = 'passed_on'
                   AND NOT EXISTS (SELECT FROM movement AS r WHERE r.warehouse_id = p_warehouse AND r.reverses_id = e.movement_id))::bigint,
               sum(e.value_minor) FILTER (WHERE e.kind <> 'passed_on')::bigint
        FROM value_entry AS e
        WHERE e.warehouse_id = p_warehouse
        GROUP BY e.lot_id, e.grant_id, e.currency
        HAVING coalesce(sum(-e.value_minor) FILTER (WHERE e.kind = 'passed_on'
                   AND NOT EXISTS (SELECT FROM movement AS r WHERE r.warehouse_id = p_warehouse AND r.reverses_id = e.movement_id)), 0)
            > coalesce(sum(e.value_minor) FILTER (WHERE e.kind <> 'passed_on'), 0);
END $$;
