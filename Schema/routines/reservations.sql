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

-- Gives back so much of each of some promises that belong to no round; returns what was given back.
CREATE OR REPLACE FUNCTION release_promises(p_warehouse bigint, p_reservation bigint[], p_quantity bigint[])
RETURNS TABLE (place_id bigint, lot_id bigint, quantity bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = entrepot, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    promise record;
BEGIN
    PERFORM FROM balance AS b
    WHERE b.warehouse_id = p_warehouse
      AND (b.place_id, b.lot_id) IN (SELECT r.place_id, r.lot_id FROM reservation AS r
                                     WHERE r.warehouse_id = p_warehouse AND r.reservation_id = ANY (p_reservation))
    ORDER BY b.place_id, b.lot_id FOR UPDATE;
    -- Read behind the locks: what a fact broke meanwhile is not given back a second time.
    FOR promise IN
        SELECT r.reservation_id, r.place_id, r.lot_id, r.quantity AS had, least(r.quantity, a.quantity) AS freed
        FROM unnest(p_reservation, p_quantity) AS a (id, quantity)
        JOIN reservation AS r ON r.warehouse_id = p_warehouse AND r.reservation_id = a.id AND r.round_id IS NULL
        ORDER BY r.reservation_id
    LOOP
        IF promise.freed = promise.had THEN
            DELETE FROM reservation AS r WHERE r.warehouse_id = p_warehouse AND r.reservation_id = promise.reservation_id;
        ELSE
            UPDATE reservation AS r SET quantity = r.quantity - promise.freed
            WHERE r.warehouse_id = p_warehouse AND r.reservation_id = promise.reservation_id;
        END IF;
        UPDATE balance AS b SET reserved = b.reserved - promise.freed
        WHERE b.warehouse_id = p_warehouse AND b.place_id = promise.place_id AND b.lot_id = promise.lot_id;
        place_id := promise.place_id;
        lot_id := promise.lot_id;
        quantity := promise.freed;
        RETURN NEXT;
    END LOOP;
END $$;

-- Gives back the promises without a round whose day is over; how many there were.
CREATE OR REPLACE FUNCTION release_lapsed_promises(p_warehouse bigint, p_at timestamptz) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = entrepot, pg_temp
AS $$
DECLARE
    v_ids bigint[];
BEGIN
    SELECT array_agg(r.reservation_id) INTO v_ids FROM reservation AS r
    WHERE r.warehouse_id = p_warehouse AND r.round_id IS NULL AND r.needed_on < operational_day(p_warehouse, p_at);
    IF v_ids IS NULL THEN
        RETURN 0;
    END IF;
    PERFORM release_promises(p_warehouse, v_ids, array_fill(1000000000000000, ARRAY[cardinality(v_ids)]));
    RETURN cardinality(v_ids);
END $$;
