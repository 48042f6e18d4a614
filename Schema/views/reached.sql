-- What the reader reaches, as numbers: the rules of Schema/grants ask these views where one table's rule depends on another table, since
-- rules that asked each other would run in circles. They read with the owner's rights and say nothing but numbers of what is reached
-- (and, for restricted sites, of what is not).

DROP VIEW IF EXISTS reached_lot, reached_line, sent_here, sent_lot, reached_round, round_site, hidden_site, hidden_stop, hidden_movement CASCADE;

-- Lots of an owner whom the reader reaches; those of whole warehouses are not listed.
CREATE VIEW reached_lot AS
SELECT l.warehouse_id, l.lot_id FROM lot AS l
WHERE l.owner_id = ANY ((SELECT owners_everywhere())::bigint[])
   OR (l.warehouse_id, l.owner_id) IN (SELECT o.warehouse_id, o.owner_id FROM owners_in_warehouses() AS o);

-- Movements that moved such a lot.
CREATE VIEW reached_line AS
SELECT x.warehouse_id, x.movement_id FROM movement_line AS x
JOIN reached_lot AS l ON l.warehouse_id = x.warehouse_id AND l.lot_id = x.lot_id;

-- Sendings to a warehouse that is reached as a whole, and the lots in them.
CREATE VIEW sent_here AS
SELECT t.warehouse_id, t.movement_id FROM transit AS t WHERE t.to_warehouse_id = ANY ((SELECT whole_warehouses())::bigint[]);
CREATE VIEW sent_lot AS
SELECT x.warehouse_id, x.lot_id FROM sent_here AS t
JOIN movement_line AS x ON x.warehouse_id = t.warehouse_id AND x.movement_id = t.movement_id;

-- Rounds of an organisation whom the reader reaches, and the sites they call at.
CREATE VIEW reached_round AS
SELECT r.warehouse_id, r.round_id FROM round AS r
WHERE r.organisation_id = ANY ((SELECT owners_everywhere())::bigint[])
   OR (r.warehouse_id, r.organisation_id) IN (SELECT o.warehouse_id, o.owner_id FROM owners_in_warehouses() AS o);
CREATE VIEW round_site AS
SELECT s.warehouse_id, s.site_id FROM reached_round AS r
JOIN round_stop AS s ON s.warehouse_id = r.warehouse_id AND s.round_id = r.round_id;

-- Restricted sites that the reader may not see. Administrators of the whole warehouse see them all; of the others those on a site's
-- list, and while it has no list its leads and managers.
CREATE VIEW hidden_site AS
SELECT s.warehouse_id, s.site_id FROM site AS s
WHERE NOT (SELECT reads_as_house()) AND s.sensitivity = 'restricted'
  AND NOT EXISTS (
    SELECT FROM reading_roles() AS r WHERE (r.warehouse_id IS NULL OR r.warehouse_id = s.warehouse_id)
      AND (r.role = 'admin' OR (r.role IN ('lead', 'manager') AND NOT EXISTS (
        SELECT FROM site_allowance AS a WHERE a.warehouse_id = s.warehouse_id AND a.site_id = s.site_id))))
  AND NOT EXISTS (
    SELECT FROM site_allowance AS a WHERE a.warehouse_id = s.warehouse_id AND a.site_id = s.site_id
      AND (a.person = (SELECT reading_person()) OR EXISTS (
        SELECT FROM reading_roles() AS r WHERE r.role = a.role AND (r.warehouse_id IS NULL OR r.warehouse_id = s.warehouse_id))));

-- Stops at such sites, and the entries that tell of them: those of the stop, and the loading and return of its round, whose figures
-- less the other stops' would be the stop's.
CREATE VIEW hidden_stop AS
SELECT t.warehouse_id, t.round_id, t.stop_id FROM hidden_site AS h
JOIN round_stop AS t ON t.warehouse_id = h.warehouse_id AND t.site_id = h.site_id;
CREATE VIEW hidden_movement AS
SELECT m.warehouse_id, m.movement_id FROM hidden_stop AS t
JOIN movement AS m ON m.warehouse_id = t.warehouse_id AND m.round_id = t.round_id AND (m.stop_id IS NULL OR m.stop_id = t.stop_id);
