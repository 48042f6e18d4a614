-- What owners agreed among themselves: each side reads its own. What an owner lets everybody use is told to everybody.

ALTER TABLE consent ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS consent_is_of_a_reached_side ON consent;
CREATE POLICY consent_is_of_a_reached_side ON consent FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_everything()) OR warehouse_id = ANY ((SELECT whole_warehouses())::bigint[])
    OR owner_id = ANY ((SELECT owners_everywhere())::bigint[]) OR user_id = ANY ((SELECT owners_everywhere())::bigint[])
    OR row_key(warehouse_id, owner_id) <@ (SELECT owners_by_warehouse()) OR row_key(warehouse_id, user_id) <@ (SELECT owners_by_warehouse())
    OR (user_id IS NULL AND answer = 'yes' AND EXISTS (SELECT FROM reached_pairs() AS p WHERE p.warehouse_id IS NULL OR p.warehouse_id = consent.warehouse_id)));

ALTER TABLE loan ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS loan_is_of_a_reached_side ON loan;
CREATE POLICY loan_is_of_a_reached_side ON loan FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_everything()) OR warehouse_id = ANY ((SELECT whole_warehouses())::bigint[])
    OR lender_id = ANY ((SELECT owners_everywhere())::bigint[]) OR borrower_id = ANY ((SELECT owners_everywhere())::bigint[])
    OR row_key(warehouse_id, lender_id) <@ (SELECT owners_by_warehouse()) OR row_key(warehouse_id, borrower_id) <@ (SELECT owners_by_warehouse()));

ALTER TABLE round_loan ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS round_loan_is_of_a_reached_side ON round_loan;
CREATE POLICY round_loan_is_of_a_reached_side ON round_loan FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_everything()) OR row_key(warehouse_id, round_id) <@ (SELECT reached_rounds())
    OR lender_id = ANY ((SELECT owners_everywhere())::bigint[]) OR row_key(warehouse_id, lender_id) <@ (SELECT owners_by_warehouse()));

ALTER TABLE settlement ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS settlement_is_of_a_reached_side ON settlement;
CREATE POLICY settlement_is_of_a_reached_side ON settlement FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_everything()) OR warehouse_id = ANY ((SELECT whole_warehouses())::bigint[])
    OR lender_id = ANY ((SELECT owners_everywhere())::bigint[]) OR borrower_id = ANY ((SELECT owners_everywhere())::bigint[])
    OR row_key(warehouse_id, lender_id) <@ (SELECT owners_by_warehouse()) OR row_key(warehouse_id, borrower_id) <@ (SELECT owners_by_warehouse()));

-- That a warehouse closes is told to everybody who has something in it; who took what, to the owner.
ALTER TABLE warehouse_closing ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS closing_is_of_a_reached_warehouse ON warehouse_closing;
CREATE POLICY closing_is_of_a_reached_warehouse ON warehouse_closing FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_everything())
    OR EXISTS (SELECT FROM reached_pairs() AS p WHERE p.warehouse_id IS NULL OR p.warehouse_id = warehouse_closing.warehouse_id));

ALTER TABLE handover ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS handover_is_of_a_reached_owner ON handover;
CREATE POLICY handover_is_of_a_reached_owner ON handover FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_everything()) OR warehouse_id = ANY ((SELECT whole_warehouses())::bigint[])
    OR owner_id = ANY ((SELECT owners_everywhere())::bigint[]) OR row_key(warehouse_id, owner_id) <@ (SELECT owners_by_warehouse()));

-- A request is read by whoever asked and by those who answer for the warehouse.
ALTER TABLE partner_request ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS request_is_of_a_reached_owner ON partner_request;
CREATE POLICY request_is_of_a_reached_owner ON partner_request FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_everything()) OR warehouse_id = ANY ((SELECT whole_warehouses())::bigint[])
    OR owner_id = ANY ((SELECT owners_everywhere())::bigint[]) OR row_key(warehouse_id, owner_id) <@ (SELECT owners_by_warehouse()));
ALTER TABLE partner_request_item ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS request_item_is_of_a_seen_request ON partner_request_item;
CREATE POLICY request_item_is_of_a_seen_request ON partner_request_item FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_everything()) OR EXISTS (SELECT FROM partner_request AS q WHERE q.warehouse_id = partner_request_item.warehouse_id
        AND q.partner_request_id = partner_request_item.partner_request_id));
ALTER TABLE partner_request_movement ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS request_movement_is_of_a_seen_request ON partner_request_movement;
CREATE POLICY request_movement_is_of_a_seen_request ON partner_request_movement FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_everything()) OR EXISTS (SELECT FROM partner_request AS q WHERE q.warehouse_id = partner_request_movement.warehouse_id
        AND q.partner_request_id = partner_request_movement.partner_request_id));
