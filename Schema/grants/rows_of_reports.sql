-- Who reads grants, reports, the audit and the answers kept with keys.

-- A grant is read by its funder, its holder, and whoever has a warehouse, whose goods it may have paid for.
ALTER TABLE funding_grant ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS grant_is_reached ON funding_grant;
CREATE POLICY grant_is_reached ON funding_grant FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_everything()) OR (SELECT cardinality(whole_warehouses()) > 0)
    OR funder_id = ANY ((SELECT funding_organisations())::bigint[])
    OR holder_id IN (SELECT p.owner_id FROM reached_pairs() AS p));

ALTER TABLE funding_grant_line ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS grant_line_is_of_a_reached_grant ON funding_grant_line;
CREATE POLICY grant_line_is_of_a_reached_grant ON funding_grant_line FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_everything()) OR grant_id IN (SELECT g.grant_id FROM funding_grant AS g));

-- Reports are a whole warehouse's. A funder reads those made for it, of its own grants, once they are sealed, and nothing else.
ALTER TABLE report_run ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS report_is_of_a_readers_audience ON report_run;
CREATE POLICY report_is_of_a_readers_audience ON report_run FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_everything()) OR warehouse_id = ANY ((SELECT whole_warehouses())::bigint[])
    OR (audience = 'funder' AND state IN ('sealed', 'superseded') AND grant_id IN (
        SELECT g.grant_id FROM funding_grant AS g WHERE g.funder_id = ANY ((SELECT funding_organisations())::bigint[]))));

ALTER TABLE report_file ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS file_is_of_a_readers_report ON report_file;
CREATE POLICY file_is_of_a_readers_report ON report_file FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_everything())
    OR EXISTS (SELECT FROM report_run AS r WHERE r.warehouse_id = report_file.warehouse_id AND r.report_id = report_file.report_id));

-- Whether words name a restricted site that the reader may not see: its code as a word of its own, or its name. Warehouse 0 stands for
-- the catalogue, whose lines may name any site.
CREATE OR REPLACE FUNCTION names_hidden_site(p_warehouse bigint, p_words text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = entrepot, pg_temp
AS $$
    SELECT EXISTS (
        SELECT FROM hidden_site AS h
        JOIN site AS s ON s.warehouse_id = h.warehouse_id AND s.site_id = h.site_id
        WHERE (p_warehouse = 0 OR h.warehouse_id = p_warehouse)
          AND (p_words ~* ('(^|[^a-z0-9-])' || s.code || '($|[^a-z0-9-])') OR position(lower(s.name) IN lower(p_words)) > 0))
$$;
REVOKE ALL ON FUNCTION names_hidden_site(bigint, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION names_hidden_site(bigint, text) TO entrepot_daemon;

-- The audit of a warehouse is read with the whole of it; everybody reads what they did themselves. Lines about a site that the reader
-- may not see are left out, by the site written with them, by the entry they made, or by their words.
ALTER TABLE audit ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS audit_is_reached ON audit;
CREATE POLICY audit_is_reached ON audit FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_as_house())
    OR (((SELECT reads_everything()) OR warehouse_id = ANY ((SELECT whole_warehouses())::bigint[]) OR actor = (SELECT reading_person()))
        AND (site_id IS NULL OR (warehouse_id, site_id) NOT IN (SELECT h.warehouse_id, h.site_id FROM hidden_site AS h))
        AND (movement_id IS NULL OR (warehouse_id, movement_id) NOT IN (SELECT h.warehouse_id, h.movement_id FROM hidden_movement AS h))
        AND NOT names_hidden_site(warehouse_id, command)));

-- Answers kept with their keys are for the daemon, which gives them to whoever sent the same words before.
ALTER TABLE request ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS request_is_the_houses ON request;
CREATE POLICY request_is_the_houses ON request FOR SELECT TO entrepot_daemon USING ((SELECT reads_as_house()));
