-- The lots that movements name for the first time; called by post_movements only when there are any.

-- By what a name on goods is locked, so that of many who bring the same one at the same moment the second finds what the first made.
CREATE OR REPLACE FUNCTION printed_name_lock(p_item bigint, p_batch text) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT hashtextextended(p_item || ':' || lower(p_batch), 5124717203) $$;

-- The lot of every new lot of every movement that is not settled yet: one that is in the books already when everything about it is the
-- same, else a number for a new one.
--
-- What is printed on goods does not have to be unique: where the code is taken by goods of another owner, donor, grant or condition, the lot
-- gets a code of its own and keeps the batch. Only two dates of expiry on one batch of an item contradict each other, and are asked back.
CREATE OR REPLACE FUNCTION posting_lots(p_warehouse bigint, p_extra jsonb[], p_settled boolean[])
RETURNS TABLE (movement integer, number integer, lot bigint, is_new boolean, fields jsonb, contradiction jsonb)
LANGUAGE plpgsql SET search_path = entrepot, pg_temp
AS $$
#variable_conflict use_variable
DECLARE
    -- The new lots of this call: what each is, the item and the name, and everything by which it is told from others.
    v_lots bigint[] := '{}';
    v_names text[] := '{}';
    v_traits jsonb[] := '{}';
    v_codes text[] := '{}';
    v_same integer;
    said record;
    known record;
BEGIN
    PERFORM pg_advisory_xact_lock(a.name)
    FROM (SELECT DISTINCT CASE WHEN b.said ? 'origin_lot' THEN hashtextextended((b.said ->> 'origin_warehouse') || '<' || (b.said ->> 'origin_lot'), p_warehouse)
                               ELSE printed_name_lock((b.said ->> 'item')::bigint, coalesce(b.said ->> 'batch', b.said ->> 'code')) END AS name
          FROM unnest(p_extra) AS m (extra) CROSS JOIN LATERAL jsonb_array_elements(m.extra -> 'lots') AS b (said)
          WHERE jsonb_typeof(m.extra -> 'lots') = 'array' AND (b.said ?| '{code,batch,origin_lot}') ORDER BY 1) AS a;
    FOR said IN
        SELECT m.n::integer AS movement, b.k::integer AS number, b.said AS fields, (b.said ->> 'item')::bigint AS item,
               coalesce(b.said ->> 'batch', b.said ->> 'code') AS batch, b.said ->> 'code' AS code, (b.said ->> 'expires')::date AS expires,
               -- A donor that was absorbed by another stands for that one.
               coalesce(d.merged_into_id, d.donor_id, g.merged_into_id, g.donor_id) AS donor, lower(btrim(b.said ->> 'donor_name')) AS donor_name
        FROM unnest(p_extra) WITH ORDINALITY AS m (extra, n)
        CROSS JOIN LATERAL jsonb_array_elements(m.extra -> 'lots') WITH ORDINALITY AS b (said, k)
        LEFT JOIN donor AS d ON d.folded_name = lower(btrim(b.said ->> 'donor_name'))
        LEFT JOIN donor AS g ON g.donor_id = (b.said ->> 'donor')::bigint
        WHERE jsonb_typeof(m.extra -> 'lots') = 'array' AND NOT p_settled[m.n]
        ORDER BY m.n, b.k
    LOOP
        movement := said.movement;
        number := said.number;
        lot := NULL;
        is_new := false;
        contradiction := NULL;
        fields := said.fields || jsonb_build_object('donor', said.donor,
            'donor_name', CASE WHEN said.donor IS NULL THEN said.donor_name END, 'batch', said.batch, 'donor_said', btrim(said.fields ->> 'donor_name'));
        IF said.batch IS NOT NULL OR said.fields ? 'origin_lot' THEN
            FOR known IN
                SELECT l.lot_id, l.expires_on, i.serial,
                       l.owner_id = (fields ->> 'owner')::bigint AND l.grant_id IS NOT DISTINCT FROM (fields ->> 'grant')::bigint
                       AND coalesce(h.merged_into_id, l.donor_id) IS NOT DISTINCT FROM (fields ->> 'donor')::bigint AND fields ->> 'donor_name' IS NULL
                       AND l.condition = coalesce(fields ->> 'condition', 'good') AND l.expires_on IS NOT DISTINCT FROM said.expires
                       AND l.origin_warehouse_id IS NOT DISTINCT FROM (fields ->> 'origin_warehouse')::bigint
                       AND l.origin_lot_id IS NOT DISTINCT FROM (fields ->> 'origin_lot')::bigint AS is_same
                FROM (SELECT lot_id FROM lot WHERE item_id = said.item AND lower(batch) = lower(said.batch) AND warehouse_id = p_warehouse
                      UNION SELECT lot_id FROM lot WHERE warehouse_id = p_warehouse AND item_id = said.item AND code = said.code
                      UNION SELECT lot_id FROM lot WHERE warehouse_id = p_warehouse
                          AND origin_warehouse_id = (fields ->> 'origin_warehouse')::bigint AND origin_lot_id = (fields ->> 'origin_lot')::bigint) AS a
                JOIN lot AS l ON l.warehouse_id = p_warehouse AND l.lot_id = a.lot_id
                JOIN item AS i ON i.item_id = l.item_id
                LEFT JOIN donor AS h ON h.donor_id = l.donor_id
                ORDER BY l.lot_id
            LOOP
                IF known.is_same THEN
                    lot := coalesce(lot, known.lot_id);
                ELSIF known.expires_on <> said.expires AND NOT known.serial AND NOT fields ? 'origin_lot' THEN
                    contradiction := jsonb_build_object('lot', said.batch, 'differs', 'expires', 'known', known.expires_on, 'said', said.expires);
                END IF;
            END LOOP;
            IF lot IS NULL AND contradiction IS NULL THEN
                -- Named the same way earlier in this call.
                v_same := 0;
                LOOP
                    v_same := coalesce(array_position(v_names, said.item || ':' || coalesce(lower(said.batch), said.fields ->> 'origin_lot'), v_same + 1), 0);
                    EXIT WHEN v_same = 0;
                    IF v_traits[v_same] = fields - '{code,received,pack_name,pack_factor,donor_said}'::text[] THEN
                        lot := v_lots[v_same];
                        EXIT;
                    ELSIF v_traits[v_same] ->> 'expires' <> said.fields ->> 'expires' AND NOT fields ? 'origin_lot' THEN
                        contradiction := jsonb_build_object('lot', said.batch, 'differs', 'expires', 'known', v_traits[v_same] ->> 'expires',
                            'said', said.fields ->> 'expires');
                        EXIT;
                    END IF;
                END LOOP;
            END IF;
        END IF;
        IF lot IS NULL AND contradiction IS NULL THEN
            lot := nextval('lot_lot_id_seq');
            is_new := true;
            IF said.code IS NOT NULL AND (said.item || ':' || said.code = ANY (v_codes)
                OR EXISTS (SELECT FROM lot AS l WHERE l.warehouse_id = p_warehouse AND l.item_id = said.item AND l.code = said.code)) THEN
                fields := fields - 'code';
            END IF;
            IF said.batch IS NOT NULL OR said.fields ? 'origin_lot' THEN
                v_lots := v_lots || lot;
                v_names := v_names || (said.item || ':' || coalesce(lower(said.batch), said.fields ->> 'origin_lot'));
                v_traits := v_traits || (fields - '{code,received,pack_name,pack_factor,donor_said}'::text[]);
                v_codes := v_codes || (said.item || ':' || (fields ->> 'code'));
            END IF;
        END IF;
        RETURN NEXT;
    END LOOP;
