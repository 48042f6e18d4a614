-- Books a group of movements of one warehouse in one call: the only way into the ledger.
--
-- Movements wait together and are posted together. Each is decided in the order of its arrival on the balances that the
-- ones before it left; a refused one refuses itself and never its neighbours. Everything that was accepted is then written
-- by set-based statements, in the caller's transaction.
--
-- Locks: rows of balance in the order (place_id, lot_id), all of the group at once, before anything is decided. A balance
-- that does not exist yet is nothing; it is inserted at the end, or added to when another transaction was quicker.
--
-- One element per movement:
--   p_reason       a row of movement_reason
--   p_occurred     when it happened; null is now
--   p_actor        the person code
--   p_scope        whose goods the actor may move: 'everything', or owners' numbers as '12,15'; '' or null is nobody's
--   p_command      the line as typed, secrets masked, for the audit
--   p_key, p_fingerprint   idempotency key and fingerprint of person and words; null without a key
--   p_content      hash of what was said, to see that two people log one van; null for none
--   p_check_repeat whether an equal content of the last ten minutes refuses
--   p_extra        null, or {note, concerns, quality, reverses, corrects, count, round, stop, anyway, approver,
--                  review: true, transit_to: warehouse, reply: {}, receipt: {value_minor, currency, waybill, delivery},
--                  lots: [{code, item, owner, donor or donor_name, grant, condition, expires, received, pack_name, pack_factor,
--                          origin_warehouse, origin_lot}]}
--                  A donor_name that nobody has yet becomes a donor when the movement is accepted. review keeps the movement on the
--                  list of exceptions, transit_to marks it as on its way to another warehouse; both in this transaction.
-- One element per line, in the order of the movements:
--   p_line_movement  ordinal of its movement, from 1
--   p_line_lot       a lot, or -k for the k-th of the movement's own new lots
--   p_line_from, p_line_to, p_line_quantity
-- p_wait_ms, when it is not null, is how long this transaction waits for a lock of others from here on: longer ends with 55P03, and
-- nothing is booked.
--
-- Returns a row per movement: ordinal, outcome, movement_id, detail. Outcomes: posted, replayed, key_reused,
-- looks_repeated, insufficient, period_closed, in_the_future, kind_not_allowed, place_unknown, place_archived,
-- out_of_scope, line_repeated, lot_differs, reason_unknown, above_ceiling, already_reversed.

-- The signature without a scope and without a limit of waiting.
DROP FUNCTION IF EXISTS post_movements(bigint, text[], timestamptz[], text[], text[], text[], text[], bigint[], boolean[], jsonb[],
    integer[], bigint[], bigint[], bigint[], bigint[]);

CREATE OR REPLACE FUNCTION post_movements(
    p_warehouse bigint,
    p_reason text[], p_occurred timestamptz[], p_actor text[], p_scope text[], p_command text[],
    p_key text[], p_fingerprint text[], p_content bigint[], p_check_repeat boolean[], p_extra jsonb[],
    p_line_movement integer[], p_line_lot bigint[], p_line_from bigint[], p_line_to bigint[], p_line_quantity bigint[],
    p_wait_ms integer
) RETURNS TABLE (ordinal integer, outcome text, movement_id bigint, detail jsonb)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = entrepot, pg_temp
SET enable_seqscan = off
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
    v_count CONSTANT integer := cardinality(p_reason);
    v_lines CONSTANT integer := cardinality(p_line_lot);
    v_now CONSTANT timestamptz := clock_timestamp();
    v_books warehouse_books%ROWTYPE;
    -- per movement
    v_outcome text[] := array_fill(NULL::text, ARRAY[v_count]);
    v_detail jsonb[] := array_fill(NULL::jsonb, ARRAY[v_count]);
    v_id bigint[] := array_fill(NULL::bigint, ARRAY[v_count]);
    v_same integer[];
    v_fact boolean[];
    v_from_kinds text[];
    v_to_kinds text[];
    v_occurred timestamptz[] := p_occurred;
    -- per line
    v_lot bigint[] := p_line_lot;
    v_source integer[];
    v_target integer[];
    v_skip_source boolean;
    v_skip_target boolean;
    -- per touched balance
    t_place bigint[];
    t_lot bigint[];
    t_kind text[];
    t_real boolean[];
    t_archived boolean[];
    t_stored boolean[];
    t_hand bigint[];
    t_reserved bigint[];
    t_hand_before bigint[];
    t_reserved_before bigint[];
    v_touched integer;
    -- new lots
    n_lot bigint[] := '{}';
    n_movement integer[] := '{}';
    n_json jsonb[] := '{}';
    -- movements that the program books by itself: shortfalls and late sheets after a count
    x_because integer[] := '{}';
    x_id bigint[] := '{}';
    x_reason text[] := '{}';
    x_lot bigint[] := '{}';
    x_from bigint[] := '{}';
    x_to bigint[] := '{}';
    x_quantity bigint[] := '{}';
    x_count bigint[] := '{}';
    x_note text[] := '{}';
    x_occurred timestamptz[] := '{}';
    -- promises that facts break
    r_movement integer[] := '{}';
    r_touched integer[] := '{}';
    r_quantity bigint[] := '{}';
    v_found bigint;
    v_item bigint;
    v_first integer;
    v_next integer := 1;
    v_mark_x integer;
    v_mark_r integer;
    v_extra jsonb;
    v_anyway text;
    v_is_fact boolean;
    v_owners bigint[];
    v_quantity bigint;
    v_short bigint;
    v_bad jsonb;
    v_why text;
    v_released jsonb;
    v_any boolean := false;
    v_update boolean := false;
    v_insert boolean := false;
    v_delete boolean := false;
    i integer;
    j integer;
    k integer;
    s integer;
    d integer;
    r record;
