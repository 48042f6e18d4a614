-- Whose goods somebody reads, whichever query asks.
--
-- A transaction that reads for a person carries the settings told in Schema/routines/who_reads.sql; without them the daemon's role reads
-- no row of these tables. The three ways to a row, always in this order, the cheapest first: everything is reached; the whole warehouse
-- is; or this owner's goods are. The routines that post belong to the owner of the tables, whom these rules do not bind: they check the
-- scope of each movement by themselves.

ALTER TABLE lot ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS lot_is_reached ON lot;
CREATE POLICY lot_is_reached ON lot FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_everything()) OR warehouse_id = ANY ((SELECT whole_warehouses())::bigint[])
    OR owner_id = ANY ((SELECT owners_everywhere())::bigint[])
    OR (warehouse_id, owner_id) IN (SELECT o.warehouse_id, o.owner_id FROM owners_in_warehouses() AS o)
    OR EXISTS (SELECT FROM sent_lot AS s WHERE s.warehouse_id = lot.warehouse_id AND s.lot_id = lot.lot_id));

-- What is said of a lot in its own warehouse.
ALTER TABLE balance ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS balance_is_of_a_reached_lot ON balance;
CREATE POLICY balance_is_of_a_reached_lot ON balance FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_everything()) OR warehouse_id = ANY ((SELECT whole_warehouses())::bigint[])
    OR EXISTS (SELECT FROM reached_lot AS l WHERE l.warehouse_id = balance.warehouse_id AND l.lot_id = balance.lot_id));

ALTER TABLE balance_snapshot ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS snapshot_is_of_a_reached_lot ON balance_snapshot;
CREATE POLICY snapshot_is_of_a_reached_lot ON balance_snapshot FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_everything()) OR warehouse_id = ANY ((SELECT whole_warehouses())::bigint[])
    OR EXISTS (SELECT FROM reached_lot AS l WHERE l.warehouse_id = balance_snapshot.warehouse_id AND l.lot_id = balance_snapshot.lot_id));

ALTER TABLE receipt ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS receipt_is_of_a_reached_lot ON receipt;
CREATE POLICY receipt_is_of_a_reached_lot ON receipt FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_everything()) OR warehouse_id = ANY ((SELECT whole_warehouses())::bigint[])
    OR EXISTS (SELECT FROM reached_lot AS l WHERE l.warehouse_id = receipt.warehouse_id AND l.lot_id = receipt.lot_id));

ALTER TABLE ledger_exception ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS exception_is_of_a_reached_lot ON ledger_exception;
CREATE POLICY exception_is_of_a_reached_lot ON ledger_exception FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_as_house())
    OR (((SELECT reads_everything()) OR warehouse_id = ANY ((SELECT whole_warehouses())::bigint[])
         OR EXISTS (SELECT FROM reached_lot AS l WHERE l.warehouse_id = ledger_exception.warehouse_id AND l.lot_id = ledger_exception.lot_id))
        AND (warehouse_id, movement_id) NOT IN (SELECT h.warehouse_id, h.movement_id FROM hidden_movement AS h)));

-- A promise names its stop: with a hidden stop it is hidden.
ALTER TABLE reservation ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS reservation_is_of_a_reached_lot ON reservation;
CREATE POLICY reservation_is_of_a_reached_lot ON reservation FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_as_house())
    OR (((SELECT reads_everything()) OR warehouse_id = ANY ((SELECT whole_warehouses())::bigint[])
         OR EXISTS (SELECT FROM reached_lot AS l WHERE l.warehouse_id = reservation.warehouse_id AND l.lot_id = reservation.lot_id))
        AND NOT EXISTS (SELECT FROM hidden_stop AS h WHERE h.warehouse_id = reservation.warehouse_id AND h.round_id = reservation.round_id
                        AND (reservation.stop_id IS NULL OR h.stop_id = reservation.stop_id))));

