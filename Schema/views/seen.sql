-- Rounds and their stops as the reader may see them. This is the one place that masks a restricted site: plan, round, manifest and reason
-- are read from here. A hidden stop is one stop in its zone, without site, people, goods or minute; every other time of its round is told
-- to the half hour and its kilometres are left out, since from exact ones the hidden place could be computed. The views read with the
-- owner's rights and ask who reads by themselves.

DROP VIEW IF EXISTS seen_round, seen_stop CASCADE;

CREATE VIEW seen_round AS
SELECT r.warehouse_id, r.round_id, r.plan_id, r.vehicle_id, r.organisation_id, r.round_on, r.state, b.is_blurred,
       CASE WHEN b.is_blurred THEN half_hour(r.departs_at) ELSE r.departs_at END AS departs_at,
       CASE WHEN b.is_blurred THEN half_hour(r.returns_at) ELSE r.returns_at END AS returns_at,
       CASE WHEN b.is_blurred THEN NULL ELSE r.metres END AS metres,
       CASE WHEN b.is_blurred THEN NULL ELSE r.note END AS note,
       r.opened_at, r.opened_by,
       (SELECT count(*) FROM round_stop AS t WHERE t.warehouse_id = r.warehouse_id AND t.round_id = r.round_id) AS stops
FROM round AS r
CROSS JOIN LATERAL (
    SELECT NOT (SELECT reads_as_house()) AND row_key(r.warehouse_id, r.round_id) <@ (SELECT blurred_rounds()) AS is_blurred) AS b
WHERE (SELECT reads_everything()) OR row_key(r.warehouse_id, r.round_id) <@ (SELECT reached_rounds());
COMMENT ON VIEW seen_round IS 'is_blurred: it calls at a site that the reader may not see; such stops are counted.';

CREATE VIEW seen_stop AS
SELECT t.warehouse_id, t.round_id, t.stop_id, t.sequence, s.zone, b.is_hidden, b.is_blurred,
       CASE WHEN NOT b.is_hidden THEN t.site_id END AS site_id,
       CASE WHEN NOT b.is_hidden THEN s.code END AS site,
       CASE WHEN NOT b.is_hidden THEN CASE WHEN b.is_blurred THEN half_hour(t.eta_at) ELSE t.eta_at END END AS eta_at,
       CASE WHEN NOT b.is_hidden THEN CASE WHEN b.is_blurred THEN half_hour(t.arrived_at) ELSE t.arrived_at END END AS arrived_at,
       CASE WHEN NOT b.is_hidden THEN CASE WHEN b.is_blurred THEN half_hour(t.delivered_at) ELSE t.delivered_at END END AS delivered_at,
       CASE WHEN NOT b.is_hidden THEN t.outcome END AS outcome,
       CASE WHEN NOT b.is_hidden THEN t.people END AS people,
       CASE WHEN NOT b.is_hidden THEN t.women END AS women,
       CASE WHEN NOT b.is_hidden THEN t.children END AS children,
       CASE WHEN NOT b.is_hidden THEN t.quality END AS quality,
       CASE WHEN NOT b.is_hidden THEN t.note END AS note
FROM round_stop AS t
JOIN site AS s ON s.warehouse_id = t.warehouse_id AND s.site_id = t.site_id
CROSS JOIN LATERAL (
    SELECT NOT (SELECT reads_as_house()) AND row_key(t.warehouse_id, t.site_id) <@ (SELECT hidden_sites()) AS is_hidden,
           NOT (SELECT reads_as_house()) AND row_key(t.warehouse_id, t.round_id) <@ (SELECT blurred_rounds()) AS is_blurred) AS b
WHERE (SELECT reads_everything()) OR row_key(t.warehouse_id, t.round_id) <@ (SELECT reached_rounds());
COMMENT ON VIEW seen_stop IS 'A hidden stop has its sequence and its zone, and nothing else.';