BEGIN
    IF v_count = 0 THEN
        RETURN;
    END IF;
    IF p_wait_ms IS NOT NULL THEN
        PERFORM set_config('lock_timeout', greatest(p_wait_ms, 1)::text, true);
    END IF;
    -- An entry of the past may reach into a snapshot: see take_snapshot.
    IF EXISTS (SELECT FROM unnest(p_occurred) AS a (occurred) WHERE occurred < v_now - interval '1 hour') THEN
        PERFORM pg_advisory_xact_lock_shared(snapshot_lock(p_warehouse));
    END IF;
    SELECT * INTO v_books FROM warehouse_books WHERE warehouse_id = p_warehouse;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'no such warehouse' USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'posting_is_for_a_known_warehouse';
    END IF;

    -- Keys seen before, in earlier transactions and in this group.
    v_same := array_fill(0, ARRAY[v_count]);
    IF array_remove(p_key, NULL) <> '{}' THEN
        FOR r IN
            SELECT a.n, a.fingerprint = q.fingerprint AS same, q.reply
            FROM unnest(p_key, p_fingerprint) WITH ORDINALITY AS a (key, fingerprint, n)
            CROSS JOIN LATERAL (SELECT fingerprint, reply FROM request
                                WHERE warehouse_id = p_warehouse AND key = a.key LIMIT 1) AS q
            WHERE a.key IS NOT NULL
        LOOP
            v_outcome[r.n] := CASE WHEN r.same THEN 'replayed' ELSE 'key_reused' END;
            v_detail[r.n] := CASE WHEN r.same THEN r.reply END;
        END LOOP;
        IF v_count > 1 THEN
            SELECT array_agg(CASE WHEN first < n THEN first ELSE 0 END ORDER BY n) INTO v_same
            FROM (SELECT n, CASE WHEN key IS NULL THEN n ELSE first_value(n) OVER (PARTITION BY key ORDER BY n) END AS first
                  FROM unnest(p_key) WITH ORDINALITY AS a (key, n)) AS b;
        END IF;
    END IF;

    -- The same thing said by anyone in the last ten minutes, and not taken back since.
    IF true = ANY (p_check_repeat) THEN
        FOR r IN
            SELECT a.n, m.movement_id, m.actor, m.recorded_at
            FROM unnest(p_content, p_check_repeat) WITH ORDINALITY AS a (content, wanted, n)
            CROSS JOIN LATERAL (
                SELECT movement_id, actor, recorded_at FROM movement AS b
                WHERE b.warehouse_id = p_warehouse AND b.content_hash = a.content AND b.recorded_at > v_now - interval '10 minutes'
                  AND NOT EXISTS (SELECT FROM movement AS c WHERE c.warehouse_id = p_warehouse AND c.reverses_id = b.movement_id)
                ORDER BY b.recorded_at DESC LIMIT 1) AS m
            WHERE a.wanted AND a.content IS NOT NULL
        LOOP
            IF v_outcome[r.n] IS NULL THEN
                v_outcome[r.n] := 'looks_repeated';
                v_detail[r.n] := jsonb_build_object('id', r.movement_id, 'by', r.actor, 'at', r.recorded_at);
            END IF;
        END LOOP;
    END IF;

    SELECT array_agg(m.is_fact ORDER BY a.n), array_agg(array_to_string(m.from_kinds, ' ') ORDER BY a.n),
           array_agg(array_to_string(m.to_kinds, ' ') ORDER BY a.n)
    INTO v_fact, v_from_kinds, v_to_kinds
    FROM unnest(p_reason) WITH ORDINALITY AS a (reason, n)
    LEFT JOIN LATERAL (SELECT is_fact, from_kinds, to_kinds FROM movement_reason WHERE reason = a.reason LIMIT 1) AS m ON true;

    -- Lots named for the first time. A lot named again must be the same lot.
    IF array_remove(p_extra, NULL) <> '{}' THEN
        FOR r IN
            SELECT a.n, b.k, b.lot, (b.lot ->> 'item')::bigint AS item, b.lot ->> 'code' AS code
            FROM unnest(p_extra) WITH ORDINALITY AS a (extra, n)
            CROSS JOIN LATERAL jsonb_array_elements(a.extra -> 'lots') WITH ORDINALITY AS b (lot, k)
            WHERE jsonb_typeof(a.extra -> 'lots') = 'array'
            ORDER BY a.n, b.k
        LOOP
            CONTINUE WHEN v_outcome[r.n] IS NOT NULL;
            IF r.lot ? 'donor_name' THEN
                -- A donor whom nobody has named yet is made when the movement is accepted.
                SELECT donor_id INTO v_found FROM donor WHERE folded_name = lower(btrim(r.lot ->> 'donor_name'));
                r.lot := CASE WHEN v_found IS NULL THEN r.lot || jsonb_build_object('donor_name', lower(btrim(r.lot ->> 'donor_name')), 'donor_as_said', btrim(r.lot ->> 'donor_name'))
                              ELSE r.lot - 'donor_name' || jsonb_build_object('donor', v_found) END;
                v_found := NULL;
            END IF;
            v_short := NULL;
            IF r.code IS NOT NULL THEN
                SELECT l.lot_id,
                       CASE WHEN l.owner_id <> (r.lot ->> 'owner')::bigint THEN 'owner'
                            WHEN l.donor_id IS DISTINCT FROM (r.lot ->> 'donor')::bigint OR r.lot ? 'donor_name' THEN 'donor'
                            WHEN l.grant_id IS DISTINCT FROM (r.lot ->> 'grant')::bigint THEN 'grant'
                            WHEN l.condition <> coalesce(r.lot ->> 'condition', 'good') THEN 'condition'
                            WHEN l.expires_on IS DISTINCT FROM (r.lot ->> 'expires')::date THEN 'expires' END
                INTO v_short, v_why
                FROM lot AS l WHERE l.warehouse_id = p_warehouse AND l.item_id = r.item AND l.code = r.code;
                IF v_short IS NULL THEN
                    FOR k IN 1 .. cardinality(n_lot) LOOP
                        IF n_json[k] ->> 'code' = r.code AND (n_json[k] ->> 'item')::bigint = r.item THEN
                            v_short := n_lot[k];
                            v_why := CASE WHEN n_json[k] - '{pack_name,pack_factor,received,donor_as_said}'::text[]
                                             <> r.lot - '{pack_name,pack_factor,received,donor_as_said}'::text[] THEN 'attributes' END;
                        END IF;
                    END LOOP;
                END IF;
                IF v_short IS NOT NULL AND v_why IS NOT NULL THEN
                    v_outcome[r.n] := 'lot_differs';
                    v_detail[r.n] := jsonb_build_object('lot', r.code, 'differs', v_why);
                    CONTINUE;
                END IF;
            END IF;
            IF v_short IS NULL THEN
                v_short := nextval('lot_lot_id_seq');
                n_lot := n_lot || v_short;
                n_movement := n_movement || r.n::integer;
                n_json := n_json || r.lot;
            END IF;
            WHILE v_next <= v_lines AND p_line_movement[v_next] < r.n LOOP
                v_next := v_next + 1;
            END LOOP;
            j := v_next;
            WHILE j <= v_lines AND p_line_movement[j] = r.n LOOP
                IF p_line_lot[j] = -r.k THEN
                    v_lot[j] := v_short;
                END IF;
                j := j + 1;
            END LOOP;
        END LOOP;
    END IF;

    -- Every end of every line, numbered in lock order.
    SELECT array_agg(rank ORDER BY n) FILTER (WHERE side = 1), array_agg(rank ORDER BY n) FILTER (WHERE side = 2)
    INTO v_source, v_target
    FROM (SELECT n, side, dense_rank() OVER (ORDER BY place, lot) AS rank
          FROM (SELECT n, 1 AS side, f AS place, lot FROM unnest(v_lot, p_line_from) WITH ORDINALITY AS a (lot, f, n)
                UNION ALL
                SELECT n, 2, t, lot FROM unnest(v_lot, p_line_to) WITH ORDINALITY AS a (lot, t, n)) AS b) AS c;
    SELECT array_agg(place ORDER BY place, lot), array_agg(lot ORDER BY place, lot), count(*)
    INTO t_place, t_lot, v_touched
    FROM (SELECT f AS place, lot FROM unnest(v_lot, p_line_from) AS a (lot, f)
          UNION SELECT t, lot FROM unnest(v_lot, p_line_to) AS a (lot, t)) AS b;
    t_kind := array_fill(NULL::text, ARRAY[v_touched]);
    t_real := array_fill(false, ARRAY[v_touched]);
    t_archived := t_real;
    t_stored := t_real;
    t_hand := array_fill(0::bigint, ARRAY[v_touched]);
    t_reserved := t_hand;
    FOR r IN
        SELECT a.n, p.kind, p.holds_stock, p.archived_at IS NOT NULL AS archived, b.on_hand, b.reserved
        FROM unnest(t_place, t_lot) WITH ORDINALITY AS a (place, lot, n)
        CROSS JOIN LATERAL (SELECT kind, holds_stock, archived_at FROM place
                            WHERE warehouse_id = p_warehouse AND place_id = a.place LIMIT 1) AS p
        LEFT JOIN LATERAL (SELECT on_hand, reserved FROM balance
                           WHERE p.holds_stock AND warehouse_id = p_warehouse AND place_id = a.place AND lot_id = a.lot
                           FOR UPDATE) AS b ON true
    LOOP
        t_kind[r.n] := r.kind;
        t_real[r.n] := r.holds_stock;
        t_archived[r.n] := r.archived;
        IF r.on_hand IS NOT NULL THEN
            t_stored[r.n] := true;
            t_hand[r.n] := r.on_hand;
            t_reserved[r.n] := r.reserved;
        END IF;
    END LOOP;
    t_hand_before := t_hand;
    t_reserved_before := t_reserved;

    -- Decide, in the order of arrival.
    v_next := 1;
    FOR i IN 1 .. v_count LOOP
        v_first := v_next;
        WHILE v_next <= v_lines AND p_line_movement[v_next] = i LOOP
            v_next := v_next + 1;
        END LOOP;
        CONTINUE WHEN v_outcome[i] IS NOT NULL;

        IF v_same[i] > 0 THEN
            IF p_fingerprint[i] IS DISTINCT FROM p_fingerprint[v_same[i]] THEN
                v_outcome[i] := 'key_reused';
                CONTINUE;
            ELSIF v_outcome[v_same[i]] = 'posted' THEN
                v_outcome[i] := 'same';
                CONTINUE;
            ELSE
                v_outcome[i] := v_outcome[v_same[i]];
                v_detail[i] := v_detail[v_same[i]];
                CONTINUE;
            END IF;
        END IF;
        IF i > 1 AND p_check_repeat[i] AND p_content[i] IS NOT NULL THEN
            -- The newest before it that was booked; an equal one that was refused does not count.
            s := array_position(p_content, p_content[i]);
            IF s < i AND v_outcome[s] <> 'posted' THEN
                SELECT coalesce(max(a.n)::integer, i) INTO s
                FROM unnest(p_content[1 : i - 1], v_outcome[1 : i - 1]) WITH ORDINALITY AS a (content, outcome, n)
                WHERE a.content = p_content[i] AND a.outcome = 'posted';
            END IF;
            IF s < i AND v_outcome[s] = 'posted' THEN
                v_outcome[i] := 'looks_repeated';
                v_detail[i] := jsonb_build_object('id', v_id[s], 'by', p_actor[s], 'at', v_now);
                CONTINUE;
            END IF;
        END IF;

        v_extra := p_extra[i];
        v_anyway := v_extra ->> 'anyway';
        IF v_fact[i] IS NULL THEN
            v_outcome[i] := 'reason_unknown';
            CONTINUE;
        END IF;
        v_is_fact := v_fact[i] OR v_anyway IS NOT NULL;
        IF v_occurred[i] IS NULL THEN
            v_occurred[i] := v_now;
        ELSIF v_occurred[i] > v_now + interval '5 minutes' THEN
            v_outcome[i] := 'in_the_future';
            CONTINUE;
        ELSIF v_occurred[i] < v_books.closed_until THEN
            IF v_extra ->> 'concerns' IS NULL THEN
                v_outcome[i] := 'period_closed';
                v_detail[i] := jsonb_build_object('until', v_books.closed_until);
                CONTINUE;
            END IF;
            v_occurred[i] := v_now;
        END IF;
        IF v_extra ? 'reverses' AND EXISTS (
            SELECT FROM movement WHERE warehouse_id = p_warehouse AND reverses_id = (v_extra ->> 'reverses')::bigint) THEN
            SELECT jsonb_build_object('by', min(movement_id)) INTO v_bad
            FROM movement WHERE warehouse_id = p_warehouse AND reverses_id = (v_extra ->> 'reverses')::bigint;
            v_outcome[i] := 'already_reversed';
            v_detail[i] := v_bad;
            CONTINUE;
        END IF;
        IF p_scope[i] IS DISTINCT FROM 'everything' THEN
            v_owners := string_to_array(p_scope[i], ',')::bigint[];
            IF EXISTS (SELECT FROM lot WHERE warehouse_id = p_warehouse AND lot_id = ANY (v_lot[v_first : v_next - 1])
                       AND owner_id <> ALL (coalesce(v_owners, '{}')))
               OR EXISTS (SELECT FROM unnest(n_movement, n_json) AS a (n, lot)
                          WHERE n = i AND (lot ->> 'owner')::bigint <> ALL (coalesce(v_owners, '{}'))) THEN
                v_outcome[i] := 'out_of_scope';
                CONTINUE;
            END IF;
        END IF;
        IF v_next - v_first > 1 AND EXISTS (
            SELECT FROM unnest(v_lot[v_first : v_next - 1], p_line_from[v_first : v_next - 1], p_line_to[v_first : v_next - 1])
                AS a (lot, f, t) GROUP BY lot, f, t HAVING count(*) > 1) THEN
            v_outcome[i] := 'line_repeated';
            CONTINUE;
        END IF;

        v_bad := NULL;
        v_why := NULL;
        v_mark_x := cardinality(x_because);
        v_mark_r := cardinality(r_movement);
        j := v_first;
        WHILE j < v_next LOOP
            s := v_source[j];
            d := v_target[j];
            v_quantity := p_line_quantity[j];
            IF t_kind[s] IS NULL OR t_kind[d] IS NULL THEN
                v_why := 'place_unknown';
            ELSIF t_kind[s] <> ALL (string_to_array(v_from_kinds[i], ' ')) OR t_kind[d] <> ALL (string_to_array(v_to_kinds[i], ' ')) THEN
                v_why := 'kind_not_allowed';
            ELSIF t_archived[d] OR t_archived[s] THEN
                v_why := 'place_archived';
            END IF;
            IF v_why IS NOT NULL THEN
                v_bad := jsonb_build_object('from', p_line_from[j], 'to', p_line_to[j], 'from_kind', t_kind[s], 'to_kind', t_kind[d]);
                EXIT;
            END IF;

            -- A sheet dated before a closed count: what was counted stays as counted, and its variance becomes explained.
            v_skip_source := false;
            v_skip_target := false;
            IF v_occurred[i] < v_books.counted_until AND NOT coalesce(v_extra ? 'count', false) THEN
                v_item := NULL;
                k := array_position(n_lot, v_lot[j]);
                IF k IS NULL THEN
                    SELECT item_id INTO v_item FROM lot WHERE warehouse_id = p_warehouse AND lot_id = v_lot[j];
                ELSE
                    v_item := (n_json[k] ->> 'item')::bigint;
                END IF;
                -- The first count after it is the one whose variance it explains; the adjustment is dated as that one was booked.
                FOR r IN
                    SELECT DISTINCT ON (e.side) e.side, c.count_id, c.ended_at
                    FROM (VALUES (1, t_place[s], t_real[s]), (2, t_place[d], t_real[d])) AS e (side, place, is_real)
                    JOIN stock_count AS c ON c.warehouse_id = p_warehouse AND c.place_id = e.place AND c.state = 'closed'
                        AND c.ended_at > v_occurred[i]
                    LEFT JOIN LATERAL (
                        SELECT max(cl.counted_at) AS counted_at
                        FROM stock_count_line AS cl JOIN lot AS l ON l.warehouse_id = cl.warehouse_id AND l.lot_id = cl.lot_id
                        WHERE cl.warehouse_id = p_warehouse AND cl.count_id = c.count_id
                          AND (cl.lot_id = v_lot[j] OR (cl.covers_item AND l.item_id = v_item))) AS cl ON true
                    WHERE e.is_real AND (cl.counted_at > v_occurred[i] OR (cl.counted_at IS NULL AND c.rest_is_zero))
                    ORDER BY e.side, c.ended_at, c.count_id
                LOOP
                    IF v_found IS NULL THEN
                        SELECT place_id INTO v_found FROM place WHERE warehouse_id = p_warehouse AND code = 'found';
                    END IF;
                    x_because := x_because || i;
                    x_reason := x_reason || 'counted'::text;
                    x_lot := x_lot || v_lot[j];
                    x_quantity := x_quantity || v_quantity;
                    x_count := x_count || r.count_id;
                    x_note := x_note || NULL::text;
                    x_occurred := x_occurred || r.ended_at;
                    IF r.side = 1 THEN
                        v_skip_source := true;
                        x_from := x_from || v_found;
                        x_to := x_to || t_place[s];
                    ELSE
                        v_skip_target := true;
                        x_from := x_from || t_place[d];
                        x_to := x_to || v_found;
                    END IF;
                END LOOP;
            END IF;

            IF t_real[s] AND NOT v_skip_source THEN
                IF t_hand[s] < v_quantity AND v_anyway IS NOT NULL THEN
                    IF v_found IS NULL THEN
                        SELECT place_id INTO v_found FROM place WHERE warehouse_id = p_warehouse AND code = 'found';
                    END IF;
                    v_short := v_quantity - t_hand[s];
                    x_because := x_because || i;
                    x_reason := x_reason || 'unexplained'::text;
                    x_lot := x_lot || v_lot[j];
                    x_from := x_from || v_found;
                    x_to := x_to || t_place[s];
                    x_quantity := x_quantity || v_short;
                    x_count := x_count || NULL::bigint;
                    x_note := x_note || v_anyway;
                    x_occurred := x_occurred || v_occurred[i];
                    t_hand[s] := t_hand[s] + v_short;
                END IF;
                IF t_hand[s] < v_quantity OR (NOT v_is_fact AND t_hand[s] - t_reserved[s] < v_quantity) THEN
                    v_why := 'insufficient';
                    v_bad := jsonb_build_object('lot', v_lot[j], 'place', p_line_from[j], 'want', v_quantity,
                        'on_hand', t_hand[s], 'reserved', t_reserved[s], 'line', j - v_first + 1);
                    EXIT;
                END IF;
                t_hand[s] := t_hand[s] - v_quantity;
                IF t_hand[s] < t_reserved[s] THEN
                    r_movement := r_movement || i;
                    r_touched := r_touched || s;
                    r_quantity := r_quantity || (t_reserved[s] - t_hand[s]);
                    t_reserved[s] := t_hand[s];
                END IF;
            END IF;
            IF t_real[d] AND NOT v_skip_target THEN
                t_hand[d] := t_hand[d] + v_quantity;
                IF t_hand[d] > 1000000000000000 THEN
                    v_why := 'above_ceiling';
                    v_bad := jsonb_build_object('lot', v_lot[j], 'place', p_line_to[j]);
                    -- Undone below with the lines before it.
                    t_hand[d] := t_hand[d] - v_quantity;
                    IF t_real[s] AND NOT v_skip_source THEN
                        t_hand[s] := t_hand[s] + v_quantity;
                    END IF;
                    EXIT;
                END IF;
            END IF;
            j := j + 1;
        END LOOP;

        IF v_why IS NOT NULL THEN
            -- Take back what its earlier lines did to the balances.
            FOR k IN v_first .. j - 1 LOOP
                s := v_source[k];
                d := v_target[k];
                IF t_real[s] AND NOT EXISTS (SELECT FROM generate_series(v_mark_x + 1, cardinality(x_because)) AS a (n)
                                             WHERE x_reason[a.n] = 'counted' AND x_to[a.n] = t_place[s] AND x_lot[a.n] = v_lot[k]) THEN
                    t_hand[s] := t_hand[s] + p_line_quantity[k];
                END IF;
                IF t_real[d] AND NOT EXISTS (SELECT FROM generate_series(v_mark_x + 1, cardinality(x_because)) AS a (n)
                                             WHERE x_reason[a.n] = 'counted' AND x_from[a.n] = t_place[d] AND x_lot[a.n] = v_lot[k]) THEN
                    t_hand[d] := t_hand[d] - p_line_quantity[k];
                END IF;
            END LOOP;
            FOR k IN v_mark_x + 1 .. cardinality(x_because) LOOP
                IF x_reason[k] = 'unexplained' THEN
                    FOR s IN 1 .. v_touched LOOP
                        IF t_place[s] = x_to[k] AND t_lot[s] = x_lot[k] THEN
                            t_hand[s] := t_hand[s] - x_quantity[k];
                        END IF;
                    END LOOP;
                END IF;
            END LOOP;
            FOR k IN v_mark_r + 1 .. cardinality(r_movement) LOOP
                t_reserved[r_touched[k]] := t_reserved[r_touched[k]] + r_quantity[k];
            END LOOP;
            x_because := x_because[1 : v_mark_x]; x_reason := x_reason[1 : v_mark_x]; x_lot := x_lot[1 : v_mark_x];
            x_from := x_from[1 : v_mark_x]; x_to := x_to[1 : v_mark_x]; x_quantity := x_quantity[1 : v_mark_x];
            x_count := x_count[1 : v_mark_x]; x_note := x_note[1 : v_mark_x]; x_occurred := x_occurred[1 : v_mark_x];
            r_movement := r_movement[1 : v_mark_r]; r_touched := r_touched[1 : v_mark_r]; r_quantity := r_quantity[1 : v_mark_r];
            v_outcome[i] := v_why;
            v_detail[i] := v_bad;
            CONTINUE;
        END IF;

        FOR k IN v_mark_x + 1 .. cardinality(x_because) LOOP
            x_id := x_id || nextval('movement_movement_id_seq');
        END LOOP;
        v_outcome[i] := 'posted';
        v_id[i] := nextval('movement_movement_id_seq');
        v_any := true;
    END LOOP;

    IF v_any THEN
        IF n_lot <> '{}' THEN
            INSERT INTO donor (name)
            SELECT DISTINCT ON (a.j ->> 'donor_name') a.j ->> 'donor_as_said' FROM unnest(n_movement, n_json) AS a (n, j)
            WHERE a.j ? 'donor_name' AND v_outcome[a.n] = 'posted'
            ON CONFLICT (folded_name) DO NOTHING;
            INSERT INTO lot (warehouse_id, lot_id, code, item_id, owner_id, donor_id, grant_id, condition, expires_on, received_on,
                             pack_name, pack_factor, origin_warehouse_id, origin_lot_id)
            SELECT p_warehouse, a.lot_id, coalesce(a.j ->> 'code', to_char(b.received, 'YYMMDD') || '-' || a.lot_id),
                   (a.j ->> 'item')::bigint, (a.j ->> 'owner')::bigint,
                   coalesce((a.j ->> 'donor')::bigint, (SELECT donor_id FROM donor WHERE folded_name = a.j ->> 'donor_name')),
                   (a.j ->> 'grant')::bigint, coalesce(a.j ->> 'condition', 'good'), (a.j ->> 'expires')::date, b.received,
                   a.j ->> 'pack_name', (a.j ->> 'pack_factor')::bigint,
                   (a.j ->> 'origin_warehouse')::bigint, (a.j ->> 'origin_lot')::bigint
            FROM unnest(n_lot, n_movement, n_json) AS a (lot_id, n, j)
            CROSS JOIN LATERAL (SELECT coalesce((a.j ->> 'received')::date, operational_day(p_warehouse, v_occurred[a.n])) AS received) AS b
            WHERE v_outcome[a.n] = 'posted';
        END IF;

        INSERT INTO movement (warehouse_id, movement_id, reason, occurred_at, recorded_at, actor, note, concerns_on, quality, content_hash,
                              reverses_id, corrects_id, because_id, stock_count_id, round_id, stop_id, approver)
        SELECT p_warehouse, a.id, a.reason, a.occurred, v_now, a.actor, a.e ->> 'note', (a.e ->> 'concerns')::date, a.e ->> 'quality', a.content,
               (a.e ->> 'reverses')::bigint, (a.e ->> 'corrects')::bigint, NULL, (a.e ->> 'count')::bigint,
               (a.e ->> 'round')::bigint, (a.e ->> 'stop')::bigint, a.e ->> 'approver'
        FROM unnest(v_id, p_reason, v_occurred, p_actor, p_content, p_extra) AS a (id, reason, occurred, actor, content, e)
        WHERE a.id IS NOT NULL
        UNION ALL
        SELECT p_warehouse, a.id, a.reason, a.occurred, v_now, p_actor[a.n], a.note, NULL, NULL, NULL,
               NULL, NULL, v_id[a.n], a.count, NULL, NULL, NULL
        FROM unnest(x_id, x_reason, x_because, x_count, x_note, x_occurred) AS a (id, reason, n, count, note, occurred);

        INSERT INTO movement_line (warehouse_id, movement_id, line_number, lot_id, from_place_id, to_place_id, quantity, occurred_at)
        SELECT p_warehouse, v_id[a.m], row_number() OVER (PARTITION BY a.m ORDER BY a.n), a.lot, a.f, a.t, a.q, v_occurred[a.m]
        FROM unnest(p_line_movement, v_lot, p_line_from, p_line_to, p_line_quantity) WITH ORDINALITY AS a (m, lot, f, t, q, n)
        WHERE v_id[a.m] IS NOT NULL
        UNION ALL
        SELECT p_warehouse, a.id, 1, a.lot, a.f, a.t, a.q, a.occurred
        FROM unnest(x_id, x_lot, x_from, x_to, x_quantity, x_occurred) AS a (id, lot, f, t, q, occurred);

        FOR k IN 1 .. v_touched LOOP
            IF t_real[k] AND (t_hand[k] <> t_hand_before[k] OR t_reserved[k] <> t_reserved_before[k]) THEN
                IF NOT t_stored[k] THEN
                    v_insert := true;
                ELSIF t_hand[k] = 0 THEN
                    v_delete := true;
                ELSE
                    v_update := true;
                END IF;
            ELSE
                t_real[k] := false;
            END IF;
        END LOOP;
        IF v_update THEN
            UPDATE balance AS b SET on_hand = a.hand, reserved = a.reserved
            FROM unnest(t_place, t_lot, t_hand, t_reserved, t_real, t_stored) AS a (place, lot, hand, reserved, changed, stored)
            WHERE a.changed AND a.stored AND a.hand > 0
              AND b.warehouse_id = p_warehouse AND b.place_id = a.place AND b.lot_id = a.lot;
        END IF;
        IF v_insert THEN
            INSERT INTO balance (warehouse_id, place_id, lot_id, on_hand)
            SELECT p_warehouse, a.place, a.lot, a.hand
            FROM unnest(t_place, t_lot, t_hand, t_real, t_stored) WITH ORDINALITY AS a (place, lot, hand, changed, stored, n)
            WHERE a.changed AND NOT a.stored
            ORDER BY a.n
            ON CONFLICT (warehouse_id, place_id, lot_id) DO UPDATE SET on_hand = balance.on_hand + excluded.on_hand;
        END IF;
        IF v_delete THEN
            DELETE FROM balance AS b
            USING unnest(t_place, t_lot, t_hand, t_real, t_stored) AS a (place, lot, hand, changed, stored)
            WHERE a.changed AND a.stored AND a.hand = 0
              AND b.warehouse_id = p_warehouse AND b.place_id = a.place AND b.lot_id = a.lot;
        END IF;

        -- The promises that facts broke: the latest round first, each named.
        FOR k IN 1 .. cardinality(r_movement) LOOP
            v_short := r_quantity[k];
            v_released := coalesce(v_detail[r_movement[k]] -> 'released', '[]');
            FOR r IN
                SELECT reservation_id, round_id, stop_id, quantity FROM reservation
                WHERE warehouse_id = p_warehouse AND place_id = t_place[r_touched[k]] AND lot_id = t_lot[r_touched[k]]
                ORDER BY needed_on DESC NULLS FIRST, round_id DESC, reservation_id DESC FOR UPDATE
            LOOP
                EXIT WHEN v_short = 0;
                v_quantity := least(v_short, r.quantity);
                IF v_quantity = r.quantity THEN
                    DELETE FROM reservation WHERE warehouse_id = p_warehouse AND reservation_id = r.reservation_id;
                ELSE
                    UPDATE reservation SET quantity = quantity - v_quantity
                    WHERE warehouse_id = p_warehouse AND reservation_id = r.reservation_id;
                END IF;
                INSERT INTO reservation_release (warehouse_id, round_id, stop_id, place_id, lot_id, quantity, movement_id)
                VALUES (p_warehouse, r.round_id, r.stop_id, t_place[r_touched[k]], t_lot[r_touched[k]], v_quantity, v_id[r_movement[k]]);
                v_released := v_released || jsonb_build_object('round', r.round_id, 'lot', t_lot[r_touched[k]], 'quantity', v_quantity);
                v_short := v_short - v_quantity;
            END LOOP;
            v_detail[r_movement[k]] := coalesce(v_detail[r_movement[k]], '{}') || jsonb_build_object('released', v_released);
        END LOOP;

        FOR k IN 1 .. cardinality(x_id) LOOP
            i := x_because[k];
            IF x_reason[k] = 'unexplained' THEN
                INSERT INTO ledger_exception (warehouse_id, kind, movement_id, place_id, lot_id, quantity, reason)
                VALUES (p_warehouse, 'shortfall', x_id[k], x_to[k], x_lot[k], x_quantity[k], x_note[k]);
                v_detail[i] := coalesce(v_detail[i], '{}') || jsonb_build_object('shortfall',
                    coalesce((v_detail[i] ->> 'shortfall')::bigint, 0) + x_quantity[k]);
            ELSE
                v_detail[i] := coalesce(v_detail[i], '{}') || jsonb_build_object('late_after_count', x_count[k]);
            END IF;
        END LOOP;
        IF 'unexplained' = ANY (p_reason) THEN
            INSERT INTO ledger_exception (warehouse_id, kind, movement_id, place_id, lot_id, quantity, reason)
            SELECT p_warehouse, 'unexplained', v_id[a.m], CASE WHEN p.holds_stock THEN a.f ELSE a.t END, a.lot, a.q,
                   coalesce(p_extra[a.m] ->> 'note', 'unexplained')
            FROM unnest(p_line_movement, v_lot, p_line_from, p_line_to, p_line_quantity) AS a (m, lot, f, t, q)
            JOIN place AS p ON p.warehouse_id = p_warehouse AND p.place_id = a.f
            WHERE p_reason[a.m] = 'unexplained' AND v_id[a.m] IS NOT NULL;
        END IF;

        IF array_remove(p_extra, NULL) <> '{}' THEN
            INSERT INTO ledger_exception (warehouse_id, kind, movement_id, place_id, lot_id, quantity, reason)
            SELECT DISTINCT ON (a.m) p_warehouse, 'review', v_id[a.m], CASE WHEN p.holds_stock THEN a.f ELSE a.t END, a.lot,
                   (sum(a.q) OVER (PARTITION BY a.m))::bigint, p_reason[a.m]
            FROM unnest(p_line_movement, v_lot, p_line_from, p_line_to, p_line_quantity) WITH ORDINALITY AS a (m, lot, f, t, q, n)
            JOIN place AS p ON p.warehouse_id = p_warehouse AND p.place_id = a.f
            WHERE p_extra[a.m] -> 'review' = 'true' AND v_id[a.m] IS NOT NULL
            ORDER BY a.m, a.n;
            INSERT INTO transit (warehouse_id, movement_id, to_warehouse_id)
            SELECT p_warehouse, a.id, (a.e ->> 'transit_to')::bigint
            FROM unnest(v_id, p_extra) AS a (id, e) WHERE a.id IS NOT NULL AND a.e ? 'transit_to';
            -- The value is of the whole line: each lot carries its part by quantity, and the parts add up exactly.
            INSERT INTO receipt (warehouse_id, movement_id, lot_id, quantity, value_minor, currency, waybill, delivery)
            SELECT p_warehouse, v_id[b.m], b.lot, b.quantity,
                   (div(b.value * b.upto, b.total) - div(b.value * (b.upto - b.quantity), b.total))::bigint,
                   b.e #>> '{receipt,currency}', b.e #>> '{receipt,waybill}', b.e #>> '{receipt,delivery}'
            FROM (SELECT g.m, g.lot, g.quantity, x.e, trunc((x.e #>> '{receipt,value_minor}')::numeric) AS value,
                         sum(g.quantity) OVER (PARTITION BY g.m) AS total,
                         sum(g.quantity) OVER (PARTITION BY g.m ORDER BY g.lot) AS upto
                  FROM (SELECT m, lot, sum(q)::bigint AS quantity
                        FROM unnest(p_line_movement, v_lot, p_line_quantity) AS a (m, lot, q) GROUP BY m, lot) AS g
                  JOIN unnest(p_extra) WITH ORDINALITY AS x (e, m) USING (m)
                  WHERE x.e ? 'receipt' AND v_id[g.m] IS NOT NULL) AS b;
        END IF;

        -- Snapshots of closed months that this entry's date reaches into.
        IF EXISTS (SELECT FROM unnest(v_id, v_occurred) AS a (id, occurred) WHERE a.id IS NOT NULL AND a.occurred < v_books.snapshot_until) THEN
            PERFORM amend_snapshots(p_warehouse, v_id || x_id);
        END IF;

        INSERT INTO audit (warehouse_id, recorded_at, actor, command, movement_id)
        SELECT p_warehouse, v_now, a.actor, a.command, a.id
        FROM unnest(p_actor, p_command, v_id) AS a (actor, command, id) WHERE a.id IS NOT NULL AND a.command IS NOT NULL;
    END IF;

    -- Each movement that named lots of its own is told them.
    IF v_any AND EXISTS (SELECT FROM unnest(p_line_lot) AS a (lot) WHERE lot < 0) THEN
        FOR r IN
            SELECT a.m, jsonb_agg(jsonb_build_array(l.lot_id, l.code) ORDER BY a.n) AS lots
            FROM unnest(p_line_movement, p_line_lot, v_lot) WITH ORDINALITY AS a (m, given, lot, n)
            CROSS JOIN LATERAL (SELECT lot_id, code FROM lot WHERE warehouse_id = p_warehouse AND lot_id = a.lot LIMIT 1) AS l
            WHERE a.given < 0 AND v_id[a.m] IS NOT NULL
            GROUP BY a.m
        LOOP
            v_detail[r.m] := coalesce(v_detail[r.m], '{}') || jsonb_build_object('lots', r.lots);
        END LOOP;
    END IF;
    FOR i IN 1 .. v_count LOOP
        IF v_outcome[i] = 'posted' THEN
            IF p_key[i] IS NOT NULL OR v_detail[i] IS NOT NULL OR p_extra[i] ? 'reply' THEN
                v_detail[i] := coalesce(p_extra[i] -> 'reply', '{}') || coalesce(v_detail[i], '{}') || jsonb_build_object('movement', v_id[i]);
            END IF;
        ELSIF v_outcome[i] = 'same' THEN
            v_outcome[i] := 'replayed';
            v_id[i] := v_id[v_same[i]];
            v_detail[i] := v_detail[v_same[i]];
        ELSIF v_outcome[i] = 'replayed' THEN
            v_id[i] := (v_detail[i] ->> 'movement')::bigint;
        END IF;
    END LOOP;
    IF v_any AND array_remove(p_key, NULL) <> '{}' THEN
        INSERT INTO request (warehouse_id, key, fingerprint, reply, recorded_at)
        SELECT p_warehouse, a.key, a.fingerprint, a.reply, v_now
        FROM unnest(p_key, p_fingerprint, v_detail, v_outcome) AS a (key, fingerprint, reply, outcome)
        WHERE a.key IS NOT NULL AND a.outcome = 'posted';
    END IF;

    RETURN QUERY SELECT a.n::integer, a.outcome, a.id, a.detail
        FROM unnest(v_outcome, v_id, v_detail) WITH ORDINALITY AS a (outcome, id, detail, n) ORDER BY a.n;
END $$;
