-- What follows from a movement that was accepted; each called by post_movements only when there is something to do.

-- The movements that the program books beside those of people: shortfalls from what was found, the other half of a late sheet after a
-- count, and the opposite of both. `p_also` are {movement, id, reason, lot, from, to, units, count, note, at, reverses, corrects}, `p_id` and
-- `p_actor` stand by movement.
CREATE OR REPLACE FUNCTION posting_write_also(p_warehouse bigint, p_now timestamptz, p_also jsonb[], p_id bigint[], p_actor text[]) RETURNS void
LANGUAGE plpgsql SET search_path = entrepot, pg_temp
AS $$
BEGIN
    INSERT INTO movement (warehouse_id, movement_id, reason, occurred_at, recorded_at, actor, note, because_id, stock_count_id, reverses_id, corrects_id)
    SELECT p_warehouse, a.id, a.reason, a.at, p_now, p_actor[a.movement], a.note, p_id[a.movement], a.count, a.reverses, a.corrects
    FROM unnest(p_also) AS u (own), jsonb_to_record(u.own)
        AS a (movement integer, id bigint, reason text, note text, count bigint, at timestamptz, reverses bigint, corrects bigint);
    INSERT INTO movement_line (warehouse_id, movement_id, line_number, lot_id, from_place_id, to_place_id, quantity, occurred_at)
    SELECT p_warehouse, a.id, 1, a.lot, a."from", a."to", a.units, a.at
    FROM unnest(p_also) AS u (own), jsonb_to_record(u.own) AS a (id bigint, lot bigint, "from" bigint, "to" bigint, units bigint, at timestamptz);
    INSERT INTO ledger_exception (warehouse_id, kind, movement_id, place_id, lot_id, quantity, reason)
    SELECT p_warehouse, 'shortfall', a.id, a."to", a.lot, a.units, a.note
    FROM unnest(p_also) AS u (own), jsonb_to_record(u.own) AS a (id bigint, reason text, lot bigint, "to" bigint, units bigint, note text)
    WHERE a.reason = 'unexplained';
END $$;

-- The promises that facts broke, the latest round first. `p_broken` are {movement, place, lot, units}; returns what was taken from whom.
CREATE OR REPLACE FUNCTION posting_break_promises(p_warehouse bigint, p_broken jsonb[], p_id bigint[])
RETURNS TABLE (movement integer, released jsonb)
LANGUAGE plpgsql SET search_path = entrepot, pg_temp
AS $$
DECLARE
    broken record;
    promise record;
    v_missing bigint;
    v_part bigint;
BEGIN
    FOR broken IN
        SELECT a.movement, a.place, a.lot, a.units
        FROM unnest(p_broken) WITH ORDINALITY AS u (one, n), jsonb_to_record(u.one) AS a (movement integer, place bigint, lot bigint, units bigint)
        ORDER BY u.n
    LOOP
        v_missing := broken.units;
        FOR promise IN
            SELECT reservation_id, round_id, stop_id, quantity, held_for FROM reservation
            WHERE warehouse_id = p_warehouse AND place_id = broken.place AND lot_id = broken.lot
            ORDER BY needed_on DESC NULLS FIRST, round_id DESC, reservation_id DESC FOR UPDATE
        LOOP
            EXIT WHEN v_missing = 0;
            v_part := least(v_missing, promise.quantity);
            IF v_part = promise.quantity THEN
                DELETE FROM reservation WHERE warehouse_id = p_warehouse AND reservation_id = promise.reservation_id;
            ELSE
                UPDATE reservation SET quantity = quantity - v_part
                WHERE warehouse_id = p_warehouse AND reservation_id = promise.reservation_id;
            END IF;
            INSERT INTO reservation_release (warehouse_id, round_id, stop_id, place_id, lot_id, quantity, movement_id)
            VALUES (p_warehouse, promise.round_id, promise.stop_id, broken.place, broken.lot, v_part, p_id[broken.movement]);
            movement := broken.movement;
            released := jsonb_build_object('round', promise.round_id, 'for', promise.held_for, 'lot', broken.lot, 'quantity', v_part);
            RETURN NEXT;
            v_missing := v_missing - v_part;
        END LOOP;
    END LOOP;
