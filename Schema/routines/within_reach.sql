-- What the reader reaches, as keys of rows (see row_key), whole warehouses included. The rules of Schema/grants ask these once a
-- statement, and only when not everything is reached. They read with the owner's rights, so that rules do not run in circles, and
-- keep their plans (an SQL function would be planned anew for every statement, for milliseconds).

-- Every row of the warehouses that are reached as a whole.
CREATE OR REPLACE FUNCTION whole_keys() RETURNS int8multirange LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(range_agg(int8range(w << 40, (w + 1) << 40)), '{}') FROM unnest(entrepot.whole_warehouses()) AS w
$$;

CREATE OR REPLACE FUNCTION reached_lots() RETURNS int8multirange LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = entrepot, pg_temp AS $$
BEGIN
    RETURN (SELECT whole_keys() + coalesce(range_agg(int8range(k, k, '[]')), '{}') FROM (
        SELECT row_key(l.warehouse_id, l.lot_id) AS k FROM lot AS l
        WHERE l.owner_id = ANY ((SELECT owners_everywhere())::bigint[])
           OR row_key(l.warehouse_id, l.owner_id) <@ (SELECT owners_by_warehouse())) AS x);
END $$;

-- Movements that moved such a lot.
CREATE OR REPLACE FUNCTION reached_movements() RETURNS int8multirange LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = entrepot, pg_temp AS $$
BEGIN
    RETURN (SELECT whole_keys() + coalesce(range_agg(int8range(k, k, '[]')), '{}') FROM (
        SELECT row_key(x.warehouse_id, x.movement_id) AS k FROM lot AS l
        JOIN movement_line AS x ON x.warehouse_id = l.warehouse_id AND x.lot_id = l.lot_id
        WHERE l.owner_id = ANY ((SELECT owners_everywhere())::bigint[])
           OR row_key(l.warehouse_id, l.owner_id) <@ (SELECT owners_by_warehouse())) AS x);
END $$;

-- Sendings to a warehouse that is reached as a whole, and the lots in them.
CREATE OR REPLACE FUNCTION sent_movements() RETURNS int8multirange LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = entrepot, pg_temp AS $$
BEGIN
    RETURN (SELECT coalesce(range_agg(int8range(k, k, '[]')), '{}') FROM (
        SELECT row_key(t.warehouse_id, t.movement_id) AS k FROM transit AS t
        WHERE t.to_warehouse_id = ANY ((SELECT whole_warehouses())::bigint[])) AS x);
END $$;
CREATE OR REPLACE FUNCTION sent_lots() RETURNS int8multirange LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = entrepot, pg_temp AS $$
BEGIN
    RETURN (SELECT coalesce(range_agg(int8range(k, k, '[]')), '{}') FROM (
        SELECT row_key(x.warehouse_id, x.lot_id) AS k FROM transit AS t
        JOIN movement_line AS x ON x.warehouse_id = t.warehouse_id AND x.movement_id = t.movement_id
        WHERE t.to_warehouse_id = ANY ((SELECT whole_warehouses())::bigint[])) AS x);
END $$;

-- Rounds of an organisation whom the reader reaches; the vehicles that drive them, the plans they come from, the sites they call at.
CREATE OR REPLACE FUNCTION reached_rounds() RETURNS int8multirange LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = entrepot, pg_temp AS $$
BEGIN
    RETURN (SELECT whole_keys() + coalesce(range_agg(int8range(k, k, '[]')), '{}') FROM (
        SELECT row_key(r.warehouse_id, r.round_id) AS k FROM round AS r
        WHERE r.organisation_id = ANY ((SELECT owners_everywhere())::bigint[])
           OR row_key(r.warehouse_id, r.organisation_id) <@ (SELECT owners_by_warehouse())) AS x);
END $$;
CREATE OR REPLACE FUNCTION vehicles_of_reached_rounds() RETURNS int8multirange LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = entrepot, pg_temp AS $$
BEGIN
    RETURN (SELECT whole_keys() + coalesce(range_agg(int8range(k, k, '[]')), '{}') FROM (
        SELECT row_key(r.warehouse_id, r.vehicle_id) AS k FROM round AS r
        WHERE row_key(r.warehouse_id, r.round_id) <@ (SELECT reached_rounds())) AS x);
END $$;
CREATE OR REPLACE FUNCTION plans_of_reached_rounds() RETURNS int8multirange LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = entrepot, pg_temp AS $$
BEGIN
    RETURN (SELECT whole_keys() + coalesce(range_agg(int8range(k, k, '[]')), '{}') FROM (
        SELECT row_key(r.warehouse_id, r.plan_id) AS k FROM round AS r
        WHERE r.plan_id IS NOT NULL AND row_key(r.warehouse_id, r.round_id) <@ (SELECT reached_rounds())) AS x);
