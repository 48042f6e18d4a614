-- What waits for somebody to look at it, and when it waits no longer.

-- Whether a movement was taken back and that stands: its reversal may itself have been reversed.
CREATE OR REPLACE FUNCTION is_taken_back(p_warehouse bigint, p_movement bigint) RETURNS boolean
LANGUAGE sql STABLE SET search_path = entrepot, pg_temp
AS $$
    WITH RECURSIVE chain AS (
        SELECT movement_id, 1 AS depth FROM movement WHERE warehouse_id = p_warehouse AND reverses_id = p_movement
        UNION ALL
        SELECT m.movement_id, c.depth + 1 FROM chain AS c JOIN movement AS m ON m.warehouse_id = p_warehouse AND m.reverses_id = c.movement_id)
    SELECT coalesce(max(depth), 0) % 2 = 1 FROM chain
$$;

-- What of an exception still waits for somebody: nothing once it was explained, or once the movement it is about was taken back; less when
-- a correction that stands took part of it back. The units are of its lot at its place; a movement that is to be reviewed waits as a whole.
CREATE OR REPLACE FUNCTION exception_left(p_exception ledger_exception) RETURNS bigint
LANGUAGE sql STABLE SET search_path = entrepot, pg_temp
AS $$
    SELECT CASE
        WHEN p_exception.explained_at IS NOT NULL OR is_taken_back(p_exception.warehouse_id, p_exception.movement_id) THEN 0
        ELSE greatest(0, least(p_exception.quantity, (
            SELECT abs(coalesce(sum(CASE WHEN x.to_place_id = p_exception.place_id THEN x.quantity
                                         WHEN x.from_place_id = p_exception.place_id THEN -x.quantity END), 0))
            FROM movement AS m JOIN movement_line AS x ON x.warehouse_id = m.warehouse_id AND x.movement_id = m.movement_id
            WHERE m.warehouse_id = p_exception.warehouse_id
              AND (m.movement_id = p_exception.movement_id
                   OR (m.corrects_id = p_exception.movement_id AND NOT is_taken_back(m.warehouse_id, m.movement_id)))
              AND (x.lot_id = p_exception.lot_id
                   -- A large loss waits item by item.
                   OR (p_exception.kind = 'review' AND EXISTS (
                       SELECT FROM lot AS a JOIN lot AS b ON b.item_id = a.item_id AND b.warehouse_id = a.warehouse_id
                       WHERE a.warehouse_id = p_exception.warehouse_id AND a.lot_id = p_exception.lot_id AND b.lot_id = x.lot_id))
                   -- A correction may put other goods in the place of those that were said.
                   OR NOT EXISTS (SELECT FROM movement_line AS o WHERE o.warehouse_id = p_exception.warehouse_id
                                  AND o.movement_id = p_exception.movement_id AND o.lot_id = x.lot_id)))::bigint))
    END
$$;
