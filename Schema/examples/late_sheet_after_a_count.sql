-- A sheet of Tuesday is typed on Thursday, after Wednesday's count: what was counted stays, and the variance is explained.
SELECT create_warehouse('main', 'Main', 'Europe/Paris', NULL, NULL, NULL);
INSERT INTO organisation (code, name) VALUES ('auberge', 'Auberge');
INSERT INTO item (sku, name, base_unit) VALUES ('soap', 'Soap', 'piece');
INSERT INTO place (warehouse_id, code, kind, holds_stock) VALUES (1, 'a1', 'bin', true);
INSERT INTO lot (warehouse_id, code, item_id, owner_id, received_on) VALUES (1, 'S1', 1, 1, '2026-03-02');
CREATE TEMP TABLE at AS SELECT code, place_id AS id FROM place;

-- Monday: 100 pieces.
SELECT outcome FROM post_movements(1, '{received}', '{2026-03-02 10:00+00}', '{zoe}', '{everything}', '{NULL}', '{NULL}', '{NULL}', '{NULL}', '{false}',
    ARRAY[NULL::jsonb], '{1}', '{1}', ARRAY[(SELECT id FROM at WHERE code = 'donor')], ARRAY[(SELECT id FROM at WHERE code = 'a1')], '{100}', NULL);

-- Wednesday: 80 are counted where 100 stand on the books, and the count books 20 as found missing.
INSERT INTO stock_count (warehouse_id, place_id, state, opened_by, ended_at, ended_by)
SELECT 1, id, 'closed', 'sam', '2026-03-04 12:00+00', 'sam' FROM at WHERE code = 'a1';
INSERT INTO stock_count_line (warehouse_id, count_id, lot_id, expected, counted, counted_at, counted_by)
VALUES (1, 1, 1, 100, 80, '2026-03-04 11:00+00', 'sam');
SELECT outcome FROM post_movements(1, '{counted}', '{2026-03-04 11:00+00}', '{sam}', '{everything}', '{NULL}', '{NULL}', '{NULL}', '{NULL}', '{false}',
    ARRAY['{"count": 1}'::jsonb], '{1}', '{1}', ARRAY[(SELECT id FROM at WHERE code = 'a1')], ARRAY[(SELECT id FROM at WHERE code = 'found')], '{20}', NULL);
UPDATE warehouse_books SET counted_until = '2026-03-04 12:00+00' WHERE warehouse_id = 1;

-- Thursday: Tuesday's sheet says that 15 were given out.
SELECT outcome, detail FROM post_movements(1, '{issued}', '{2026-03-03 15:00+00}', '{lea}', '{everything}', '{NULL}', '{NULL}', '{NULL}', '{NULL}', '{false}',
    ARRAY[NULL::jsonb], '{1}', '{1}', ARRAY[(SELECT id FROM at WHERE code = 'a1')], ARRAY[(SELECT id FROM at WHERE code = 'recipient')], '{15}', NULL);

-- The shelf still holds what was counted.
SELECT p.code, b.on_hand FROM balance AS b JOIN place AS p USING (warehouse_id, place_id) ORDER BY p.code;

-- 20 were missing and 15 of them are explained: 5 remain.
SELECT m.reason, f.code AS from_place, t.code AS to_place, l.quantity, m.stock_count_id, m.because_id
FROM movement AS m
JOIN movement_line AS l USING (warehouse_id, movement_id)
JOIN place AS f ON f.warehouse_id = l.warehouse_id AND f.place_id = l.from_place_id
JOIN place AS t ON t.warehouse_id = l.warehouse_id AND t.place_id = l.to_place_id
ORDER BY m.movement_id;
SELECT sum(CASE WHEN t.code = 'found' THEN l.quantity ELSE -l.quantity END) AS unexplained
FROM movement AS m
JOIN movement_line AS l USING (warehouse_id, movement_id)
JOIN place AS t ON t.warehouse_id = l.warehouse_id AND t.place_id = l.to_place_id
WHERE m.stock_count_id = 1;

-- Nothing to find.
SELECT * FROM verify_books(1);