END $$;
CREATE OR REPLACE FUNCTION sites_of_reached_rounds() RETURNS int8multirange LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = entrepot, pg_temp AS $$
BEGIN
    RETURN (SELECT whole_keys() + coalesce(range_agg(int8range(k, k, '[]')), '{}') FROM (
        SELECT row_key(s.warehouse_id, s.site_id) AS k FROM round_stop AS s
        WHERE row_key(s.warehouse_id, s.round_id) <@ (SELECT reached_rounds())) AS x);
END $$;

-- Grants that the reader may know of: of whoever has a warehouse all, since they may have paid for goods in it; else those it funds or
-- holds. Reports for the funder of a grant are read by that funder once they are sealed.
CREATE OR REPLACE FUNCTION reached_grants() RETURNS int8multirange LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = entrepot, pg_temp AS $$
BEGIN
    RETURN (SELECT coalesce(range_agg(int8range(g.grant_id, g.grant_id, '[]')), '{}') FROM funding_grant AS g
    WHERE (SELECT cardinality(whole_warehouses()) > 0) OR g.funder_id = ANY ((SELECT funding_organisations())::bigint[])
       OR g.holder_id IN (SELECT p.owner_id FROM reached_pairs() AS p));
END $$;
CREATE OR REPLACE FUNCTION funded_reports() RETURNS int8multirange LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = entrepot, pg_temp AS $$
BEGIN
    RETURN (SELECT whole_keys() + coalesce(range_agg(int8range(k, k, '[]')), '{}') FROM (
        SELECT row_key(r.warehouse_id, r.report_id) AS k FROM report_run AS r JOIN funding_grant AS g ON g.grant_id = r.grant_id
        WHERE r.audience = 'funder' AND r.state IN ('sealed', 'superseded')
          AND g.funder_id = ANY ((SELECT funding_organisations())::bigint[])) AS x);
END $$;

-- Deliveries that brought something the reader reaches; donors of such goods, of those deliveries, and of what is expected for owners whom
-- the reader reaches. A donor that was absorbed and the one that absorbed it are reached together.
CREATE OR REPLACE FUNCTION reached_deliveries() RETURNS int8multirange LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = entrepot, pg_temp AS $$
BEGIN
    RETURN (SELECT whole_keys() + coalesce(range_agg(int8range(k, k, '[]')), '{}') FROM (
        SELECT row_key(r.warehouse_id, r.delivery_id) AS k FROM receipt AS r
        WHERE r.delivery_id IS NOT NULL AND row_key(r.warehouse_id, r.lot_id) <@ (SELECT reached_lots())
        UNION
        SELECT row_key(d.warehouse_id, d.delivery_id) FROM delivery AS d WHERE d.opened_by = (SELECT reading_person())) AS x);
END $$;
CREATE OR REPLACE FUNCTION reached_donors() RETURNS int8multirange LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = entrepot, pg_temp AS $$
BEGIN
    RETURN (
        WITH named AS (
            SELECT DISTINCT coalesce(d.merged_into_id, d.donor_id) AS survivor_id FROM donor AS d
            WHERE d.donor_id IN (SELECT l.donor_id FROM lot AS l WHERE row_key(l.warehouse_id, l.lot_id) <@ (SELECT reached_lots()))
               OR d.donor_id IN (SELECT v.donor_id FROM delivery AS v WHERE row_key(v.warehouse_id, v.delivery_id) <@ (SELECT reached_deliveries()))
               OR d.donor_id IN (SELECT e.donor_id FROM expected_donation AS e
                                 WHERE e.warehouse_id = ANY ((SELECT whole_warehouses())::bigint[])
                                    OR e.owner_id = ANY ((SELECT owners_everywhere())::bigint[])
                                    OR row_key(e.warehouse_id, e.owner_id) <@ (SELECT owners_by_warehouse())))
        SELECT coalesce(range_agg(int8range(d.donor_id, d.donor_id, '[]')), '{}')
        FROM donor AS d JOIN named ON named.survivor_id = coalesce(d.merged_into_id, d.donor_id));
END $$;

-- Money that owners spent whom the reader reaches.
CREATE OR REPLACE FUNCTION reached_spending() RETURNS int8multirange LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = entrepot, pg_temp AS $$
BEGIN
    RETURN (SELECT whole_keys() + coalesce(range_agg(int8range(k, k, '[]')), '{}') FROM (
        SELECT row_key(s.warehouse_id, s.spending_id) AS k FROM spending AS s
        WHERE s.owner_id = ANY ((SELECT owners_everywhere())::bigint[])
           OR row_key(s.warehouse_id, s.owner_id) <@ (SELECT owners_by_warehouse())) AS x);
END $$;
