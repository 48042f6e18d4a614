-- Roles limited to organisations or warehouses read only what is theirs, whichever query asks.
--
-- A read for such a person sets entrepot.owners and entrepot.warehouses (numbers, comma between) for its transaction; without them
-- everything is read. Balances and lines are shown through their lot. The posting routines belong to the owner of the tables, whom
-- these rules do not bind: they check the scope of each movement by themselves.

CREATE OR REPLACE FUNCTION limited_to(p_setting text) RETURNS bigint[]
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT string_to_array(nullif(current_setting(p_setting, true), ''), ',')::bigint[]
$$;
REVOKE ALL ON FUNCTION limited_to(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION limited_to(text) TO entrepot_daemon, entrepot_reader;

ALTER TABLE lot ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS lot_is_of_a_readers_owner ON lot;
CREATE POLICY lot_is_of_a_readers_owner ON lot FOR SELECT TO entrepot_daemon, entrepot_reader USING (
    ((SELECT limited_to('entrepot.owners')) IS NULL OR owner_id = ANY ((SELECT limited_to('entrepot.owners'))::bigint[]))
    AND ((SELECT limited_to('entrepot.warehouses')) IS NULL OR warehouse_id = ANY ((SELECT limited_to('entrepot.warehouses'))::bigint[])));

ALTER TABLE movement ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS movement_is_of_a_readers_warehouse ON movement;
CREATE POLICY movement_is_of_a_readers_warehouse ON movement FOR SELECT TO entrepot_daemon, entrepot_reader USING (
    ((SELECT limited_to('entrepot.warehouses')) IS NULL OR warehouse_id = ANY ((SELECT limited_to('entrepot.warehouses'))::bigint[]))
    AND ((SELECT limited_to('entrepot.owners')) IS NULL OR EXISTS (
        SELECT FROM movement_line AS l JOIN lot AS t ON t.warehouse_id = l.warehouse_id AND t.lot_id = l.lot_id
        WHERE l.warehouse_id = movement.warehouse_id AND l.movement_id = movement.movement_id)));
