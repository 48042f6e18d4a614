-- Who reads: the settings that a transaction carries for the person it reads for, as the rules of Schema/grants ask for them.
--
--   entrepot.audience  house       the daemon's own work, and administrators without limits
--                      person      somebody with limits, or without; restricted sites show only to their circle
--   entrepot.reach     everything  all owners' goods in all warehouses
--                      3/*,3/7,*/7 warehouse and owner: all of warehouse 3; owner 7 in warehouse 3; owner 7 everywhere
--   entrepot.person    zoe         the code that stands in the audit
--   entrepot.roles     lead@3      roles that reach the whole of a warehouse; lead@* of every warehouse
--   entrepot.funds     7,9         organisations whose grants' reports a funder reads
--
-- Whoever set none of them reads no row that is anybody's. An unlimited person has reach everything and audience person.

CREATE OR REPLACE FUNCTION reads_as_house() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(current_setting('entrepot.audience', true) = 'house', false)
$$;

CREATE OR REPLACE FUNCTION reads_everything() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(current_setting('entrepot.reach', true) = 'everything', false)
$$;

CREATE OR REPLACE FUNCTION reading_person() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT nullif(current_setting('entrepot.person', true), '')
$$;

CREATE OR REPLACE FUNCTION reached_pairs() RETURNS TABLE (warehouse_id bigint, owner_id bigint) LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT nullif(split_part(pair, '/', 1), '*')::bigint, nullif(split_part(pair, '/', 2), '*')::bigint
    FROM unnest(string_to_array(nullif(nullif(current_setting('entrepot.reach', true), 'everything'), ''), ',')) AS pair
$$;

-- Warehouses reached with all that lies in them, whoever owns it.
CREATE OR REPLACE FUNCTION whole_warehouses() RETURNS bigint[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT array(SELECT warehouse_id FROM entrepot.reached_pairs() WHERE owner_id IS NULL)
$$;

-- Owners reached wherever their goods lie.
CREATE OR REPLACE FUNCTION owners_everywhere() RETURNS bigint[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT array(SELECT owner_id FROM entrepot.reached_pairs() WHERE warehouse_id IS NULL)
$$;

CREATE OR REPLACE FUNCTION owners_in_warehouses() RETURNS TABLE (warehouse_id bigint, owner_id bigint)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT p.warehouse_id, p.owner_id FROM entrepot.reached_pairs() AS p WHERE p.warehouse_id IS NOT NULL AND p.owner_id IS NOT NULL
$$;

-- Roles over whole warehouses; a warehouse of null is every one.
CREATE OR REPLACE FUNCTION reading_roles() RETURNS TABLE (role text, warehouse_id bigint) LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT split_part(word, '@', 1), nullif(split_part(word, '@', 2), '*')::bigint
    FROM unnest(string_to_array(nullif(current_setting('entrepot.roles', true), ''), ',')) AS word
$$;

CREATE OR REPLACE FUNCTION funding_organisations() RETURNS bigint[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(string_to_array(nullif(current_setting('entrepot.funds', true), ''), ',')::bigint[], '{}')
$$;

-- The half hour an instant lies in: what is left of a time from which a hidden place could be computed.
CREATE OR REPLACE FUNCTION half_hour(p_at timestamptz) RETURNS timestamptz LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT date_bin('30 minutes', p_at, '2000-01-01 00:00:00+00')
$$;

-- Rows of a warehouse are told apart by one number, so that what is reached fits into one value that is made once a statement and asked
-- row by row: a multirange, which is searched in halves. No table is read by a rule itself: a rule with a query in it costs each row what
-- the planner believes the query to cost, and it then reads whole tables to avoid it (stock of a warehouse 110 ms instead of 1).
CREATE OR REPLACE FUNCTION row_key(p_warehouse bigint, p_number bigint) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT (p_warehouse << 40) | p_number
$$;

-- The owners reached in some warehouses only, as keys.
CREATE OR REPLACE FUNCTION owners_by_warehouse() RETURNS int8multirange LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(range_agg(int8range(k, k, '[]')), '{}')
    FROM (SELECT entrepot.row_key(o.warehouse_id, o.owner_id) AS k FROM entrepot.owners_in_warehouses() AS o) AS x
$$;
