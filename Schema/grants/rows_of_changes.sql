-- Who reads what was changed: whoever may read the thing itself. Items, organisations, warehouses and places are everybody's; of a site that
-- somebody may not see, what was changed of it and of its needs is not seen either.

ALTER TABLE catalogue_change ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS change_is_of_a_seen_thing ON catalogue_change;
CREATE POLICY change_is_of_a_seen_thing ON catalogue_change FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_as_house())
    OR (subject IN ('item', 'organisation', 'warehouse', 'place') AND (SELECT reading_person()) IS NOT NULL)
    OR (subject = 'donor' AND (SELECT reads_everything()))
    OR (subject = 'grant' AND ((SELECT reads_everything()) OR subject_id <@ (SELECT reached_grants())))
    OR (subject = 'vehicle' AND ((SELECT reads_everything()) OR row_key(warehouse_id, subject_id) <@ (SELECT vehicles_of_reached_rounds())))
    OR (subject = 'site' AND ((SELECT reads_everything()) OR row_key(warehouse_id, subject_id) <@ (SELECT sites_of_reached_rounds()))
        AND NOT row_key(warehouse_id, subject_id) <@ (SELECT hidden_sites()))
    OR (subject = 'need' AND ((SELECT reads_everything()) OR warehouse_id = ANY ((SELECT whole_warehouses())::bigint[]))
        AND NOT row_key(warehouse_id, subject_id) <@ (SELECT hidden_sites())));
