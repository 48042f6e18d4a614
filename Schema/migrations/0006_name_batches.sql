-- What is printed on the goods is not the key of a lot: one batch may lie in lots of several owners and in several warehouses.
ALTER TABLE lot ADD COLUMN batch text CONSTRAINT lot_batch_is_well_formed CHECK (batch ~ '^[[:graph:]]{1,64}$');
COMMENT ON COLUMN lot.batch IS 'The batch or serial number printed on the goods, when somebody read it. It goes with them to other warehouses.';
COMMENT ON COLUMN lot.code IS 'By what the books name the lot: what is printed on it where that was free, else a code of their own.';
-- The codes that the books made end in the number of the lot; what came from another warehouse carries -t and the movement it was sent by.
UPDATE lot AS l SET batch = a.printed
FROM (SELECT warehouse_id, lot_id, CASE WHEN origin_lot_id IS NULL THEN code ELSE regexp_replace(code, '(-t[0-9]+)+$', '') END AS printed FROM lot) AS a
WHERE a.warehouse_id = l.warehouse_id AND a.lot_id = l.lot_id AND a.printed <> ''
  AND CASE WHEN l.origin_lot_id IS NULL THEN a.printed !~ ('^[0-9]{6}-' || l.lot_id || '$') ELSE a.printed !~ '^[0-9]{6}-[0-9]+$' END;
CREATE INDEX lot_by_batch ON lot (item_id, lower(batch)) WHERE batch IS NOT NULL;
