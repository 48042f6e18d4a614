-- Who reads grants, reports, verifications, the audit and the answers kept with keys.

ALTER TABLE funding_grant ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS grant_is_reached ON funding_grant;
CREATE POLICY grant_is_reached ON funding_grant FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_everything()) OR grant_id <@ (SELECT reached_grants()));

ALTER TABLE funding_grant_line ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS grant_line_is_of_a_reached_grant ON funding_grant_line;
CREATE POLICY grant_line_is_of_a_reached_grant ON funding_grant_line FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_everything()) OR grant_id <@ (SELECT reached_grants()));

-- Reports are a whole warehouse's. A funder reads those made for it, of its own grants, once they are sealed, and nothing else.
ALTER TABLE report_run ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS report_is_of_a_readers_audience ON report_run;
CREATE POLICY report_is_of_a_readers_audience ON report_run FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_everything()) OR row_key(warehouse_id, report_id) <@ (SELECT funded_reports()));

ALTER TABLE report_file ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS file_is_of_a_readers_report ON report_file;
CREATE POLICY file_is_of_a_readers_report ON report_file FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_everything()) OR row_key(warehouse_id, report_id) <@ (SELECT funded_reports()));

ALTER TABLE verification ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS verification_is_of_a_whole_warehouse ON verification;
CREATE POLICY verification_is_of_a_whole_warehouse ON verification FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_everything()) OR warehouse_id = ANY ((SELECT whole_warehouses())::bigint[]));

-- The audit of a warehouse is read with the whole of it; everybody reads what they did themselves. Lines about a site that the reader
-- may not see are left out, by the site written with them, by the entry they made, or by their words; so are lines about rounds to it.
ALTER TABLE audit ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS audit_is_reached ON audit;
CREATE POLICY audit_is_reached ON audit FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_as_house())
    OR (((SELECT reads_everything()) OR warehouse_id = ANY ((SELECT whole_warehouses())::bigint[]) OR actor = (SELECT reading_person()))
        AND (site_id IS NULL OR NOT row_key(warehouse_id, site_id) <@ (SELECT hidden_sites()))
        AND (movement_id IS NULL OR NOT row_key(warehouse_id, movement_id) <@ (SELECT hidden_movements()))
        AND NOT tells_of_hidden_site(warehouse_id, command, (SELECT hidden_sites()), (SELECT blurred_rounds()))));

-- Answers kept with their keys are for the daemon, which gives them to whoever sent the same words before.
ALTER TABLE request ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS request_is_the_houses ON request;
CREATE POLICY request_is_the_houses ON request FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_as_house()));

-- So is what imported rows said.
ALTER TABLE import_row ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS import_row_is_the_houses ON import_row;
CREATE POLICY import_row_is_the_houses ON import_row FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_as_house()));
