-- Who reads of what comes in: donors by the goods they gave, deliveries by what they brought or by who opened them, what is expected, and
-- money that was spent, by the owner.

ALTER TABLE donor ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS donor_is_reached ON donor;
CREATE POLICY donor_is_reached ON donor FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_everything()) OR donor_id <@ (SELECT reached_donors()));

ALTER TABLE donor_change ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS donor_change_is_of_a_reached_donor ON donor_change;
CREATE POLICY donor_change_is_of_a_reached_donor ON donor_change FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_everything()) OR donor_id <@ (SELECT reached_donors()));

ALTER TABLE delivery ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS delivery_is_reached ON delivery;
CREATE POLICY delivery_is_reached ON delivery FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_everything()) OR row_key(warehouse_id, delivery_id) <@ (SELECT reached_deliveries()));

ALTER TABLE expected_donation ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS expected_is_for_a_reached_owner ON expected_donation;
CREATE POLICY expected_is_for_a_reached_owner ON expected_donation FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_everything()) OR warehouse_id = ANY ((SELECT whole_warehouses())::bigint[])
    OR owner_id = ANY ((SELECT owners_everywhere())::bigint[]) OR row_key(warehouse_id, owner_id) <@ (SELECT owners_by_warehouse()));

ALTER TABLE expected_arrival ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS expected_arrival_is_of_a_reached_movement ON expected_arrival;
CREATE POLICY expected_arrival_is_of_a_reached_movement ON expected_arrival FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_everything()) OR row_key(warehouse_id, movement_id) <@ (SELECT reached_movements()));

ALTER TABLE spending ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS spending_is_of_a_reached_owner ON spending;
CREATE POLICY spending_is_of_a_reached_owner ON spending FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_everything()) OR warehouse_id = ANY ((SELECT whole_warehouses())::bigint[])
    OR owner_id = ANY ((SELECT owners_everywhere())::bigint[]) OR row_key(warehouse_id, owner_id) <@ (SELECT owners_by_warehouse()));

ALTER TABLE purchase ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS purchase_is_reached ON purchase;
CREATE POLICY purchase_is_reached ON purchase FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_everything()) OR row_key(warehouse_id, purchase_id) <@ (SELECT reached_spending()));

ALTER TABLE purchase_line ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS purchase_line_is_of_a_reached_purchase ON purchase_line;
CREATE POLICY purchase_line_is_of_a_reached_purchase ON purchase_line FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_everything()) OR row_key(warehouse_id, purchase_id) <@ (SELECT reached_spending()));
