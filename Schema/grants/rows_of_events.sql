-- Who is told what: whoever reads the thing. Steps of a round that calls at a hidden site are not told at all, because the minute at which
-- they come tells of the place; nor are questions about entries that tell of a hidden stop.

ALTER TABLE event ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS event_is_of_a_thing_that_is_read ON event;
CREATE POLICY event_is_of_a_thing_that_is_read ON event FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_as_house())
    OR CASE topic
        WHEN 'rounds' THEN ((SELECT reads_everything()) OR row_key(warehouse_id, subject_id) <@ (SELECT reached_rounds()))
            AND NOT row_key(warehouse_id, subject_id) <@ (SELECT blurred_rounds())
        WHEN 'plans' THEN (SELECT reads_everything()) OR row_key(warehouse_id, subject_id) <@ (SELECT plans_of_reached_rounds())
        WHEN 'counts' THEN (SELECT reads_everything()) OR warehouse_id = ANY ((SELECT whole_warehouses())::bigint[])
        WHEN 'review' THEN ((SELECT reads_everything()) OR row_key(warehouse_id, lot_id) <@ (SELECT reached_lots()))
            AND NOT row_key(warehouse_id, movement_id) <@ (SELECT hidden_movements())
        WHEN 'reports' THEN (SELECT reads_everything()) OR row_key(warehouse_id, subject_id) <@ (SELECT funded_reports())
        ELSE false
    END);
