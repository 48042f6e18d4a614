-- Books a group of movements of one warehouse in one call: the only way into the ledger.
--
-- Movements wait together and are posted together. Each is decided in the order of its arrival on the balances that the
-- ones before it left; a refused one refuses itself and never its neighbours. Everything that was accepted is then written
-- by set-based statements, in the caller's transaction. What is rare stands in routines of its own, posting_*.
--
-- Locks: first the names of new lots, then the rows of balance in the order (place_id, lot_id), all of the group at once, before
-- anything is decided. A balance that does not exist yet is nothing; it is inserted at the end, or added to when another transaction
-- was quicker. An entry of the past holds the past shared, whoever takes a snapshot or closes a count holds it alone.
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
--   p_extra        null, or {note, concerns, quality, reverses, corrects, replaces, undo: true, about: [[from, to]], count, round, stop, anyway, approver,
--                  review: true, transit_to: warehouse, reply: {}, receipt: {value_minor, currency, waybill, delivery, delivery_id,
--                  purchase_id},
--                  issue: {recipient, site, organisation, people, women, children},
--                  makes: {sorting, rows} (see posting_write_inheritance),
--                  lots: [{code, batch, item, owner, donor or donor_name, grant, condition, expires, received, pack_name, pack_factor,
--                          origin_warehouse, origin_lot}]}
--                  A donor_name that nobody has yet becomes a donor when the movement is accepted. review keeps the movement on the
--                  list of exceptions, transit_to marks it as on its way to another warehouse; both in this transaction.
--                  about says of each line of an entry that mends another when the goods came to be at its two ends: what was counted
--                  there since stays as counted, and the difference of the count changes instead. What the program booked beside a
--                  movement that is reversed goes with it; a correction gives up as much of it as it brings back.
-- One element per line, in the order of the movements:
--   p_line_movement  ordinal of its movement, from 1
--   p_line_lot       a lot, or -k for the k-th of the movement's own new lots
--   p_line_from, p_line_to, p_line_quantity
-- p_wait_ms, when it is not null, is how long this transaction waits for a lock of others from here on: longer ends with 55P03, and
-- nothing is booked.
--
-- Returns a row per movement: ordinal, outcome, movement_id, detail. The first of these that is true is the outcome:
--   replayed, key_reused       the key was used before, for the same words or for others
--   lot_differs                a batch named for a new lot is known with another date of expiry
--   looks_repeated             the same was said in the last ten minutes
--   reason_unknown, warehouse_closing (it takes nothing new), in_the_future, period_closed, already_reversed
--   sorted_since               a sorting that goes on was taken up since: that part is taken back first
--   out_of_scope               goods of an owner for whom the actor does not act
--   line_repeated              one lot twice on one way
--   then for each line in order:
--   place_unknown, kind_not_allowed (the reason leads elsewhere), place_archived (the place or its warehouse)
--   needs_approver             out of the quarantine without somebody else's word
--   never_mobile               barred from vans
--   on_a_round                 on board of a round, and no movement of it
--   insufficient               less there now than is taken
--   insufficient_then          less there at the end of a day since than is taken
--   above_ceiling
--   and for the movement as a whole:
--   serial_elsewhere           a serial number would be there twice
--   posted

-- The signatures before this one.
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
    books record;
    found_row record;
    -- Of each movement.
    v_outcome text[] := array_fill(NULL::text, ARRAY[v_count]);
    v_detail jsonb[] := array_fill(NULL::jsonb, ARRAY[v_count]);
    v_id bigint[] := array_fill(NULL::bigint, ARRAY[v_count]);
    v_occurred timestamptz[] := p_occurred;
    v_same_as integer[];
    -- Of each line: its lot, the balances it leaves and reaches, its number in the movement.
    v_lot bigint[] := p_line_lot;
    v_source integer[];
    v_target integer[];
    v_number integer[];
    -- Of each balance that any line touches, in lock order: what is known of it, what is there with all that was accepted so far.
    at_place bigint[];
    at_lot bigint[];
    at_kind text[];
    at_real boolean[];
    at_archived boolean[];
    at_stored boolean[];
    at_owner bigint[];
    at_item bigint[];
    at_serial text[];
    at_mobile boolean[];
    at_hand bigint[];
    at_promised bigint[];
    hand_before bigint[];
    promised_before bigint[];
    v_touched integer;
    -- The movement being decided: the balances it touches and what they come to; nothing of it counts before it is accepted.
    own_at integer[];
    own_hand bigint[];
    own_promised bigint[];
    own_also jsonb[];
    own_broken jsonb[];
    own_pending jsonb[];
    own_serials boolean;
    own_beside jsonb[];
    v_beside_in bigint;
    v_beside_out bigint;
    v_about jsonb;
    v_since_source timestamptz;
    v_since_target timestamptz;
    -- New lots, movements that the program books beside, promises that break, lines of a group that reaches into the past.
    new_lot bigint[] := '{}';
    new_movement integer[] := '{}';
    new_fields jsonb[] := '{}';
    v_also jsonb[] := '{}';
    v_broken jsonb[] := '{}';
    v_pending jsonb[] := '{}';
    v_reason text;
    v_ways text[];
    v_reason_is_fact boolean;
    v_is_fact boolean;
    v_extra jsonb;
    v_anyway text;
    v_owners bigint[];
    v_way text;
    v_why text;
    v_figures jsonb;
    v_today timestamptz;
    v_is_past boolean;
    v_late_source bigint;
    v_late_target bigint;
    v_late_at timestamptz;
    v_quantity bigint;
    v_least bigint;
    v_short bigint;
    v_short_at timestamptz;
    v_found bigint;
    v_round bigint;
    v_any_past boolean := false;
    v_any_extra boolean := false;
    v_any_key boolean := false;
    v_any boolean := false;
    v_update boolean := false;
    v_insert boolean := false;
    v_delete boolean := false;
    v_first integer;
    v_next integer := 1;
    source integer;
    target integer;
    own_source integer;
    own_target integer;
    i integer;
    j integer;
    k integer;
    r record;
