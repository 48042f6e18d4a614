-- What each role may do. The daemon reads every table, and of a table those rows that the files rows_*.sql let it see; it writes stock
-- through the routines alone. The reader only reads, and reads all.
-- Roles are made by whoever administers the server (see the README); the statements below only hand out rights.

REVOKE ALL ON SCHEMA entrepot FROM PUBLIC;
GRANT USAGE ON SCHEMA entrepot TO entrepot_daemon, entrepot_reader;
REVOKE ALL ON ALL TABLES IN SCHEMA entrepot FROM entrepot_daemon, entrepot_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA entrepot TO entrepot_daemon, entrepot_reader;
-- Views that answer by who asks have nothing to say to a reader, who reads the tables.
REVOKE ALL ON seen_round, seen_stop, seen_debt FROM entrepot_reader;
-- Nor does anybody but the daemon read how a person shows who they are.
REVOKE ALL ON person_pin, pin_try FROM entrepot_reader;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA entrepot FROM PUBLIC;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA entrepot TO entrepot_daemon;
GRANT EXECUTE ON FUNCTION stock_as_of(bigint, timestamptz), operational_day(bigint, timestamptz),
    operational_day_begins(bigint, date), verify_books(bigint), movement_stands(bigint, bigint) TO entrepot_reader;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA entrepot TO entrepot_daemon;

GRANT INSERT, UPDATE ON organisation, donor, item, item_pack, warehouse, place, funding_grant, funding_grant_line TO entrepot_daemon;
GRANT INSERT, DELETE ON item_alias TO entrepot_daemon;
GRANT INSERT ON catalogue_change TO entrepot_daemon;
GRANT DELETE ON item_pack, funding_grant_line TO entrepot_daemon;
GRANT INSERT, UPDATE ON person TO entrepot_daemon;
GRANT INSERT, DELETE ON person_role TO entrepot_daemon;
GRANT INSERT, UPDATE, DELETE ON person_pin, pin_try, session_default TO entrepot_daemon;
GRANT INSERT ON donor_change, expected_arrival, spending, purchase_line, exchange_rate, valuation TO entrepot_daemon;
GRANT INSERT, UPDATE ON delivery, expected_donation, purchase TO entrepot_daemon;
GRANT INSERT ON request, audit, transit, import_row, consent, loan, round_loan, settlement, handover TO entrepot_daemon;
GRANT INSERT, UPDATE ON partner_request, partner_request_item, partner_request_movement TO entrepot_daemon;
GRANT INSERT, UPDATE, DELETE ON warehouse_closing TO entrepot_daemon;
GRANT UPDATE (ended_at, ended_by) ON settlement TO entrepot_daemon;
GRANT INSERT ON kit_recipe, kit_component TO entrepot_daemon;
GRANT INSERT, UPDATE ON stock_count, transit_arrival, ledger_exception TO entrepot_daemon;
GRANT INSERT, UPDATE, DELETE ON stock_count_line TO entrepot_daemon;
GRANT UPDATE (counted_until, closed_until, frozen_at) ON warehouse_books TO entrepot_daemon;
GRANT INSERT ON period, lot_change TO entrepot_daemon;
GRANT UPDATE (expires_on, donor_id, grant_id, condition, batch) ON lot TO entrepot_daemon;
GRANT UPDATE ON clock_mark TO entrepot_daemon;
GRANT INSERT, UPDATE ON verification TO entrepot_daemon;
GRANT INSERT, UPDATE ON site, need, vehicle, crew, plan, round, round_stop, report_run TO entrepot_daemon;
GRANT INSERT, DELETE ON site_allowance TO entrepot_daemon;
GRANT INSERT ON site_headcount, site_status_change, plan_unserved, round_step, report_file TO entrepot_daemon;
GRANT INSERT, UPDATE, DELETE ON site_window, need_share, round_stop_item, round_stop_lot, round_stop_service TO entrepot_daemon;
GRANT DELETE ON need, crew, report_file TO entrepot_daemon;
