-- A warehouse with its books and the places of the world outside that every warehouse needs.
CREATE OR REPLACE FUNCTION create_warehouse(p_code text, p_name text, p_time_zone text, p_latitude double precision,
    p_longitude double precision, p_day_starts time) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = entrepot, pg_temp
AS $$
DECLARE
    v_warehouse bigint;
BEGIN
    INSERT INTO warehouse (code, name, time_zone, latitude, longitude, day_starts_at)
    VALUES (p_code, p_name, p_time_zone, p_latitude, p_longitude, coalesce(p_day_starts, '04:00'))
    RETURNING warehouse_id INTO v_warehouse;
    INSERT INTO warehouse_books (warehouse_id) VALUES (v_warehouse);
    INSERT INTO place (warehouse_id, code, name, kind, holds_stock)
    SELECT v_warehouse, kind, NULL, kind, holds_stock FROM place_kind WHERE NOT holds_stock ORDER BY kind;
    INSERT INTO place (warehouse_id, code, name, kind, holds_stock) VALUES (v_warehouse, 'quarantine', NULL, 'quarantine', true);
    RETURN v_warehouse;
END $$;

-- The local operational day an instant belongs to; days begin at the warehouse's own hour.
CREATE OR REPLACE FUNCTION operational_day(p_warehouse bigint, p_at timestamptz) RETURNS date
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = entrepot, pg_temp
AS $$
    SELECT (p_at AT TIME ZONE time_zone - day_starts_at::interval)::date FROM warehouse WHERE warehouse_id = p_warehouse
$$;

-- The instant at which an operational day begins; 23 or 25 hours after the one before when the clocks change.
CREATE OR REPLACE FUNCTION operational_day_begins(p_warehouse bigint, p_day date) RETURNS timestamptz
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = entrepot, pg_temp
AS $$
    SELECT (p_day + day_starts_at) AT TIME ZONE time_zone FROM warehouse WHERE warehouse_id = p_warehouse
$$;
