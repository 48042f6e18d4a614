-- Whose goods somebody reads, whichever query asks.
--
-- A transaction that reads for a person carries the settings told in Schema/routines/who_reads.sql; without them the daemon's role reads
-- no row of these tables. The cheapest way to a row comes first: everything is reached; else the row's key is among those reached, which
-- are made once a statement. The routines that post belong to the owner of the tables, whom these rules do not bind: they check the
-- scope of each movement by themselves.

-- A lot on its way to a reached warehouse is read there.
ALTER TABLE lot ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS lot_is_reached ON lot;
CREATE POLICY lot_is_reached ON lot FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_everything()) OR row_key(warehouse_id, lot_id) <@ (SELECT reached_lots())
    OR row_key(warehouse_id, lot_id) <@ (SELECT sent_lots()));

ALTER TABLE balance ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS balance_is_of_a_reached_lot ON balance;
CREATE POLICY balance_is_of_a_reached_lot ON balance FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_everything()) OR row_key(warehouse_id, lot_id) <@ (SELECT reached_lots()));

ALTER TABLE balance_snapshot ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS snapshot_is_of_a_reached_lot ON balance_snapshot;
CREATE POLICY snapshot_is_of_a_reached_lot ON balance_snapshot FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_everything()) OR row_key(warehouse_id, lot_id) <@ (SELECT reached_lots()));

ALTER TABLE receipt ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS receipt_is_of_a_reached_lot ON receipt;
CREATE POLICY receipt_is_of_a_reached_lot ON receipt FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_everything()) OR row_key(warehouse_id, lot_id) <@ (SELECT reached_lots()));

ALTER TABLE ledger_exception ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS exception_is_of_a_reached_lot ON ledger_exception;
CREATE POLICY exception_is_of_a_reached_lot ON ledger_exception FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_as_house())
    OR (((SELECT reads_everything()) OR row_key(warehouse_id, lot_id) <@ (SELECT reached_lots()))
        AND NOT row_key(warehouse_id, movement_id) <@ (SELECT hidden_movements())));

-- A promise names its stop: with a hidden stop it is hidden, and with a round's whole load too.
ALTER TABLE reservation ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS reservation_is_of_a_reached_lot ON reservation;
CREATE POLICY reservation_is_of_a_reached_lot ON reservation FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_as_house())
    OR (((SELECT reads_everything()) OR row_key(warehouse_id, lot_id) <@ (SELECT reached_lots()))
        AND (round_id IS NULL OR NOT row_key(warehouse_id, round_id) <@ (SELECT blurred_rounds())
             OR NOT coalesce(row_key(warehouse_id, stop_id) <@ (SELECT hidden_stops()), true))));

ALTER TABLE reservation_release ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS release_is_of_a_reached_lot ON reservation_release;
CREATE POLICY release_is_of_a_reached_lot ON reservation_release FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_as_house())
    OR (((SELECT reads_everything()) OR row_key(warehouse_id, lot_id) <@ (SELECT reached_lots()))
        AND (round_id IS NULL OR NOT row_key(warehouse_id, round_id) <@ (SELECT blurred_rounds())
             OR NOT coalesce(row_key(warehouse_id, stop_id) <@ (SELECT hidden_stops()), true))));

-- A movement is read by whoever reaches one of its lots, and of its lines those of such lots; one that goes to a reached warehouse is
-- read there. What tells of a hidden stop is left out: its own entries, and the loading and return of its round.
ALTER TABLE movement ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS movement_is_reached ON movement;
CREATE POLICY movement_is_reached ON movement FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_as_house())
    OR (((SELECT reads_everything()) OR row_key(warehouse_id, movement_id) <@ (SELECT reached_movements())
         OR row_key(warehouse_id, movement_id) <@ (SELECT sent_movements()))
        AND (round_id IS NULL OR NOT row_key(warehouse_id, round_id) <@ (SELECT blurred_rounds())
             OR NOT coalesce(row_key(warehouse_id, stop_id) <@ (SELECT hidden_stops()), true))));

