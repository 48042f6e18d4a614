-- What became of goods in the workshop, and what it is worth.

-- Whether a movement stands: it was not taken back, or its reversal was.
CREATE OR REPLACE FUNCTION movement_stands(p_warehouse bigint, p_movement bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = entrepot, pg_temp
AS $$
BEGIN
    RETURN NOT EXISTS (SELECT FROM movement AS r WHERE r.warehouse_id = p_warehouse AND r.reverses_id = p_movement
                       AND movement_stands(p_warehouse, r.movement_id));
END $$;

-- The units of a lot whose value is still with it: those that came in with a receipt or out of the workshop, less those that became others.
CREATE OR REPLACE FUNCTION lot_valued_units(p_warehouse bigint, p_lot bigint) RETURNS numeric
LANGUAGE sql STABLE SET search_path = entrepot, pg_temp
AS $$
    SELECT coalesce((SELECT sum(r.quantity) FROM receipt AS r
                     WHERE r.warehouse_id = p_warehouse AND r.lot_id = p_lot AND movement_stands(p_warehouse, r.movement_id)), 0)
         + coalesce((SELECT sum(i.to_quantity) FROM lot_inheritance AS i
                     WHERE i.warehouse_id = p_warehouse AND i.to_lot_id = p_lot AND i.from_lot_id <> p_lot
                       AND movement_stands(p_warehouse, i.movement_id)), 0)
         - coalesce((SELECT sum(i.from_quantity) FROM lot_inheritance AS i
                     WHERE i.warehouse_id = p_warehouse AND i.from_lot_id = p_lot AND i.to_lot_id IS DISTINCT FROM p_lot
                       AND movement_stands(p_warehouse, i.movement_id)), 0)
$$;

-- The goods in the workshop that a sorting still has to account for, by lot.
CREATE OR REPLACE FUNCTION sorting_rest(p_warehouse bigint, p_sorting bigint) RETURNS TABLE (lot_id bigint, went_in bigint, rest bigint)
LANGUAGE sql STABLE SET search_path = entrepot, pg_temp
AS $$
    SELECT x.lot_id, sum(x.quantity)::bigint,
           (sum(x.quantity) - coalesce((SELECT sum(i.from_quantity) FROM sorting AS s
               JOIN lot_inheritance AS i ON i.warehouse_id = s.warehouse_id AND i.movement_id = s.movement_id AND i.from_lot_id = x.lot_id
               WHERE s.warehouse_id = p_warehouse AND s.sorting_id = p_sorting AND movement_stands(p_warehouse, s.movement_id)), 0))::bigint
    FROM movement_line AS x
    JOIN place AS f ON f.warehouse_id = x.warehouse_id AND f.place_id = x.from_place_id AND f.holds_stock
    JOIN place AS t ON t.warehouse_id = x.warehouse_id AND t.place_id = x.to_place_id AND t.kind = 'workshop'
    WHERE x.warehouse_id = p_warehouse AND x.movement_id = p_sorting AND movement_stands(p_warehouse, p_sorting)
    GROUP BY x.lot_id
$$;

-- The value that is still with a lot, by the grant that paid for it and by currency; of a kit with `p_part` what that component brought into it.
CREATE OR REPLACE FUNCTION lot_value_left(p_warehouse bigint, p_lot bigint, p_part bigint)
RETURNS TABLE (grant_id bigint, currency text, value_minor numeric)
LANGUAGE plpgsql STABLE SET search_path = entrepot, pg_temp
AS $$
#variable_conflict use_column
BEGIN
    IF p_part IS NULL THEN
        RETURN QUERY
            SELECT e.grant_id, e.currency, sum(e.value_minor) FROM value_entry AS e
            WHERE e.warehouse_id = p_warehouse AND e.lot_id = p_lot AND movement_stands(p_warehouse, e.movement_id)
            GROUP BY e.grant_id, e.currency;
    ELSE
        RETURN QUERY
            -- Kits that went on whole took its part with them, and brought it back when they were given back.
            SELECT e.grant_id, e.currency,
                   greatest(e.brought - e.given_back - CASE WHEN e.went_in > 0 THEN ceil(e.went_on * e.brought / e.went_in) ELSE 0 END, 0)
            FROM (SELECT v.grant_id, v.currency,
                         coalesce(sum(v.value_minor) FILTER (WHERE i.to_lot_id = p_lot AND i.from_lot_id = p_part AND i.part_lot_id IS DISTINCT FROM p_lot), 0) AS brought,
                         coalesce(sum(v.value_minor) FILTER (WHERE i.from_lot_id = p_lot AND i.part_lot_id = p_part), 0) AS given_back,
                         coalesce(sum(v.value_minor) FILTER (WHERE i.to_lot_id = p_lot AND i.part_lot_id IS DISTINCT FROM p_lot), 0) AS went_in,
                         coalesce(sum(CASE WHEN i.from_lot_id = p_lot THEN v.value_minor ELSE -v.value_minor END)
                             FILTER (WHERE (i.from_lot_id = p_lot AND i.part_lot_id IS NULL) OR (i.to_lot_id = p_lot AND i.part_lot_id = p_lot)), 0) AS went_on
                  FROM lot_inheritance AS i JOIN lot_inheritance_value AS v USING (warehouse_id, movement_id, number)
                  WHERE i.warehouse_id = p_warehouse AND p_lot IN (i.from_lot_id, i.to_lot_id) AND movement_stands(p_warehouse, i.movement_id)
                  GROUP BY v.grant_id, v.currency) AS e;
    END IF;
END $$;

-- The part of a sorting that was brought out since and stands, when somebody takes back the movement that began it; null when there is none.
-- Whoever asks keeps others from bringing out more until the transaction ends.
CREATE OR REPLACE FUNCTION posting_sorted_since(p_warehouse bigint, p_movement bigint) RETURNS jsonb
LANGUAGE plpgsql SET search_path = entrepot, pg_temp
AS $$
BEGIN
    PERFORM FROM sorting WHERE warehouse_id = p_warehouse AND movement_id = p_movement AND sorting_id = p_movement FOR UPDATE;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    RETURN (SELECT jsonb_build_object('by', max(s.movement_id)) FROM sorting AS s
            WHERE s.warehouse_id = p_warehouse AND s.sorting_id = p_movement AND s.movement_id <> p_movement
              AND movement_stands(p_warehouse, s.movement_id) HAVING count(*) > 0);
END $$;

-- Writes what became of what, for the movements that say it; called by post_movements only then.
--
-- A movement's `makes` is {sorting, rows: [[from, to, from_quantity, to_quantity, share, part]]}: lots by number, a new lot of the movement as
-- -k, waste as null. The value of what went in is divided over the rows of a lot by their shares, and the parts add up exactly: of all the
-- value that is left with a lot, the part of the units that become others. What stays the same lot keeps its value. `part` is the component
-- whose part of a kit the row is: it gets of the value that the component brought. `sorting` is 0 where one begins that goes on, else its
-- number.
CREATE OR REPLACE FUNCTION posting_write_inheritance(p_warehouse bigint, p_id bigint[], p_extra jsonb[],
    p_line_movement integer[], p_line_given bigint[], p_line_lot bigint[]) RETURNS void
LANGUAGE plpgsql SET search_path = entrepot, pg_temp
AS $$
DECLARE
    one record;
    v_sorting bigint;
    v_rows jsonb;
    v_values jsonb;
BEGIN
    FOR one IN SELECT a.n::integer AS movement, a.id, a.e -> 'makes' AS makes
               FROM unnest(p_id, p_extra) WITH ORDINALITY AS a (id, e, n) WHERE a.id IS NOT NULL AND a.e ? 'makes' ORDER BY a.n LOOP
        v_sorting := (one.makes ->> 'sorting')::bigint;
        IF v_sorting > 0 THEN
            -- One after the other: nobody takes out of a sorting what somebody else has just taken out of it, or takes it back meanwhile.
            PERFORM FROM sorting WHERE warehouse_id = p_warehouse AND movement_id = v_sorting FOR UPDATE;
        END IF;
        v_rows := (
            SELECT jsonb_agg(jsonb_build_object('number', b.n, 'from_lot', b.r -> 0, 'to_lot',
                       CASE WHEN (b.r ->> 1)::bigint < 0
                            THEN (SELECT to_jsonb(l.lot) FROM unnest(p_line_movement, p_line_given, p_line_lot) AS l (m, given, lot)
                                  WHERE l.m = one.movement AND l.given = (b.r ->> 1)::bigint LIMIT 1)
                            ELSE b.r -> 1 END,
                       'went_in', b.r -> 2, 'came_out', b.r -> 3, 'share', b.r -> 4, 'part', b.r -> 5))
            FROM jsonb_array_elements(one.makes -> 'rows') WITH ORDINALITY AS b (r, n));
        CONTINUE WHEN v_rows IS NULL AND v_sorting IS NULL;

        -- The values are worked out while nothing of this movement is written: what is left with a lot is what was left before it.
        WITH made AS (
            SELECT * FROM jsonb_to_recordset(v_rows) AS x (number integer, from_lot bigint, to_lot bigint, went_in bigint, share numeric, part bigint)
            WHERE to_lot IS DISTINCT FROM from_lot AND share > 0),
        going AS (
            SELECT from_lot, sum(went_in) AS units, lot_valued_units(p_warehouse, from_lot) AS valued
            FROM jsonb_to_recordset(v_rows) AS x (from_lot bigint, to_lot bigint, went_in bigint)
            WHERE to_lot IS DISTINCT FROM from_lot GROUP BY from_lot),
        taken AS (
            SELECT a.from_lot, a.part, w.grant_id, w.currency,
                   CASE WHEN g.units >= g.valued THEN w.value_minor ELSE div(w.value_minor * g.units, g.valued) END AS value_minor
            FROM (SELECT DISTINCT from_lot, part FROM made) AS a
            JOIN going AS g ON g.from_lot = a.from_lot
            CROSS JOIN LATERAL lot_value_left(p_warehouse, a.from_lot, a.part) AS w
            WHERE w.value_minor > 0),
        shared AS (
            SELECT m.number, m.from_lot, m.share, t.grant_id, t.currency, t.value_minor,
                   sum(m.share) OVER (PARTITION BY m.from_lot, m.part, t.grant_id, t.currency ORDER BY m.number) AS upto,
                   sum(m.share) OVER (PARTITION BY m.from_lot, m.part, t.grant_id, t.currency) AS total
            FROM made AS m JOIN taken AS t ON t.from_lot = m.from_lot AND t.part IS NOT DISTINCT FROM m.part)
        SELECT coalesce(jsonb_agg(jsonb_build_object('number', s.number, 'from_lot_id', s.from_lot, 'grant_id', s.grant_id, 'currency', s.currency,
                   'value_minor', div(s.value_minor * s.upto, s.total) - div(s.value_minor * (s.upto - s.share), s.total))), '[]')
        INTO v_values FROM shared AS s;

        INSERT INTO lot_inheritance (warehouse_id, movement_id, number, from_lot_id, to_lot_id, from_quantity, to_quantity, part_lot_id)
        SELECT p_warehouse, one.id, x.number, x.from_lot, x.to_lot, x.went_in, x.came_out, x.part
        FROM jsonb_to_recordset(coalesce(v_rows, '[]'))
            AS x (number integer, from_lot bigint, to_lot bigint, went_in bigint, came_out bigint, part bigint);
        INSERT INTO lot_inheritance_value (warehouse_id, movement_id, number, from_lot_id, grant_id, currency, value_minor)
        SELECT p_warehouse, one.id, x.number, x.from_lot_id, x.grant_id, x.currency, x.value_minor
        FROM jsonb_to_recordset(v_values) AS x (number integer, from_lot_id bigint, grant_id bigint, currency text, value_minor bigint)
        WHERE x.value_minor > 0;

        IF v_sorting IS NOT NULL THEN
            INSERT INTO sorting (warehouse_id, movement_id, sorting_id)
            VALUES (p_warehouse, one.id, CASE WHEN v_sorting = 0 THEN one.id ELSE v_sorting END);
            IF EXISTS (SELECT FROM sorting_rest(p_warehouse, CASE WHEN v_sorting = 0 THEN one.id ELSE v_sorting END) AS r WHERE r.rest < 0) THEN
                RAISE EXCEPTION 'more came out of a sorting than is left of it' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'sorting_takes_what_went_in', HINT = 'Somebody else took some of it a moment ago.';
            END IF;
        END IF;
    END LOOP;
END $$;