END $$;

-- Writes the new lots of the movements that were accepted, and the donors whom nobody had named yet.
CREATE OR REPLACE FUNCTION posting_write_lots(p_warehouse bigint, p_lot bigint[], p_occurred timestamptz[], p_fields jsonb[]) RETURNS void
LANGUAGE plpgsql SET search_path = entrepot, pg_temp
AS $$
BEGIN
    IF EXISTS (SELECT FROM unnest(p_fields) AS a (j) WHERE a.j ->> 'donor_name' IS NOT NULL) THEN
        INSERT INTO donor (name)
        SELECT DISTINCT ON (a.j ->> 'donor_name') a.j ->> 'donor_said' FROM unnest(p_fields) WITH ORDINALITY AS a (j, n)
        WHERE a.j ->> 'donor_name' IS NOT NULL ORDER BY a.j ->> 'donor_name', a.n
        ON CONFLICT (folded_name) DO NOTHING;
    END IF;
    INSERT INTO lot (warehouse_id, lot_id, code, batch, item_id, owner_id, donor_id, grant_id, condition, expires_on, received_on,
                     pack_name, pack_factor, origin_warehouse_id, origin_lot_id)
    SELECT p_warehouse, a.lot_id, coalesce(a.j ->> 'code', to_char(b.received, 'YYMMDD') || '-' || a.lot_id), a.j ->> 'batch',
           (a.j ->> 'item')::bigint, (a.j ->> 'owner')::bigint,
           coalesce((a.j ->> 'donor')::bigint, (SELECT coalesce(d.merged_into_id, d.donor_id) FROM donor AS d WHERE d.folded_name = a.j ->> 'donor_name')),
           (a.j ->> 'grant')::bigint, coalesce(a.j ->> 'condition', 'good'), (a.j ->> 'expires')::date, b.received,
           a.j ->> 'pack_name', (a.j ->> 'pack_factor')::bigint, (a.j ->> 'origin_warehouse')::bigint, (a.j ->> 'origin_lot')::bigint
    FROM unnest(p_lot, p_occurred, p_fields) AS a (lot_id, occurred, j)
    CROSS JOIN LATERAL (SELECT coalesce((a.j ->> 'received')::date, operational_day(p_warehouse, a.occurred)) AS received) AS b;
END $$;
