-- What came in, as it stands by now: a receipt that was taken back counts nothing, one that was corrected counts what it was corrected to,
-- and its value goes with it by quantity. What was frozen at the receipt stands beside it. The view reads with the rights of who asks.
DROP VIEW IF EXISTS standing_receipt CASCADE;
CREATE VIEW standing_receipt WITH (security_invoker = true) AS
SELECT r.warehouse_id, r.movement_id, r.lot_id, r.quantity, r.value_minor, r.currency, r.waybill, r.delivery, r.delivery_id, r.purchase_id,
       s.reversed_by, c.corrected_by, q.standing,
       round(r.value_minor::numeric * q.standing / r.quantity)::bigint AS standing_value_minor
FROM receipt AS r
LEFT JOIN LATERAL (
    SELECT m.movement_id AS reversed_by FROM movement AS m
    WHERE m.warehouse_id = r.warehouse_id AND m.reverses_id = r.movement_id AND movement_stands(m.warehouse_id, m.movement_id)) AS s ON true
CROSS JOIN LATERAL (
    SELECT array_agg(DISTINCT m.movement_id ORDER BY m.movement_id) AS corrected_by,
           coalesce(sum(CASE WHEN x.lot_id <> r.lot_id OR f.holds_stock = t.holds_stock THEN 0
                             WHEN t.holds_stock THEN x.quantity ELSE -x.quantity END), 0) AS units
    FROM movement AS m
    JOIN movement_line AS x ON x.warehouse_id = m.warehouse_id AND x.movement_id = m.movement_id
    JOIN place AS f ON f.warehouse_id = x.warehouse_id AND f.place_id = x.from_place_id
    JOIN place AS t ON t.warehouse_id = x.warehouse_id AND t.place_id = x.to_place_id
    WHERE m.warehouse_id = r.warehouse_id AND m.corrects_id = r.movement_id AND movement_stands(m.warehouse_id, m.movement_id)) AS c
CROSS JOIN LATERAL (
    SELECT CASE WHEN s.reversed_by IS NULL THEN greatest(0, r.quantity + c.units)::bigint ELSE 0 END AS standing) AS q;
COMMENT ON VIEW standing_receipt IS 'standing: base units that count by now; standing_value_minor: their part of the value.';
