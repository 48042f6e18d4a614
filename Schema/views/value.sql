-- What a lot is worth: the value that was frozen when its goods came in, what it inherited from the goods it was made of, less what went on
-- with the goods that became others. The one place that says so: reports, grants, sortings and verify read it.

DROP VIEW IF EXISTS value_entry;

CREATE VIEW value_entry WITH (security_invoker = true) AS
SELECT r.warehouse_id, r.movement_id, r.lot_id, l.grant_id, r.currency, r.value_minor, 'received' AS kind
FROM receipt AS r JOIN lot AS l ON l.warehouse_id = r.warehouse_id AND l.lot_id = r.lot_id
WHERE r.value_minor IS NOT NULL
UNION ALL
SELECT i.warehouse_id, i.movement_id, i.to_lot_id, v.grant_id, v.currency, v.value_minor, 'inherited'
FROM lot_inheritance AS i JOIN lot_inheritance_value AS v USING (warehouse_id, movement_id, number)
WHERE i.to_lot_id IS NOT NULL
UNION ALL
SELECT v.warehouse_id, v.movement_id, v.from_lot_id, v.grant_id, v.currency, -v.value_minor, 'passed_on'
FROM lot_inheritance_value AS v
UNION ALL
-- Goods that came in as something else than was said: their value goes from the lot that was said to the one that is right.
SELECT r.warehouse_id, r.movement_id, o.lot_id, l.grant_id, r.currency, -r.value_minor, 'corrected'
FROM receipt AS r
JOIN movement AS m ON m.warehouse_id = r.warehouse_id AND m.movement_id = r.movement_id AND m.reason = 'corrected'
JOIN LATERAL (SELECT x.lot_id FROM receipt AS x WHERE x.warehouse_id = r.warehouse_id AND x.movement_id = m.corrects_id
              ORDER BY x.lot_id LIMIT 1) AS o ON true
JOIN lot AS l ON l.warehouse_id = r.warehouse_id AND l.lot_id = o.lot_id
WHERE r.value_minor IS NOT NULL;
COMMENT ON VIEW value_entry IS 'Minor units that came to a lot or left it, by movement; of those that stand, the sum is what the lot is worth.';
