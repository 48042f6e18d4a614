-- Who owes whom what, derived from movements: goods lent in their place, goods of others that rounds used, less what was settled. A loan
-- or a settlement whose movement was reversed counts for nothing. Each side reads its own; the view reads with the owner's rights and asks
-- who reads by itself.

DROP VIEW IF EXISTS seen_debt CASCADE;

CREATE VIEW seen_debt AS
WITH RECURSIVE deed AS (
    SELECT l.warehouse_id, l.movement_id AS loan_id, l.movement_id FROM loan AS l WHERE l.terms = 'loan'
    UNION ALL
    SELECT d.warehouse_id, d.loan_id, m.movement_id
    FROM deed AS d JOIN movement AS m ON m.warehouse_id = d.warehouse_id AND m.reverses_id = d.movement_id),
part AS (
    -- Lent where it lay: what of the lender's went over to somebody else.
    SELECT l.warehouse_id, l.lender_id, l.borrower_id, o.item_id, CASE WHEN t.kind = 'workshop' THEN x.quantity ELSE -x.quantity END AS units,
           x.occurred_at AS since, l.due_on
    FROM deed AS d
    JOIN loan AS l ON l.warehouse_id = d.warehouse_id AND l.movement_id = d.loan_id
    JOIN movement_line AS x ON x.warehouse_id = d.warehouse_id AND x.movement_id = d.movement_id
    JOIN lot AS o ON o.warehouse_id = x.warehouse_id AND o.lot_id = x.lot_id AND o.owner_id = l.lender_id
    JOIN place AS t ON t.warehouse_id = x.warehouse_id AND t.place_id = x.to_place_id
    UNION ALL
    -- Used by a round of another organisation: what left the house from its vehicle.
    SELECT a.warehouse_id, a.lender_id, r.organisation_id, a.item_id, CASE WHEN f.holds_stock THEN x.quantity ELSE -x.quantity END,
           x.occurred_at, NULL
    FROM round_loan AS a
    JOIN round AS r ON r.warehouse_id = a.warehouse_id AND r.round_id = a.round_id
    JOIN movement AS m ON m.warehouse_id = a.warehouse_id AND m.round_id = a.round_id
    JOIN movement_line AS x ON x.warehouse_id = a.warehouse_id AND x.movement_id = m.movement_id
    JOIN lot AS o ON o.warehouse_id = x.warehouse_id AND o.lot_id = x.lot_id AND o.owner_id = a.lender_id AND o.item_id = a.item_id
    JOIN place AS f ON f.warehouse_id = x.warehouse_id AND f.place_id = x.from_place_id
    JOIN place AS t ON t.warehouse_id = x.warehouse_id AND t.place_id = x.to_place_id
    WHERE a.terms = 'loan' AND f.holds_stock <> t.holds_stock AND r.organisation_id IS NOT NULL
    UNION ALL
    SELECT s.warehouse_id, s.lender_id, s.borrower_id, s.item_id, -s.quantity, NULL, NULL
    FROM settlement AS s
    WHERE s.ended_at IS NULL AND NOT EXISTS (
        SELECT FROM movement AS r WHERE r.warehouse_id = s.warehouse_id AND r.reverses_id = s.movement_id
            AND NOT EXISTS (SELECT FROM movement AS u WHERE u.warehouse_id = r.warehouse_id AND u.reverses_id = r.movement_id)))
SELECT p.warehouse_id, p.lender_id, p.borrower_id, p.item_id, sum(p.units)::bigint AS owed,
       min(p.since) FILTER (WHERE p.units > 0) AS since, min(p.due_on) FILTER (WHERE p.units > 0) AS due_on
FROM part AS p
WHERE (SELECT reads_everything()) OR p.warehouse_id = ANY ((SELECT whole_warehouses())::bigint[])
   OR p.lender_id = ANY ((SELECT owners_everywhere())::bigint[]) OR p.borrower_id = ANY ((SELECT owners_everywhere())::bigint[])
   OR row_key(p.warehouse_id, p.lender_id) <@ (SELECT owners_by_warehouse())
   OR row_key(p.warehouse_id, p.borrower_id) <@ (SELECT owners_by_warehouse())
GROUP BY p.warehouse_id, p.lender_id, p.borrower_id, p.item_id
HAVING sum(p.units) <> 0;
COMMENT ON VIEW seen_debt IS 'owed: base units, above zero; below zero more was settled than owed, which verify finds.';
