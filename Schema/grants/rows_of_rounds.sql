-- Who reads of sites, needs, rounds and plans: they are a warehouse's, and read by whoever reaches it with all its owners; a round of one
-- organisation, with the sites it calls at, by whoever reaches that organisation there. Of a restricted site these tables give nothing to
-- those outside its circle; the masked stop comes from the view seen_stop.

ALTER TABLE site ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS site_is_seen ON site;
CREATE POLICY site_is_seen ON site FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_as_house())
    OR (((SELECT reads_everything()) OR row_key(warehouse_id, site_id) <@ (SELECT sites_of_reached_rounds()))
        AND NOT row_key(warehouse_id, site_id) <@ (SELECT hidden_sites())));

ALTER TABLE site_window ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS window_is_of_a_seen_site ON site_window;
CREATE POLICY window_is_of_a_seen_site ON site_window FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_as_house())
    OR (((SELECT reads_everything()) OR row_key(warehouse_id, site_id) <@ (SELECT sites_of_reached_rounds()))
        AND NOT row_key(warehouse_id, site_id) <@ (SELECT hidden_sites())));

ALTER TABLE site_headcount ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS headcount_is_of_a_seen_site ON site_headcount;
CREATE POLICY headcount_is_of_a_seen_site ON site_headcount FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_as_house())
    OR (((SELECT reads_everything()) OR row_key(warehouse_id, site_id) <@ (SELECT sites_of_reached_rounds()))
        AND NOT row_key(warehouse_id, site_id) <@ (SELECT hidden_sites())));

ALTER TABLE site_status_change ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS status_change_is_of_a_seen_site ON site_status_change;
CREATE POLICY status_change_is_of_a_seen_site ON site_status_change FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_as_house())
    OR (((SELECT reads_everything()) OR row_key(warehouse_id, site_id) <@ (SELECT sites_of_reached_rounds()))
        AND NOT row_key(warehouse_id, site_id) <@ (SELECT hidden_sites())));

ALTER TABLE site_allowance ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS allowance_is_of_a_seen_site ON site_allowance;
CREATE POLICY allowance_is_of_a_seen_site ON site_allowance FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_as_house())
    OR (((SELECT reads_everything()) OR row_key(warehouse_id, site_id) <@ (SELECT sites_of_reached_rounds()))
        AND NOT row_key(warehouse_id, site_id) <@ (SELECT hidden_sites())));

ALTER TABLE need ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS need_is_of_a_seen_site ON need;
CREATE POLICY need_is_of_a_seen_site ON need FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_as_house())
    OR (((SELECT reads_everything()) OR warehouse_id = ANY ((SELECT whole_warehouses())::bigint[]))
        AND NOT row_key(warehouse_id, need_id) <@ (SELECT hidden_needs())));

ALTER TABLE need_share ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS share_is_of_a_seen_need ON need_share;
CREATE POLICY share_is_of_a_seen_need ON need_share FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_as_house())
    OR (((SELECT reads_everything()) OR warehouse_id = ANY ((SELECT whole_warehouses())::bigint[]))
        AND NOT row_key(warehouse_id, need_id) <@ (SELECT hidden_needs())));

ALTER TABLE vehicle ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS vehicle_is_reached ON vehicle;
CREATE POLICY vehicle_is_reached ON vehicle FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_everything()) OR row_key(warehouse_id, vehicle_id) <@ (SELECT vehicles_of_reached_rounds()));

ALTER TABLE crew ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS crew_is_reached ON crew;
CREATE POLICY crew_is_reached ON crew FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_everything()) OR warehouse_id = ANY ((SELECT whole_warehouses())::bigint[])
    OR organisation_id = ANY ((SELECT owners_everywhere())::bigint[])
    OR row_key(warehouse_id, organisation_id) <@ (SELECT owners_by_warehouse()));

ALTER TABLE plan ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS plan_is_reached ON plan;
CREATE POLICY plan_is_reached ON plan FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_everything()) OR row_key(warehouse_id, plan_id) <@ (SELECT plans_of_reached_rounds()));

ALTER TABLE plan_unserved ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS unserved_is_of_a_seen_site ON plan_unserved;
CREATE POLICY unserved_is_of_a_seen_site ON plan_unserved FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_as_house())
    OR (((SELECT reads_everything())
         OR (row_key(warehouse_id, plan_id) <@ (SELECT plans_of_reached_rounds())
             AND row_key(warehouse_id, site_id) <@ (SELECT sites_of_reached_rounds())))
        AND NOT row_key(warehouse_id, site_id) <@ (SELECT hidden_sites())));

ALTER TABLE round ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS round_is_reached ON round;
CREATE POLICY round_is_reached ON round FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_everything()) OR row_key(warehouse_id, round_id) <@ (SELECT reached_rounds()));

ALTER TABLE round_stop ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS stop_is_of_a_seen_site ON round_stop;
CREATE POLICY stop_is_of_a_seen_site ON round_stop FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_as_house())
    OR (((SELECT reads_everything()) OR row_key(warehouse_id, round_id) <@ (SELECT reached_rounds()))
        AND NOT row_key(warehouse_id, stop_id) <@ (SELECT hidden_stops())));

-- Steps carry the minute, and blurred rounds have none.
ALTER TABLE round_step ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS step_is_of_a_reached_round ON round_step;
CREATE POLICY step_is_of_a_reached_round ON round_step FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_as_house())
    OR (((SELECT reads_everything()) OR row_key(warehouse_id, round_id) <@ (SELECT reached_rounds()))
        AND NOT row_key(warehouse_id, round_id) <@ (SELECT blurred_rounds())));

ALTER TABLE round_stop_item ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS stop_item_is_of_a_seen_stop ON round_stop_item;
CREATE POLICY stop_item_is_of_a_seen_stop ON round_stop_item FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_as_house())
    OR (((SELECT reads_everything()) OR row_key(warehouse_id, round_id) <@ (SELECT reached_rounds()))
        AND NOT row_key(warehouse_id, stop_id) <@ (SELECT hidden_stops())));

ALTER TABLE round_stop_lot ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS stop_lot_is_of_a_seen_stop ON round_stop_lot;
CREATE POLICY stop_lot_is_of_a_seen_stop ON round_stop_lot FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_as_house())
    OR (((SELECT reads_everything()) OR row_key(warehouse_id, round_id) <@ (SELECT reached_rounds()))
        AND NOT row_key(warehouse_id, stop_id) <@ (SELECT hidden_stops())));

ALTER TABLE round_stop_service ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS service_is_of_a_seen_stop ON round_stop_service;
CREATE POLICY service_is_of_a_seen_stop ON round_stop_service FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_as_house())
    OR (((SELECT reads_everything()) OR row_key(warehouse_id, round_id) <@ (SELECT reached_rounds()))
        AND NOT row_key(warehouse_id, stop_id) <@ (SELECT hidden_stops())));
