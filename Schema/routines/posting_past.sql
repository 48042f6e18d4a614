-- The past of the books, asked only for entries dated before today: what was there at the ends of days, and what was counted since.

-- The lowest balance of a lot at a place at the ends of the operational days from an instant on, today not included.
--
-- Worked out backwards from `p_on_hand`, what is there now with everything this call has accepted; `p_pending` are those of its lines that
-- are not written yet, {place, lot, at, units}. Only days that end before `p_until` count, when it is given. Returns no row when no day has
-- ended since; `day` is the first of them on which there is less than `p_wanted`, and its beginning, else null.
CREATE OR REPLACE FUNCTION posting_lowest_since(p_warehouse bigint, p_place bigint, p_lot bigint, p_from timestamptz, p_until timestamptz,
    p_on_hand bigint, p_wanted bigint, p_pending jsonb[])
RETURNS TABLE (lowest bigint, day date, day_begins timestamptz)
LANGUAGE sql STABLE SET search_path = entrepot, pg_temp
AS $$
    WITH bounds AS (
        SELECT operational_day(p_warehouse, p_from) AS first_day, operational_day(p_warehouse, coalesce(p_until, clock_timestamp())) AS last_day),
    moved AS (
        SELECT operational_day(p_warehouse, a.at) AS day, a.units
        FROM (SELECT occurred_at AS at, CASE WHEN to_place_id = p_place THEN quantity ELSE -quantity END AS units
              FROM movement_line WHERE warehouse_id = p_warehouse AND lot_id = p_lot AND occurred_at > p_from AND p_place IN (from_place_id, to_place_id)
              UNION ALL
              SELECT (b.line ->> 'at')::timestamptz, (b.line ->> 'units')::bigint FROM unnest(p_pending) AS b (line)
              WHERE (b.line ->> 'place')::bigint = p_place AND (b.line ->> 'lot')::bigint = p_lot AND (b.line ->> 'at')::timestamptz > p_from) AS a),
    days AS (
        -- What was there when a day began is what was there at the end of every day since the one with lines before it.
        SELECT c.day, p_on_hand - sum(c.units) OVER (ORDER BY c.day DESC) AS at_its_beginning, lag(c.day) OVER (ORDER BY c.day) AS day_before
        FROM (SELECT d.day, sum(d.units) AS units
              FROM (SELECT day, units FROM moved UNION ALL SELECT last_day, 0 FROM bounds) AS d GROUP BY d.day) AS c),
    ends AS (
        SELECT at_its_beginning, greatest(day_before, b.first_day) AS short_day
        FROM days CROSS JOIN bounds AS b WHERE day > b.first_day AND day <= b.last_day)
    SELECT min(at_its_beginning)::bigint, min(short_day) FILTER (WHERE at_its_beginning < p_wanted),
           operational_day_begins(p_warehouse, min(short_day) FILTER (WHERE at_its_beginning < p_wanted))
    FROM ends HAVING count(*) > 0
$$;

-- The first closed count of a place that was taken after an instant and covers a lot: its number and its moment.
CREATE OR REPLACE FUNCTION posting_count_after(p_warehouse bigint, p_place bigint, p_lot bigint, p_item bigint, p_from timestamptz)
RETURNS TABLE (count_id bigint, taken_at timestamptz)
LANGUAGE sql STABLE SET search_path = entrepot, pg_temp
AS $$
    SELECT c.count_id, coalesce(cl.counted_at, c.ended_at)
    FROM stock_count AS c
    LEFT JOIN LATERAL (
        SELECT max(x.counted_at) AS counted_at
        FROM stock_count_line AS x JOIN lot AS l ON l.warehouse_id = x.warehouse_id AND l.lot_id = x.lot_id
        WHERE x.warehouse_id = c.warehouse_id AND x.count_id = c.count_id
          AND (x.lot_id = p_lot OR (x.covers_item AND l.item_id = p_item))) AS cl ON true
    WHERE c.warehouse_id = p_warehouse AND c.place_id = p_place AND c.state = 'closed'
      AND (cl.counted_at > p_from OR (cl.counted_at IS NULL AND c.rest_is_zero AND c.ended_at > p_from))
    ORDER BY coalesce(cl.counted_at, c.ended_at), c.count_id LIMIT 1
$$;
