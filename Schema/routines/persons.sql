-- Persons whom the reader may know of, by number: those with a role in what the reader reaches, and the reader.
CREATE OR REPLACE FUNCTION reached_persons() RETURNS int8multirange LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = entrepot, pg_temp AS $$
BEGIN
    RETURN (SELECT coalesce(range_agg(int8range(k, k, '[]')), '{}') FROM (
        SELECT r.person_id AS k FROM person_role AS r
        WHERE r.warehouse_id = ANY ((SELECT whole_warehouses())::bigint[])
           OR r.organisation_id = ANY ((SELECT owners_everywhere())::bigint[])
           OR row_key(r.warehouse_id, r.organisation_id) <@ (SELECT owners_by_warehouse())
        UNION ALL
        SELECT p.person_id FROM person AS p WHERE p.code = (SELECT reading_person())) AS x);
END $$;

-- How long after a wrong PIN the next one is looked at: three may follow each other, then a second, doubled each time up to an hour. All
-- four-digit numbers take more than a year.
CREATE OR REPLACE FUNCTION pause_after_wrong_pins(p_failures bigint) RETURNS interval LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN p_failures < 3 THEN interval '0'
                ELSE make_interval(secs => least(3600, power(2, least(p_failures - 3, 12)))) END
$$;