BEGIN
    IF v_count = 0 THEN
        RETURN;
    END IF;
    IF p_wait_ms IS NOT NULL THEN
        PERFORM set_config('lock_timeout', greatest(p_wait_ms, 1)::text, true);
    END IF;

    -- Keys seen before, contents said before, and whether anything reaches into the past.
    FOR i IN 1 .. v_count LOOP
        IF p_occurred[i] < v_now THEN
            v_any_past := true;
        END IF;
        IF p_extra[i] IS NOT NULL THEN
            v_any_extra := true;
            IF p_extra[i] ? 'about' THEN
                v_any_past := true;
            END IF;
        END IF;
        IF p_key[i] IS NOT NULL THEN
            v_any_key := true;
            SELECT fingerprint, reply INTO found_row FROM request WHERE warehouse_id = p_warehouse AND key = p_key[i];
            IF FOUND THEN
                IF found_row.fingerprint = p_fingerprint[i] THEN
                    v_outcome[i] := 'replayed';
                    v_detail[i] := found_row.reply;
                ELSE
                    v_outcome[i] := 'key_reused';
                END IF;
                CONTINUE;
            END IF;
        END IF;
        IF p_check_repeat[i] AND p_content[i] IS NOT NULL THEN
            -- By anyone, and not taken back since.
            SELECT movement_id, actor, recorded_at INTO found_row FROM movement AS b
            WHERE b.warehouse_id = p_warehouse AND b.content_hash = p_content[i] AND b.recorded_at > v_now - interval '10 minutes'
              AND NOT EXISTS (SELECT FROM movement AS c WHERE c.warehouse_id = p_warehouse AND c.reverses_id = b.movement_id)
            ORDER BY b.recorded_at DESC LIMIT 1;
            IF FOUND THEN
                v_outcome[i] := 'looks_repeated';
                v_detail[i] := jsonb_build_object('id', found_row.movement_id, 'by', found_row.actor, 'at', found_row.recorded_at);
            END IF;
        END IF;
    END LOOP;
    IF v_any_key AND v_count > 1 THEN
        -- The first of the group with the same key.
        SELECT array_agg(CASE WHEN first < n THEN first ELSE 0 END ORDER BY n) INTO v_same_as
        FROM (SELECT n, CASE WHEN key IS NULL THEN n ELSE first_value(n) OVER (PARTITION BY key ORDER BY n) END AS first
              FROM unnest(p_key) WITH ORDINALITY AS a (key, n)) AS b;
    END IF;
    IF v_any_past THEN
        -- Nobody takes a snapshot or closes a count meanwhile: see hold_the_past.
        PERFORM pg_advisory_xact_lock_shared(snapshot_lock(p_warehouse));
    END IF;

    IF v_any_extra AND EXISTS (SELECT FROM unnest(p_extra) AS a (extra) WHERE a.extra ? 'lots') THEN
        FOR r IN SELECT * FROM posting_lots(p_warehouse, p_extra, ARRAY(SELECT a.settled IS NOT NULL FROM unnest(v_outcome) AS a (settled))) LOOP
            IF r.contradiction IS NOT NULL THEN
                v_outcome[r.movement] := 'lot_differs';
                v_detail[r.movement] := r.contradiction;
                CONTINUE;
            END IF;
            IF r.is_new THEN
                new_lot := new_lot || r.lot;
                new_movement := new_movement || r.movement;
                new_fields := new_fields || r.fields;
            END IF;
            WHILE v_next <= v_lines AND p_line_movement[v_next] < r.movement LOOP
                v_next := v_next + 1;
            END LOOP;
            j := v_next;
            WHILE j <= v_lines AND p_line_movement[j] = r.movement LOOP
                IF p_line_lot[j] = -r.number THEN
                    v_lot[j] := r.lot;
                END IF;
                j := j + 1;
            END LOOP;
        END LOOP;
    END IF;

    -- Every end of every line, numbered in lock order.
    IF v_lines = 1 THEN
        v_number := ARRAY[1];
        at_lot := ARRAY[v_lot[1], v_lot[1]];
        IF p_line_from[1] < p_line_to[1] THEN
            at_place := ARRAY[p_line_from[1], p_line_to[1]];
            v_source := ARRAY[1];
            v_target := ARRAY[2];
        ELSE
            at_place := ARRAY[p_line_to[1], p_line_from[1]];
            v_source := ARRAY[2];
            v_target := ARRAY[1];
        END IF;
        v_touched := 2;
    ELSE
        SELECT array_agg(rank ORDER BY n) FILTER (WHERE side = 1), array_agg(rank ORDER BY n) FILTER (WHERE side = 2)
        INTO v_source, v_target
        FROM (SELECT n, side, dense_rank() OVER (ORDER BY place, lot) AS rank
              FROM (SELECT n, 1 AS side, f AS place, lot FROM unnest(v_lot, p_line_from) WITH ORDINALITY AS a (lot, f, n)
                    UNION ALL
                    SELECT n, 2, t, lot FROM unnest(v_lot, p_line_to) WITH ORDINALITY AS a (lot, t, n)) AS b) AS c;
        SELECT array_agg(place ORDER BY place, lot), array_agg(lot ORDER BY place, lot), count(*)
        INTO at_place, at_lot, v_touched
        FROM (SELECT f AS place, lot FROM unnest(v_lot, p_line_from) AS a (lot, f)
              UNION SELECT t, lot FROM unnest(v_lot, p_line_to) AS a (lot, t)) AS b;
        v_number := array_fill(0, ARRAY[v_lines]);
    END IF;
    at_kind := array_fill(NULL::text, ARRAY[v_touched]);
    at_serial := at_kind;
    at_real := array_fill(false, ARRAY[v_touched]);
    at_archived := at_real;
    at_stored := at_real;
    at_mobile := at_real;
    at_owner := array_fill(NULL::bigint, ARRAY[v_touched]);
    at_item := at_owner;
    at_hand := array_fill(0::bigint, ARRAY[v_touched]);
    at_promised := at_hand;
    FOR r IN
        SELECT a.n, p.kind, p.holds_stock, p.archived_at IS NOT NULL AS archived, b.on_hand, b.reserved, l.owner_id, l.item_id, l.printed, l.serial, l.mobile
        FROM unnest(at_place, at_lot) WITH ORDINALITY AS a (place, lot, n)
        CROSS JOIN LATERAL (SELECT kind, holds_stock, archived_at FROM place
                            WHERE warehouse_id = p_warehouse AND place_id = a.place LIMIT 1) AS p
        LEFT JOIN LATERAL (SELECT x.owner_id, x.item_id, coalesce(x.batch, x.code) AS printed, y.serial, y.mobile FROM lot AS x JOIN item AS y ON y.item_id = x.item_id
                           WHERE x.warehouse_id = p_warehouse AND x.lot_id = a.lot LIMIT 1) AS l ON true
        LEFT JOIN LATERAL (SELECT on_hand, reserved FROM balance
                           WHERE p.holds_stock AND warehouse_id = p_warehouse AND place_id = a.place AND lot_id = a.lot
                           FOR UPDATE) AS b ON true
    LOOP
        at_kind[r.n] := r.kind;
        at_real[r.n] := r.holds_stock;
        at_archived[r.n] := r.archived;
        at_owner[r.n] := r.owner_id;
        at_item[r.n] := r.item_id;
        at_mobile[r.n] := r.mobile = 'allowed';
        IF r.serial THEN
            at_serial[r.n] := lower(r.printed);
        END IF;
        IF r.on_hand IS NOT NULL THEN
            at_stored[r.n] := true;
            at_hand[r.n] := r.on_hand;
            at_promised[r.n] := r.reserved;
        END IF;
    END LOOP;
    IF new_lot <> '{}' THEN
        FOR r IN
            SELECT a.n, (b.fields ->> 'owner')::bigint AS owner, y.item_id, y.mobile, CASE WHEN y.serial THEN lower(b.fields ->> 'batch') END AS serial
            FROM unnest(at_lot) WITH ORDINALITY AS a (lot, n)
            JOIN unnest(new_lot, new_fields) AS b (lot, fields) ON b.lot = a.lot
            JOIN item AS y ON y.item_id = (b.fields ->> 'item')::bigint
        LOOP
            at_owner[r.n] := r.owner;
            at_item[r.n] := r.item_id;
            at_mobile[r.n] := r.mobile = 'allowed';
            at_serial[r.n] := r.serial;
        END LOOP;
    END IF;
    hand_before := at_hand;
    promised_before := at_promised;
    -- Read behind the locks: a count that was closed while this waited is known.
    SELECT b.closed_until, b.counted_until, b.snapshot_until, w.archived_at IS NOT NULL AS archived, b.frozen_at IS NOT NULL AS frozen INTO books
    FROM warehouse_books AS b JOIN warehouse AS w ON w.warehouse_id = b.warehouse_id WHERE b.warehouse_id = p_warehouse;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'no such warehouse' USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'posting_is_for_a_known_warehouse';
    END IF;

    -- Decide, in the order of arrival.
    v_next := 1;
    FOR i IN 1 .. v_count LOOP
        v_first := v_next;
        WHILE v_next <= v_lines AND p_line_movement[v_next] = i LOOP
            v_next := v_next + 1;
        END LOOP;
        CONTINUE WHEN v_outcome[i] IS NOT NULL;

        IF v_same_as[i] > 0 THEN
            k := v_same_as[i];
            IF p_fingerprint[i] IS DISTINCT FROM p_fingerprint[k] THEN
                v_outcome[i] := 'key_reused';
            ELSIF v_outcome[k] = 'posted' THEN
                v_outcome[i] := 'same';
            ELSE
                v_outcome[i] := v_outcome[k];
                v_detail[i] := v_detail[k];
            END IF;
            CONTINUE;
        END IF;
        IF i > 1 AND p_check_repeat[i] AND p_content[i] IS NOT NULL THEN
            -- The newest before it that was booked; an equal one that was refused does not count.
            k := array_position(p_content, p_content[i]);
            IF k < i AND v_outcome[k] <> 'posted' THEN
                SELECT coalesce(max(a.n)::integer, i) INTO k
                FROM unnest(p_content[1 : i - 1], v_outcome[1 : i - 1]) WITH ORDINALITY AS a (content, outcome, n)
                WHERE a.content = p_content[i] AND a.outcome = 'posted';
            END IF;
            IF k < i AND v_outcome[k] = 'posted' THEN
                v_outcome[i] := 'looks_repeated';
                v_detail[i] := jsonb_build_object('id', v_id[k], 'by', p_actor[k], 'at', v_now);
                CONTINUE;
            END IF;
        END IF;

        IF v_reason IS DISTINCT FROM p_reason[i] THEN
            v_reason := p_reason[i];
            SELECT is_fact, ways INTO v_reason_is_fact, v_ways FROM movement_reason WHERE reason = v_reason;
        END IF;
        IF v_ways IS NULL THEN
            v_outcome[i] := 'reason_unknown';
            CONTINUE;
        END IF;
        IF books.frozen AND v_reason IN ('opening', 'received', 'bought', 'lent', 'assembled', 'loaded', 'topped_up') THEN
            v_outcome[i] := 'warehouse_closing';
            CONTINUE;
        END IF;
        v_extra := p_extra[i];
        v_anyway := v_extra ->> 'anyway';
        v_is_fact := v_reason_is_fact OR v_anyway IS NOT NULL;
        v_is_past := false;
        IF v_occurred[i] IS NULL THEN
            v_occurred[i] := v_now;
        ELSIF v_occurred[i] > v_now + interval '5 minutes' THEN
            v_outcome[i] := 'in_the_future';
            CONTINUE;
        ELSIF v_occurred[i] < books.closed_until THEN
            IF v_extra ->> 'concerns' IS NULL THEN
                v_outcome[i] := 'period_closed';
                v_detail[i] := jsonb_build_object('until', operational_day(p_warehouse, books.closed_until - interval '1 microsecond'));
                CONTINUE;
            END IF;
            v_occurred[i] := v_now;
        ELSIF v_occurred[i] < v_now THEN
            IF v_today IS NULL THEN
                v_today := operational_day_begins(p_warehouse, operational_day(p_warehouse, v_now));
            END IF;
            v_is_past := v_occurred[i] < v_today;
        END IF;
        IF v_extra ? 'reverses' THEN
            SELECT jsonb_build_object('by', min(movement_id)) INTO v_figures
            FROM movement WHERE warehouse_id = p_warehouse AND reverses_id = (v_extra ->> 'reverses')::bigint HAVING count(*) > 0;
            IF FOUND THEN
                v_outcome[i] := 'already_reversed';
                v_detail[i] := v_figures;
                CONTINUE;
            END IF;
            v_figures := posting_sorted_since(p_warehouse, (v_extra ->> 'reverses')::bigint);
            IF v_figures IS NOT NULL THEN
                v_outcome[i] := 'sorted_since';
                v_detail[i] := v_figures;
                CONTINUE;
            END IF;
        END IF;
        IF p_scope[i] IS DISTINCT FROM 'everything' THEN
            v_owners := coalesce(string_to_array(p_scope[i], ',')::bigint[], '{}');
            v_why := CASE WHEN v_owners = '{}' THEN 'out_of_scope' END;
            FOR j IN v_first .. v_next - 1 LOOP
                IF at_owner[v_source[j]] <> ALL (v_owners) THEN
                    v_why := 'out_of_scope';
                END IF;
            END LOOP;
            IF v_why IS NOT NULL THEN
                v_outcome[i] := v_why;
                CONTINUE;
            END IF;
        END IF;
        IF v_next - v_first > 1 AND EXISTS (
            SELECT FROM unnest(v_lot[v_first : v_next - 1], p_line_from[v_first : v_next - 1], p_line_to[v_first : v_next - 1])
                AS a (lot, f, t) GROUP BY lot, f, t HAVING count(*) > 1) THEN
            v_outcome[i] := 'line_repeated';
            CONTINUE;
        END IF;

        v_why := NULL;
        v_figures := NULL;
        own_at := '{}';
        own_hand := '{}';
        own_promised := '{}';
        own_also := '{}';
        own_broken := '{}';
        own_pending := '{}';
        own_serials := false;
        own_beside := NULL;
        v_beside_in := 0;
        v_beside_out := 0;
        v_about := NULL;
        IF v_extra IS NOT NULL THEN
            v_about := v_extra -> 'about';
            IF v_extra ? 'reverses' THEN
                own_beside := posting_beside(p_warehouse, (v_extra ->> 'reverses')::bigint);
            ELSIF v_extra ? 'corrects' THEN
                own_beside := posting_found_for(p_warehouse, (v_extra ->> 'corrects')::bigint);
            END IF;
        END IF;
        FOR j IN v_first .. v_next - 1 LOOP
            source := v_source[j];
            target := v_target[j];
            v_quantity := p_line_quantity[j];
            v_number[j] := j - v_first + 1;
            v_way := at_kind[source] || '>' || at_kind[target];
            IF v_way IS NULL THEN
                v_why := 'place_unknown';
            ELSIF v_way <> ALL (v_ways) THEN
                v_why := 'kind_not_allowed';
            ELSIF at_archived[target] OR at_archived[source] OR (books.archived AND at_real[target]) THEN
                v_why := 'place_archived';
            ELSIF at_kind[source] = 'quarantine' AND (v_reason = 'released' OR (at_real[target] AND at_kind[target] <> 'quarantine'))
                AND coalesce(v_extra ->> 'approver', p_actor[i]) = p_actor[i] THEN
                v_why := 'needs_approver';
            ELSIF at_kind[target] = 'vehicle' AND NOT at_mobile[target] AND v_reason IN ('loaded', 'topped_up') AND v_anyway IS NULL THEN
                v_why := 'never_mobile';
            ELSIF at_kind[source] = 'vehicle' AND v_anyway IS NULL THEN
                v_round := posting_round_on_board(p_warehouse, at_place[source], v_lot[j], (v_extra ->> 'round')::bigint);
                IF v_round IS NOT NULL THEN
                    v_why := 'on_a_round';
                END IF;
            END IF;
            IF v_why IS NOT NULL THEN
                v_figures := jsonb_build_object('from', p_line_from[j], 'to', p_line_to[j], 'lot', v_lot[j], 'round', v_round);
                EXIT;
            END IF;
            own_serials := own_serials OR (at_serial[target] IS NOT NULL AND at_real[target]);

            -- What the program booked beside the movement that is mended goes with what comes back.
            IF own_beside IS NOT NULL THEN
                SELECT a.back_out, a.back_in, a.beside, own_also || a.also INTO v_beside_out, v_beside_in, own_beside, own_also
                FROM posting_take_back(own_beside, i, at_place[source], at_place[target], v_lot[j], v_quantity, v_occurred[i]) AS a;
            END IF;

            -- A sheet dated before a closed count: what was counted stays as counted, and its variance becomes explained. So it is with what
            -- mends an entry from before the count.
            v_late_source := NULL;
            v_late_target := NULL;
            v_since_source := v_occurred[i];
            v_since_target := v_occurred[i];
            IF v_about IS NOT NULL THEN
                v_since_source := coalesce((v_about -> (v_number[j] - 1) ->> 0)::timestamptz, v_since_source);
                v_since_target := coalesce((v_about -> (v_number[j] - 1) ->> 1)::timestamptz, v_since_target);
            END IF;
            IF least(v_since_source, v_since_target) < books.counted_until THEN
                IF at_real[target] THEN
                    SELECT count_id, taken_at INTO v_late_target, v_late_at
                    FROM posting_count_after(p_warehouse, at_place[target], v_lot[j], at_item[target], v_since_target);
                    IF v_late_target IS NOT NULL AND v_quantity > v_beside_out THEN
                        IF v_found IS NULL THEN
                            SELECT place_id INTO v_found FROM place WHERE warehouse_id = p_warehouse AND code = 'found';
                        END IF;
                        own_also := own_also || jsonb_build_object('movement', i, 'reason', 'counted', 'lot', v_lot[j], 'from', at_place[target],
                            'to', v_found, 'units', v_quantity - v_beside_out, 'count', v_late_target,
                            'at', CASE WHEN v_about IS NULL THEN v_late_at ELSE v_occurred[i] END);
                    END IF;
                END IF;
                IF at_real[source] THEN
                    SELECT count_id, taken_at INTO v_late_source, v_late_at
                    FROM posting_count_after(p_warehouse, at_place[source], v_lot[j], at_item[source], v_since_source);
                END IF;
            END IF;

            IF at_real[source] THEN
                own_source := array_position(own_at, source);
                IF own_source IS NULL THEN
                    own_at := own_at || source;
                    own_hand := own_hand || at_hand[source];
                    own_promised := own_promised || at_promised[source];
                    own_source := cardinality(own_at);
                END IF;
                IF v_late_source IS NULL THEN
                    own_hand[own_source] := own_hand[own_source] + v_beside_in;
                END IF;
                -- The least there was from then on: now, unless a count says what is there now, and at the end of each day since.
                v_least := CASE WHEN v_late_source IS NULL THEN own_hand[own_source] END;
                v_short_at := CASE WHEN v_is_past AND v_least < v_quantity THEN v_now ELSE v_occurred[i] END;
                IF v_is_past THEN
                    SELECT lowest, day, day_begins INTO found_row
                    FROM posting_lowest_since(p_warehouse, at_place[source], v_lot[j], v_occurred[i],
                        CASE WHEN v_late_source IS NOT NULL THEN v_late_at END, own_hand[own_source], v_quantity, v_pending || own_pending);
                    IF found_row.lowest < v_quantity THEN
                        IF v_least IS NULL OR v_least >= v_quantity THEN
                            v_why := 'insufficient_then';
                            v_figures := jsonb_build_object('lot', v_lot[j], 'place', p_line_from[j], 'want', v_quantity,
                                'on_hand', greatest(found_row.lowest, 0), 'day', found_row.day, 'line', v_number[j]);
                        END IF;
                        v_short_at := greatest(v_occurred[i], found_row.day_begins);
                        v_least := least(v_least, greatest(found_row.lowest, 0));
                    END IF;
                END IF;
                v_short := greatest(v_quantity - v_least, 0);
                IF v_short > 0 AND v_anyway IS NOT NULL THEN
                    v_why := NULL;
                    IF v_found IS NULL THEN
                        SELECT place_id INTO v_found FROM place WHERE warehouse_id = p_warehouse AND code = 'found';
                    END IF;
                    own_also := own_also || jsonb_build_object('movement', i, 'reason', 'unexplained', 'lot', v_lot[j], 'from', v_found,
                        'to', at_place[source], 'units', v_short, 'note', v_anyway, 'at', v_short_at);
                ELSIF v_why IS NOT NULL THEN
                    EXIT;
                ELSE
                    v_short := 0;
                END IF;
                IF v_late_source IS NOT NULL THEN
                    IF v_found IS NULL THEN
                        SELECT place_id INTO v_found FROM place WHERE warehouse_id = p_warehouse AND code = 'found';
                    END IF;
                    IF v_quantity > v_short + v_beside_in THEN
                        own_also := own_also || jsonb_build_object('movement', i, 'reason', 'counted', 'lot', v_lot[j], 'from', v_found,
                            'to', at_place[source], 'units', v_quantity - v_short - v_beside_in, 'count', v_late_source,
                            'at', CASE WHEN v_about IS NULL THEN v_late_at ELSE v_occurred[i] END);
                    END IF;
                ELSE
                    own_hand[own_source] := own_hand[own_source] + v_short;
                    IF own_hand[own_source] < v_quantity OR (NOT v_is_fact AND own_hand[own_source] - own_promised[own_source] < v_quantity) THEN
                        v_why := 'insufficient';
                        v_figures := jsonb_build_object('lot', v_lot[j], 'place', p_line_from[j], 'want', v_quantity,
                            'on_hand', own_hand[own_source], 'reserved', own_promised[own_source], 'line', v_number[j]);
                        EXIT;
                    END IF;
                    own_hand[own_source] := own_hand[own_source] - v_quantity;
                    IF own_hand[own_source] < own_promised[own_source] THEN
                        own_broken := own_broken || jsonb_build_object('movement', i, 'place', at_place[source], 'lot', v_lot[j],
                            'units', own_promised[own_source] - own_hand[own_source]);
                        own_promised[own_source] := own_hand[own_source];
                    END IF;
                END IF;
            END IF;
            IF at_real[target] AND v_late_target IS NULL THEN
                own_target := array_position(own_at, target);
                IF own_target IS NULL THEN
                    own_at := own_at || target;
                    own_hand := own_hand || at_hand[target];
                    own_promised := own_promised || at_promised[target];
                    own_target := cardinality(own_at);
                END IF;
                own_hand[own_target] := own_hand[own_target] + v_quantity - v_beside_out;
                IF own_hand[own_target] > 1000000000000000 THEN
                    v_why := 'above_ceiling';
                    v_figures := jsonb_build_object('lot', v_lot[j], 'place', p_line_to[j]);
                    EXIT;
                END IF;
            END IF;
            IF v_any_past AND at_real[source] THEN
                own_pending := own_pending
                    || jsonb_build_object('place', p_line_from[j], 'lot', v_lot[j], 'at', v_occurred[i], 'units', -v_quantity);
            END IF;
            IF v_any_past AND at_real[target] THEN
                own_pending := own_pending
                    || jsonb_build_object('place', p_line_to[j], 'lot', v_lot[j], 'at', v_occurred[i], 'units', v_quantity);
            END IF;
        END LOOP;

        IF v_why IS NULL AND own_serials THEN
            -- One serial number, one piece, one place, in all warehouses. Where two lie already, one of them may still leave.
            FOR k IN 1 .. cardinality(own_at) LOOP
                target := own_at[k];
                CONTINUE WHEN at_serial[target] IS NULL OR own_hand[k] <= at_hand[target];
                SELECT sum(a.now), sum(a.now - a.before) INTO v_quantity, v_short
                FROM (SELECT coalesce(o.hand, h.hand) AS now, h.hand AS before
                      FROM unnest(at_serial, at_item, at_hand) WITH ORDINALITY AS h (serial, item, hand, n)
                      LEFT JOIN unnest(own_at, own_hand) AS o (n, hand) ON o.n = h.n
                      WHERE h.serial = at_serial[target] AND h.item = at_item[target]) AS a;
                CONTINUE WHEN v_short <= 0;
                SELECT pieces, address INTO found_row
                FROM posting_serial_elsewhere(at_item[target], at_serial[target], p_warehouse, at_place, at_lot);
                IF v_quantity + found_row.pieces > 1 THEN
                    v_why := 'serial_elsewhere';
                    v_figures := jsonb_build_object('serial', at_serial[target], 'pieces', v_quantity + found_row.pieces,
                        'to', at_place[target], 'address', found_row.address, 'lot', at_lot[target]);
                    IF found_row.address IS NULL THEN
                        SELECT v_figures || jsonb_build_object('place', at_place[min(h.n)]) INTO v_figures
                        FROM unnest(at_serial, at_item, at_hand) WITH ORDINALITY AS h (serial, item, hand, n)
                        WHERE h.serial = at_serial[target] AND h.item = at_item[target] AND h.hand > 0;
                    END IF;
                    EXIT;
                END IF;
            END LOOP;
        END IF;
        IF v_why IS NULL AND v_extra ? 'transit_to' THEN
            SELECT jsonb_build_object('warehouse', code) INTO v_figures
            FROM warehouse JOIN warehouse_books USING (warehouse_id)
            WHERE warehouse_id = (v_extra ->> 'transit_to')::bigint AND (archived_at IS NOT NULL OR frozen_at IS NOT NULL);
            IF FOUND THEN
                v_why := 'place_archived';
            END IF;
        END IF;
        IF v_why IS NOT NULL THEN
            v_outcome[i] := v_why;
            v_detail[i] := v_figures;
            CONTINUE;
        END IF;

        v_outcome[i] := 'posted';
        FOR k IN 1 .. cardinality(own_at) LOOP
            at_hand[own_at[k]] := own_hand[k];
            at_promised[own_at[k]] := own_promised[k];
        END LOOP;
        IF own_also <> '{}' THEN
            -- They are numbered before the entry that they belong to.
            FOR k IN 1 .. cardinality(own_also) LOOP
                own_also[k] := own_also[k] || jsonb_build_object('id', nextval('movement_movement_id_seq'));
                IF own_also[k] ->> 'reason' = 'unexplained' THEN
                    v_detail[i] := coalesce(v_detail[i], '{}') || jsonb_build_object('shortfall',
                        coalesce((v_detail[i] ->> 'shortfall')::bigint, 0) + (own_also[k] ->> 'units')::bigint);
                ELSIF own_also[k] ->> 'reason' = 'counted' THEN
                    v_detail[i] := coalesce(v_detail[i], '{}')
                        || jsonb_build_object(CASE WHEN v_about IS NULL THEN 'late_after_count' ELSE 'counted_since' END, own_also[k] -> 'count');
                ELSE
                    v_detail[i] := coalesce(v_detail[i], '{}') || jsonb_build_object('given_up',
                        coalesce((v_detail[i] ->> 'given_up')::bigint, 0) + (own_also[k] ->> 'units')::bigint);
                END IF;
                IF v_any_past THEN
                    own_pending := own_pending
                        || jsonb_build_object('place', own_also[k] -> 'from', 'lot', own_also[k] -> 'lot', 'at', own_also[k] -> 'at', 'units', -(own_also[k] ->> 'units')::bigint)
                        || jsonb_build_object('place', own_also[k] -> 'to', 'lot', own_also[k] -> 'lot', 'at', own_also[k] -> 'at', 'units', (own_also[k] ->> 'units')::bigint);
                END IF;
            END LOOP;
            v_also := v_also || own_also;
        END IF;
        v_broken := v_broken || own_broken;
        v_pending := v_pending || own_pending;
        v_id[i] := nextval('movement_movement_id_seq');
        v_any := true;
    END LOOP;

    IF v_any THEN
        IF new_lot <> '{}' THEN
            PERFORM posting_write_lots(p_warehouse, array_agg(a.lot ORDER BY a.n), array_agg(v_occurred[a.m] ORDER BY a.n), array_agg(a.fields ORDER BY a.n))
            FROM unnest(new_lot, new_movement, new_fields) WITH ORDINALITY AS a (lot, m, fields, n)
            WHERE v_outcome[a.m] = 'posted'
               OR EXISTS (SELECT FROM unnest(v_lot, p_line_movement) AS b (lot, m) WHERE b.lot = a.lot AND v_outcome[b.m] = 'posted');
        END IF;

        INSERT INTO movement (warehouse_id, movement_id, reason, occurred_at, recorded_at, actor, note, concerns_on, quality, content_hash,
                              reverses_id, corrects_id, stock_count_id, round_id, stop_id, approver, replaces_id, is_undo)
        SELECT p_warehouse, a.id, a.reason, a.occurred, v_now, a.actor, a.e ->> 'note', (a.e ->> 'concerns')::date, a.e ->> 'quality', a.content,
               (a.e ->> 'reverses')::bigint, (a.e ->> 'corrects')::bigint, (a.e ->> 'count')::bigint,
               (a.e ->> 'round')::bigint, (a.e ->> 'stop')::bigint, a.e ->> 'approver', (a.e ->> 'replaces')::bigint,
               coalesce((a.e ->> 'undo')::boolean, false)
        FROM unnest(v_id, p_reason, v_occurred, p_actor, p_content, p_extra) AS a (id, reason, occurred, actor, content, e)
        WHERE a.id IS NOT NULL;

        INSERT INTO movement_line (warehouse_id, movement_id, line_number, lot_id, from_place_id, to_place_id, quantity, occurred_at)
        SELECT p_warehouse, v_id[a.m], a.number, a.lot, a.f, a.t, a.q, v_occurred[a.m]
        FROM unnest(p_line_movement, v_number, v_lot, p_line_from, p_line_to, p_line_quantity) AS a (m, number, lot, f, t, q)
        WHERE v_id[a.m] IS NOT NULL;

        FOR k IN 1 .. v_touched LOOP
            IF at_real[k] AND (at_hand[k] <> hand_before[k] OR at_promised[k] <> promised_before[k]) THEN
                IF NOT at_stored[k] THEN
                    v_insert := true;
                ELSIF at_hand[k] = 0 THEN
                    v_delete := true;
                ELSE
                    v_update := true;
                END IF;
            ELSE
                at_real[k] := false;
            END IF;
        END LOOP;
        IF v_update THEN
            UPDATE balance AS b SET on_hand = a.hand, reserved = a.promised
            FROM unnest(at_place, at_lot, at_hand, at_promised, at_real, at_stored) AS a (place, lot, hand, promised, changed, stored)
            WHERE a.changed AND a.stored AND a.hand > 0
              AND b.warehouse_id = p_warehouse AND b.place_id = a.place AND b.lot_id = a.lot;
        END IF;
        IF v_insert THEN
            INSERT INTO balance (warehouse_id, place_id, lot_id, on_hand)
            SELECT p_warehouse, a.place, a.lot, a.hand
            FROM unnest(at_place, at_lot, at_hand, at_real, at_stored) WITH ORDINALITY AS a (place, lot, hand, changed, stored, n)
            WHERE a.changed AND NOT a.stored
            ORDER BY a.n
            ON CONFLICT (warehouse_id, place_id, lot_id) DO UPDATE SET on_hand = balance.on_hand + excluded.on_hand;
        END IF;
        IF v_delete THEN
            DELETE FROM balance AS b
            USING unnest(at_place, at_lot, at_hand, at_real, at_stored) AS a (place, lot, hand, changed, stored)
            WHERE a.changed AND a.stored AND a.hand = 0
              AND b.warehouse_id = p_warehouse AND b.place_id = a.place AND b.lot_id = a.lot;
        END IF;

        IF v_also <> '{}' THEN
            PERFORM posting_write_also(p_warehouse, v_now, v_also, v_id, p_actor);
        END IF;
        IF v_broken <> '{}' THEN
            FOR r IN SELECT movement, jsonb_agg(released) AS released FROM posting_break_promises(p_warehouse, v_broken, v_id) GROUP BY movement LOOP
                v_detail[r.movement] := coalesce(v_detail[r.movement], '{}') || jsonb_build_object('released', r.released);
            END LOOP;
        END IF;
        IF 'unexplained' = ANY (p_reason) OR (v_any_extra AND EXISTS (SELECT FROM unnest(p_extra) AS a (e) WHERE a.e -> 'review' = 'true')) THEN
            PERFORM posting_write_exceptions(p_warehouse, v_id, p_reason, p_extra, p_line_movement, v_lot, p_line_from, p_line_to, p_line_quantity);
        END IF;
        IF v_any_extra THEN
            IF EXISTS (SELECT FROM unnest(p_extra) AS a (e) WHERE a.e ? 'receipt') THEN
                PERFORM posting_write_receipts(p_warehouse, v_id, p_extra, p_line_movement, v_lot, p_line_quantity);
            END IF;
            IF EXISTS (SELECT FROM unnest(p_extra) AS a (e) WHERE a.e ? 'makes') THEN
                PERFORM posting_write_inheritance(p_warehouse, v_id, p_extra, p_line_movement, p_line_lot, v_lot);
            END IF;
            INSERT INTO issue (warehouse_id, movement_id, recipient, site_id, organisation_id, people, women, children)
            SELECT p_warehouse, a.id, i.recipient, i.site, i.organisation, i.people, i.women, i.children
            FROM unnest(v_id, p_extra) AS a (id, e)
            CROSS JOIN LATERAL jsonb_to_record(a.e -> 'issue')
                AS i (recipient text, site bigint, organisation bigint, people bigint, women bigint, children bigint)
            WHERE a.id IS NOT NULL AND a.e ? 'issue';
            INSERT INTO transit (warehouse_id, movement_id, to_warehouse_id)
            SELECT p_warehouse, a.id, (a.e ->> 'transit_to')::bigint
            FROM unnest(v_id, p_extra) AS a (id, e) WHERE a.id IS NOT NULL AND a.e ? 'transit_to';
        END IF;
        -- Snapshots of closed months that an entry's date reaches into.
        IF v_any_past AND EXISTS (SELECT FROM unnest(v_id, v_occurred) AS a (id, occurred) WHERE a.id IS NOT NULL AND a.occurred < books.snapshot_until) THEN
            PERFORM amend_snapshots(p_warehouse, v_id || ARRAY(SELECT (a.own ->> 'id')::bigint FROM unnest(v_also) AS a (own)));
        END IF;

        INSERT INTO audit (warehouse_id, recorded_at, actor, command, movement_id)
        SELECT p_warehouse, v_now, a.actor, a.command, a.id
        FROM unnest(p_actor, p_command, v_id) AS a (actor, command, id) WHERE a.id IS NOT NULL AND a.command IS NOT NULL;

        -- Each movement that named lots of its own is told them.
        IF v_any_extra AND EXISTS (SELECT FROM unnest(p_line_lot) AS a (lot) WHERE lot < 0) THEN
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
    END IF;

    FOR i IN 1 .. v_count LOOP
        IF v_outcome[i] = 'posted' THEN
            IF p_key[i] IS NOT NULL OR v_detail[i] IS NOT NULL OR p_extra[i] ? 'reply' THEN
                v_detail[i] := coalesce(p_extra[i] -> 'reply', '{}') || coalesce(v_detail[i], '{}') || jsonb_build_object('movement', v_id[i]);
            END IF;
        ELSIF v_outcome[i] = 'same' THEN
            v_outcome[i] := 'replayed';
            v_id[i] := v_id[v_same_as[i]];
            v_detail[i] := v_detail[v_same_as[i]];
        ELSIF v_outcome[i] = 'replayed' THEN
            v_id[i] := (v_detail[i] ->> 'movement')::bigint;
        END IF;
        ordinal := i;
        outcome := v_outcome[i];
        movement_id := v_id[i];
        detail := v_detail[i];
        RETURN NEXT;
    END LOOP;
    IF v_any AND v_any_key THEN
        INSERT INTO request (warehouse_id, key, fingerprint, reply, recorded_at)
        SELECT p_warehouse, a.key, a.fingerprint, a.reply, v_now
        FROM unnest(p_key, p_fingerprint, v_detail, v_outcome) AS a (key, fingerprint, reply, outcome)
        WHERE a.key IS NOT NULL AND a.outcome = 'posted';
    END IF;
END $$;