ALTER TABLE reservation_release ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS release_is_of_a_reached_lot ON reservation_release;
CREATE POLICY release_is_of_a_reached_lot ON reservation_release FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_as_house())
    OR (((SELECT reads_everything()) OR warehouse_id = ANY ((SELECT whole_warehouses())::bigint[])
         OR EXISTS (SELECT FROM reached_lot AS l WHERE l.warehouse_id = reservation_release.warehouse_id AND l.lot_id = reservation_release.lot_id))
        AND NOT EXISTS (SELECT FROM hidden_stop AS h WHERE h.warehouse_id = reservation_release.warehouse_id AND h.round_id = reservation_release.round_id
                        AND (reservation_release.stop_id IS NULL OR h.stop_id = reservation_release.stop_id))));

-- A movement is read by whoever reaches one of its lots, and of its lines those of such lots; one that goes to a reached warehouse is
-- read there. What tells of a hidden stop is left out.
ALTER TABLE movement ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS movement_is_reached ON movement;
CREATE POLICY movement_is_reached ON movement FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_as_house())
    OR (((SELECT reads_everything()) OR warehouse_id = ANY ((SELECT whole_warehouses())::bigint[])
         OR EXISTS (SELECT FROM reached_line AS x WHERE x.warehouse_id = movement.warehouse_id AND x.movement_id = movement.movement_id)
         OR EXISTS (SELECT FROM sent_here AS s WHERE s.warehouse_id = movement.warehouse_id AND s.movement_id = movement.movement_id))
        AND (round_id IS NULL OR NOT EXISTS (
            SELECT FROM hidden_stop AS h WHERE h.warehouse_id = movement.warehouse_id AND h.round_id = movement.round_id
              AND (movement.stop_id IS NULL OR h.stop_id = movement.stop_id)))));

ALTER TABLE movement_line ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS line_is_of_a_reached_lot ON movement_line;
CREATE POLICY line_is_of_a_reached_lot ON movement_line FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_everything()) OR warehouse_id = ANY ((SELECT whole_warehouses())::bigint[])
    OR EXISTS (SELECT FROM reached_lot AS l WHERE l.warehouse_id = movement_line.warehouse_id AND l.lot_id = movement_line.lot_id)
    OR EXISTS (SELECT FROM sent_here AS s WHERE s.warehouse_id = movement_line.warehouse_id AND s.movement_id = movement_line.movement_id));

ALTER TABLE journal ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS journal_is_of_a_reached_movement ON journal;
CREATE POLICY journal_is_of_a_reached_movement ON journal FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_everything()) OR warehouse_id = ANY ((SELECT whole_warehouses())::bigint[])
    OR EXISTS (SELECT FROM reached_line AS x WHERE x.warehouse_id = journal.warehouse_id AND x.movement_id = journal.movement_id));

-- Goods between two warehouses are read at both ends.
ALTER TABLE transit ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS transit_is_reached ON transit;
CREATE POLICY transit_is_reached ON transit FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_everything()) OR warehouse_id = ANY ((SELECT whole_warehouses())::bigint[])
    OR to_warehouse_id = ANY ((SELECT whole_warehouses())::bigint[])
    OR EXISTS (SELECT FROM reached_line AS x WHERE x.warehouse_id = transit.warehouse_id AND x.movement_id = transit.movement_id));

ALTER TABLE transit_arrival ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS arrival_is_reached ON transit_arrival;
CREATE POLICY arrival_is_reached ON transit_arrival FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_everything()) OR warehouse_id = ANY ((SELECT whole_warehouses())::bigint[])
    OR from_warehouse_id = ANY ((SELECT whole_warehouses())::bigint[])
    OR EXISTS (SELECT FROM reached_lot AS l WHERE l.warehouse_id = transit_arrival.from_warehouse_id AND l.lot_id = transit_arrival.from_lot_id));

-- A count is of a place with all that lies there, whoever owns it.
ALTER TABLE stock_count ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS count_is_of_a_whole_warehouse ON stock_count;
CREATE POLICY count_is_of_a_whole_warehouse ON stock_count FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_everything()) OR warehouse_id = ANY ((SELECT whole_warehouses())::bigint[]));

ALTER TABLE stock_count_line ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS count_line_is_of_a_whole_warehouse ON stock_count_line;
CREATE POLICY count_line_is_of_a_whole_warehouse ON stock_count_line FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_everything()) OR warehouse_id = ANY ((SELECT whole_warehouses())::bigint[]));
