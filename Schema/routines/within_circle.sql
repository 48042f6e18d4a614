-- Restricted sites that the reader may not see, and what tells of them, as keys of rows (see row_key). Administrators of the whole
-- warehouse see every site; of the others those on a site's list, and while it has no list its leads and managers.
CREATE OR REPLACE FUNCTION hidden_sites() RETURNS int8multirange LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = entrepot, pg_temp AS $$
BEGIN
    IF reads_as_house() THEN
        RETURN '{}';
    END IF;
    RETURN (SELECT coalesce(range_agg(int8range(k, k, '[]')), '{}') FROM (
        SELECT row_key(s.warehouse_id, s.site_id) AS k FROM site AS s
        WHERE s.sensitivity = 'restricted'
          AND NOT EXISTS (
            SELECT FROM reading_roles() AS r WHERE (r.warehouse_id IS NULL OR r.warehouse_id = s.warehouse_id)
              AND (r.role = 'admin' OR (r.role IN ('lead', 'manager') AND NOT EXISTS (
                SELECT FROM site_allowance AS a WHERE a.warehouse_id = s.warehouse_id AND a.site_id = s.site_id))))
          AND NOT EXISTS (
            SELECT FROM site_allowance AS a WHERE a.warehouse_id = s.warehouse_id AND a.site_id = s.site_id
              AND (a.person = (SELECT reading_person()) OR EXISTS (
                SELECT FROM reading_roles() AS r WHERE r.role = a.role
                  AND (r.warehouse_id IS NULL OR r.warehouse_id = s.warehouse_id))))) AS x);
END $$;

-- Stops at such sites, rounds that make them, and needs of such sites.
CREATE OR REPLACE FUNCTION hidden_stops() RETURNS int8multirange LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = entrepot, pg_temp AS $$
BEGIN
    IF reads_as_house() THEN
        RETURN '{}';
    END IF;
    RETURN (SELECT coalesce(range_agg(int8range(k, k, '[]')), '{}') FROM (
        SELECT row_key(t.warehouse_id, t.stop_id) AS k FROM site AS s
        JOIN round_stop AS t ON t.warehouse_id = s.warehouse_id AND t.site_id = s.site_id
        WHERE s.sensitivity = 'restricted' AND row_key(s.warehouse_id, s.site_id) <@ (SELECT hidden_sites())) AS x);
END $$;
CREATE OR REPLACE FUNCTION blurred_rounds() RETURNS int8multirange LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = entrepot, pg_temp AS $$
BEGIN
    IF reads_as_house() THEN
        RETURN '{}';
    END IF;
    RETURN (SELECT coalesce(range_agg(int8range(k, k, '[]')), '{}') FROM (
        SELECT row_key(t.warehouse_id, t.round_id) AS k FROM site AS s
        JOIN round_stop AS t ON t.warehouse_id = s.warehouse_id AND t.site_id = s.site_id
        WHERE s.sensitivity = 'restricted' AND row_key(s.warehouse_id, s.site_id) <@ (SELECT hidden_sites())) AS x);
END $$;
CREATE OR REPLACE FUNCTION hidden_needs() RETURNS int8multirange LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = entrepot, pg_temp AS $$
BEGIN
    IF reads_as_house() THEN
        RETURN '{}';
    END IF;
    RETURN (SELECT coalesce(range_agg(int8range(k, k, '[]')), '{}') FROM (
        SELECT row_key(n.warehouse_id, n.need_id) AS k FROM need AS n
        WHERE row_key(n.warehouse_id, n.site_id) <@ (SELECT hidden_sites())) AS x);
END $$;

-- Whether an entry of a round tells of a hidden stop: one of the stop, or the round's loading and return, whose figures less the other
-- stops' would be the stop's.
CREATE OR REPLACE FUNCTION hidden_movements() RETURNS int8multirange LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = entrepot, pg_temp AS $$
BEGIN
    IF reads_as_house() THEN
        RETURN '{}';
    END IF;
    RETURN (SELECT coalesce(range_agg(int8range(k, k, '[]')), '{}') FROM (
        SELECT row_key(m.warehouse_id, m.movement_id) AS k FROM site AS s
        JOIN round_stop AS t ON t.warehouse_id = s.warehouse_id AND t.site_id = s.site_id
        JOIN movement AS m ON m.warehouse_id = t.warehouse_id AND m.round_id = t.round_id AND (m.stop_id IS NULL OR m.stop_id = t.stop_id)
        WHERE s.sensitivity = 'restricted' AND row_key(s.warehouse_id, s.site_id) <@ (SELECT hidden_sites())) AS x);
END $$;

-- Whether the words of an audited line tell of a site that is hidden, or of a round that calls there: the site's code as a word of its own,
-- its name, or `round=` with the round's number. Warehouse 0 stands for the catalogue, whose lines may name any site. What is hidden is
-- given, so that it is looked up once a statement and not once a line.
CREATE OR REPLACE FUNCTION tells_of_hidden_site(p_warehouse bigint, p_words text, p_sites int8multirange, p_rounds int8multirange) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = entrepot, pg_temp AS $$
BEGIN
    IF isempty(p_sites) THEN
        RETURN false;
    END IF;
    RETURN coalesce(row_key(p_warehouse, substring(p_words from '\mround="?#?(\d{1,15})')::bigint) <@ p_rounds, false) OR EXISTS (
        SELECT FROM site AS s
        WHERE s.sensitivity = 'restricted' AND (p_warehouse = 0 OR s.warehouse_id = p_warehouse)
          AND (p_words ~* ('(^|[^a-z0-9-])' || s.code || '($|[^a-z0-9-])') OR position(lower(s.name) IN lower(p_words)) > 0)
          AND row_key(s.warehouse_id, s.site_id) <@ p_sites);
END $$;
