-- What mends a movement: its reversal or a correction of it, asked only for these.

-- What is left of the one line of a movement that the program booked beside another, after the corrections of it that stand.
CREATE OR REPLACE FUNCTION posting_left_of(p_warehouse bigint, p_movement bigint, p_units bigint) RETURNS bigint
LANGUAGE sql STABLE SET search_path = entrepot, pg_temp
AS $$
    SELECT p_units - coalesce(sum(x.quantity), 0)::bigint
    FROM movement AS c JOIN movement_line AS x ON x.warehouse_id = c.warehouse_id AND x.movement_id = c.movement_id
    WHERE c.warehouse_id = p_warehouse AND c.corrects_id = p_movement AND NOT is_taken_back(p_warehouse, c.movement_id)
$$;

-- The opposite of what the program booked beside a movement that is reversed: shortfalls that were found for it, and what it gave up of
-- others. Adjustments of counts are not among them: they follow from the counts themselves. Elements are {reverses, lot, from, to, units};
-- null when there are none.
CREATE OR REPLACE FUNCTION posting_beside(p_warehouse bigint, p_movement bigint) RETURNS jsonb[]
LANGUAGE sql STABLE SET search_path = entrepot, pg_temp
AS $$
    SELECT array_agg(jsonb_build_object('reverses', a.movement_id, 'lot', a.lot_id, 'from', a.to_place_id, 'to', a.from_place_id, 'units', a.units)
                     ORDER BY a.movement_id)
    FROM (SELECT m.movement_id, x.lot_id, x.from_place_id, x.to_place_id, posting_left_of(p_warehouse, m.movement_id, x.quantity) AS units
          FROM movement AS m JOIN movement_line AS x ON x.warehouse_id = m.warehouse_id AND x.movement_id = m.movement_id
          WHERE m.warehouse_id = p_warehouse AND m.because_id = p_movement AND m.reason <> 'counted'
            AND NOT EXISTS (SELECT FROM movement AS r WHERE r.warehouse_id = p_warehouse AND r.reverses_id = m.movement_id)) AS a
    WHERE a.units > 0
$$;

-- What was found for a movement, or for a correction of it that stands, because the books did not hold it: what a further correction brings
-- back takes its place, the last found first. Elements are {corrects, lot, from, to, units}; null when there are none.
CREATE OR REPLACE FUNCTION posting_found_for(p_warehouse bigint, p_movement bigint) RETURNS jsonb[]
LANGUAGE sql STABLE SET search_path = entrepot, pg_temp
AS $$
    SELECT array_agg(jsonb_build_object('corrects', a.movement_id, 'lot', a.lot_id, 'from', a.to_place_id, 'to', a.from_place_id, 'units', a.units)
                     ORDER BY a.movement_id DESC)
    FROM (SELECT m.movement_id, x.lot_id, x.from_place_id, x.to_place_id, posting_left_of(p_warehouse, m.movement_id, x.quantity) AS units
          FROM movement AS e
          JOIN movement AS m ON m.warehouse_id = p_warehouse AND m.because_id = e.movement_id AND m.reason = 'unexplained'
          JOIN movement_line AS x ON x.warehouse_id = m.warehouse_id AND x.movement_id = m.movement_id
          WHERE e.warehouse_id = p_warehouse AND (e.movement_id = p_movement OR e.corrects_id = p_movement)
            AND NOT is_taken_back(p_warehouse, e.movement_id) AND NOT is_taken_back(p_warehouse, m.movement_id)) AS a
    WHERE a.units > 0
$$;

-- How much of what was booked beside goes with one line of an entry that mends: out of the place it reaches, into the place it leaves, at
-- most the line's own units. A reversal takes each whole, a correction as much as it brings back. Returns what stays for the other lines,
-- and the movements to be booked.
CREATE OR REPLACE FUNCTION posting_take_back(p_beside jsonb[], p_movement integer, p_from bigint, p_to bigint, p_lot bigint, p_units bigint,
    p_at timestamptz)
RETURNS TABLE (back_out bigint, back_in bigint, beside jsonb[], also jsonb[])
LANGUAGE plpgsql IMMUTABLE SET search_path = entrepot, pg_temp
AS $$
DECLARE
    one jsonb;
    v_units bigint;
    v_taken bigint;
BEGIN
    back_out := 0;
    back_in := 0;
    beside := '{}';
    also := '{}';
    FOREACH one IN ARRAY p_beside LOOP
        v_units := (one ->> 'units')::bigint;
        v_taken := 0;
        IF (one ->> 'lot')::bigint = p_lot THEN
            IF (one ->> 'from')::bigint = p_to THEN
                v_taken := least(v_units, p_units - back_out);
            ELSIF (one ->> 'to')::bigint = p_from THEN
                v_taken := least(v_units, p_units - back_in);
            END IF;
            IF v_taken < v_units AND one ? 'reverses' THEN
                v_taken := 0;
            END IF;
        END IF;
        IF v_taken > 0 THEN
            IF (one ->> 'from')::bigint = p_to THEN
                back_out := back_out + v_taken;
            ELSE
                back_in := back_in + v_taken;
            END IF;
            also := also || (one || jsonb_build_object('movement', p_movement, 'units', v_taken, 'at', p_at,
                'reason', CASE WHEN one ? 'reverses' THEN 'cancelled' ELSE 'corrected' END));
        END IF;
        IF v_taken < v_units THEN
            beside := beside || (one || jsonb_build_object('units', v_units - v_taken));
        END IF;
    END LOOP;
    RETURN NEXT;
END $$;
