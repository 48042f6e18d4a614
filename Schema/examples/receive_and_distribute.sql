-- A donation comes in, is put on a van, is given out at two stops, and what is left comes back.
-- Every SELECT is one answer below; run it on an empty database with the schema, search_path set to entrepot.
SELECT create_warehouse('main', 'Main', 'Europe/Paris', NULL, NULL, NULL);
INSERT INTO organisation (code, name) VALUES ('auberge', 'Auberge');
INSERT INTO item (sku, name, base_unit) VALUES ('blanket', 'Blanket', 'piece');
INSERT INTO place (warehouse_id, code, kind, holds_stock) VALUES (1, 'a1', 'bin', true), (1, 'van', 'vehicle', true);
CREATE TEMP TABLE at AS SELECT code, place_id AS id FROM place;

-- 240 blankets from a donor, a new lot named B1.
SELECT outcome, movement_id, detail FROM post_movements(1, '{received}', ARRAY[NULL::timestamptz], '{zoe}', '{everything}',
    '{"donation receive"}', '{van-12}', '{said}', '{NULL}', '{false}',
    ARRAY['{"lots": [{"code": "B1", "item": 1, "owner": 1}], "receipt": {"value_minor": 120000, "currency": "EUR"}}'::jsonb],
    '{1}', '{-1}', ARRAY[(SELECT id FROM at WHERE code = 'donor')], ARRAY[(SELECT id FROM at WHERE code = 'a1')], '{240}', NULL);

-- The same line again under the same key: the same movement.
SELECT outcome, movement_id FROM post_movements(1, '{received}', ARRAY[NULL::timestamptz], '{zoe}', '{everything}',
    '{"donation receive"}', '{van-12}', '{said}', '{NULL}', '{false}',
    ARRAY['{"lots": [{"code": "B1", "item": 1, "owner": 1}]}'::jsonb],
    '{1}', '{-1}', ARRAY[(SELECT id FROM at WHERE code = 'donor')], ARRAY[(SELECT id FROM at WHERE code = 'a1')], '{240}', NULL);

-- 200 onto the van, then 120 and 60 given out, and 50 more than the van holds refused with the figures: four in one call.
SELECT ordinal, outcome, detail ->> 'on_hand' AS have, detail ->> 'want' AS want FROM post_movements(1,
    '{loaded,distributed,distributed,distributed}', ARRAY[NULL, NULL, NULL, NULL]::timestamptz[], '{zoe,sam,sam,sam}', '{everything,everything,everything,everything}',
    '{NULL,NULL,NULL,NULL}', '{NULL,NULL,NULL,NULL}', '{NULL,NULL,NULL,NULL}', '{NULL,NULL,NULL,NULL}', '{false,false,false,false}',
    ARRAY[NULL, NULL, NULL, NULL]::jsonb[], '{1,2,3,4}', '{1,1,1,1}',
    (SELECT ARRAY[a.id, v.id, v.id, v.id] FROM at AS a, at AS v WHERE a.code = 'a1' AND v.code = 'van'),
    (SELECT ARRAY[v.id, r.id, r.id, r.id] FROM at AS v, at AS r WHERE v.code = 'van' AND r.code = 'recipient'), '{200,120,60,50}', NULL);

-- The 20 left come back.
SELECT outcome FROM post_movements(1, '{returned}', ARRAY[NULL::timestamptz], '{sam}', '{everything}', '{NULL}', '{NULL}', '{NULL}', '{NULL}', '{false}',
    ARRAY[NULL::jsonb], '{1}', '{1}', ARRAY[(SELECT id FROM at WHERE code = 'van')], ARRAY[(SELECT id FROM at WHERE code = 'a1')], '{20}', NULL);

-- 240 - 200 + 20 = 60 on the shelf; the van is empty.
SELECT p.code, b.on_hand FROM balance AS b JOIN place AS p USING (warehouse_id, place_id) ORDER BY p.code;

-- What happened, in order.
SELECT m.movement_id, m.reason, m.actor, f.code AS from_place, t.code AS to_place, l.quantity
FROM movement AS m
JOIN movement_line AS l USING (warehouse_id, movement_id)
JOIN place AS f ON f.warehouse_id = l.warehouse_id AND f.place_id = l.from_place_id
JOIN place AS t ON t.warehouse_id = l.warehouse_id AND t.place_id = l.to_place_id
ORDER BY m.movement_id;

-- Nothing to find.
SELECT * FROM verify_books(1);