ALTER TABLE movement_line ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS line_is_of_a_reached_lot ON movement_line;
CREATE POLICY line_is_of_a_reached_lot ON movement_line FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_everything()) OR row_key(warehouse_id, lot_id) <@ (SELECT reached_lots())
    OR row_key(warehouse_id, movement_id) <@ (SELECT sent_movements()));

ALTER TABLE journal ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS journal_is_of_a_reached_movement ON journal;
CREATE POLICY journal_is_of_a_reached_movement ON journal FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_everything()) OR row_key(warehouse_id, movement_id) <@ (SELECT reached_movements()));

-- Goods between two warehouses are read at both ends.
ALTER TABLE transit ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS transit_is_reached ON transit;
CREATE POLICY transit_is_reached ON transit FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_everything()) OR row_key(warehouse_id, movement_id) <@ (SELECT reached_movements())
    OR to_warehouse_id = ANY ((SELECT whole_warehouses())::bigint[]));

ALTER TABLE transit_arrival ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS arrival_is_reached ON transit_arrival;
CREATE POLICY arrival_is_reached ON transit_arrival FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_everything()) OR warehouse_id = ANY ((SELECT whole_warehouses())::bigint[])
    OR row_key(from_warehouse_id, from_lot_id) <@ (SELECT reached_lots()));

-- A count is of a place with all that lies there, whoever owns it.
ALTER TABLE stock_count ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS count_is_of_a_whole_warehouse ON stock_count;
CREATE POLICY count_is_of_a_whole_warehouse ON stock_count FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_everything()) OR warehouse_id = ANY ((SELECT whole_warehouses())::bigint[]));

ALTER TABLE period ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS period_is_of_a_whole_warehouse ON period;
CREATE POLICY period_is_of_a_whole_warehouse ON period FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_everything()) OR warehouse_id = ANY ((SELECT whole_warehouses())::bigint[]));

ALTER TABLE lot_change ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS lot_change_is_of_a_reached_lot ON lot_change;
CREATE POLICY lot_change_is_of_a_reached_lot ON lot_change FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_everything()) OR row_key(warehouse_id, lot_id) <@ (SELECT reached_lots()));

ALTER TABLE stock_count_line ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS count_line_is_of_a_whole_warehouse ON stock_count_line;
CREATE POLICY count_line_is_of_a_whole_warehouse ON stock_count_line FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_everything()) OR warehouse_id = ANY ((SELECT whole_warehouses())::bigint[]));

-- What became of goods is read with the goods that went in: their owner is the owner of what came out.
ALTER TABLE lot_inheritance ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS inheritance_is_of_a_reached_lot ON lot_inheritance;
CREATE POLICY inheritance_is_of_a_reached_lot ON lot_inheritance FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_everything()) OR row_key(warehouse_id, from_lot_id) <@ (SELECT reached_lots()));

ALTER TABLE lot_inheritance_value ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS inherited_value_is_of_a_reached_lot ON lot_inheritance_value;
CREATE POLICY inherited_value_is_of_a_reached_lot ON lot_inheritance_value FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_everything()) OR row_key(warehouse_id, from_lot_id) <@ (SELECT reached_lots()));

ALTER TABLE sorting ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS sorting_is_of_a_reached_movement ON sorting;
CREATE POLICY sorting_is_of_a_reached_movement ON sorting FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_everything()) OR row_key(warehouse_id, movement_id) <@ (SELECT reached_movements()));

-- Goods handed out are read with their movement; one for a site that is hidden from the reader tells nothing of it.
ALTER TABLE issue ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS issue_is_of_a_reached_movement ON issue;
CREATE POLICY issue_is_of_a_reached_movement ON issue FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_as_house())
    OR (((SELECT reads_everything()) OR row_key(warehouse_id, movement_id) <@ (SELECT reached_movements()))
        AND (site_id IS NULL OR NOT row_key(warehouse_id, site_id) <@ (SELECT hidden_sites()))));