END $$;

-- What waits for somebody to look at it: every line that nobody can explain, and the movements that are to be reviewed, item by item.
CREATE OR REPLACE FUNCTION posting_write_exceptions(p_warehouse bigint, p_id bigint[], p_reason text[], p_extra jsonb[],
    p_line_movement integer[], p_line_lot bigint[], p_line_from bigint[], p_line_to bigint[], p_line_quantity bigint[]) RETURNS void
LANGUAGE plpgsql SET search_path = entrepot, pg_temp
AS $$
BEGIN
    INSERT INTO ledger_exception (warehouse_id, kind, movement_id, place_id, lot_id, quantity, reason)
    SELECT p_warehouse, 'unexplained', p_id[a.m], CASE WHEN p.holds_stock THEN a.f ELSE a.t END, a.lot, a.q,
           coalesce(p_extra[a.m] ->> 'note', 'unexplained')
    FROM unnest(p_line_movement, p_line_lot, p_line_from, p_line_to, p_line_quantity) AS a (m, lot, f, t, q)
    JOIN place AS p ON p.warehouse_id = p_warehouse AND p.place_id = a.f
    WHERE p_reason[a.m] = 'unexplained' AND p_id[a.m] IS NOT NULL;
    INSERT INTO ledger_exception (warehouse_id, kind, movement_id, place_id, lot_id, quantity, reason)
    SELECT DISTINCT ON (a.m, l.item_id) p_warehouse, 'review', p_id[a.m], CASE WHEN p.holds_stock THEN a.f ELSE a.t END, a.lot,
           (sum(a.q) OVER (PARTITION BY a.m, l.item_id))::bigint, p_reason[a.m]
    FROM unnest(p_line_movement, p_line_lot, p_line_from, p_line_to, p_line_quantity) WITH ORDINALITY AS a (m, lot, f, t, q, n)
    JOIN place AS p ON p.warehouse_id = p_warehouse AND p.place_id = a.f
    JOIN lot AS l ON l.warehouse_id = p_warehouse AND l.lot_id = a.lot
    WHERE p_extra[a.m] -> 'review' = 'true' AND p_id[a.m] IS NOT NULL
    ORDER BY a.m, l.item_id, a.n;
END $$;

-- The receipts: value and papers of what came in. The value is of the whole movement: each lot carries its part by quantity, and the parts
-- add up exactly.
CREATE OR REPLACE FUNCTION posting_write_receipts(p_warehouse bigint, p_id bigint[], p_extra jsonb[],
    p_line_movement integer[], p_line_lot bigint[], p_line_quantity bigint[]) RETURNS void
LANGUAGE sql SET search_path = entrepot, pg_temp
AS $$
    INSERT INTO receipt (warehouse_id, movement_id, lot_id, quantity, value_minor, currency, waybill, delivery, delivery_id, purchase_id)
    SELECT p_warehouse, p_id[b.m], b.lot, b.quantity,
           (div(b.value * b.upto, b.total) - div(b.value * (b.upto - b.quantity), b.total))::bigint,
           b.e #>> '{receipt,currency}', b.e #>> '{receipt,waybill}', b.e #>> '{receipt,delivery}', (b.e #>> '{receipt,delivery_id}')::bigint,
           (b.e #>> '{receipt,purchase_id}')::bigint
    FROM (SELECT g.m, g.lot, g.quantity, x.e, trunc((x.e #>> '{receipt,value_minor}')::numeric) AS value,
                 sum(g.quantity) OVER (PARTITION BY g.m) AS total,
                 sum(g.quantity) OVER (PARTITION BY g.m ORDER BY g.lot) AS upto
          FROM (SELECT m, lot, sum(q)::bigint AS quantity
                FROM unnest(p_line_movement, p_line_lot, p_line_quantity) AS a (m, lot, q) GROUP BY m, lot) AS g
          JOIN unnest(p_extra) WITH ORDINALITY AS x (e, m) USING (m)
          WHERE x.e ? 'receipt' AND p_id[g.m] IS NOT NULL) AS b
$$;
