-- Goods that are special: held back in the quarantine, barred from vans.

-- The ways of a reason are pairs, not every source with every destination: a count goes from or to what was found, never from shelf to shelf.
ALTER TABLE movement_reason ADD COLUMN ways text[];
COMMENT ON COLUMN movement_reason.ways IS 'The kinds of places it may lead from and to, as bin>vehicle.';
INSERT INTO movement_reason (reason, from_kinds, to_kinds, is_fact) VALUES ('released', '{}', '{}', false);
UPDATE movement_reason AS r SET ways = w.ways
FROM (SELECT a.reason, array_agg(f || '>' || t ORDER BY f, t) AS ways
      FROM (VALUES
        ('opening',       '{found,donor,supplier}', '{bin,quarantine,vehicle,tank}'),
        ('received',      '{donor}', '{bin,quarantine,vehicle,tank}'),
        ('bought',        '{supplier}', '{bin,quarantine,vehicle,tank}'),
        ('put_away',      '{bin,vehicle}', '{bin,quarantine}'),
        ('put_away',      '{quarantine}', '{quarantine}'),
        ('transferred',   '{bin,vehicle,tank}', '{bin,quarantine,vehicle,tank}'),
        ('transferred',   '{quarantine}', '{quarantine}'),
        ('released',      '{quarantine}', '{bin,quarantine}'),
        ('sent',          '{bin,vehicle,tank}', '{transit}'),
        ('arrived',       '{transit}', '{bin,quarantine,vehicle,tank}'),
        ('lent',          '{bin,vehicle,tank}', '{workshop}'),
        ('lent',          '{workshop}', '{bin,quarantine,vehicle,tank}'),
        ('borrowed_back', '{bin,vehicle,tank}', '{workshop}'),
        ('borrowed_back', '{workshop}', '{bin,quarantine,vehicle,tank}'),
        ('sorted',        '{bin,vehicle}', '{workshop,waste}'),
        ('sorted',        '{workshop}', '{bin,quarantine,vehicle,waste}'),
        ('assembled',     '{bin,vehicle}', '{workshop,waste}'),
        ('assembled',     '{workshop}', '{bin,quarantine,vehicle,waste}'),
        ('broken_up',     '{bin,vehicle}', '{workshop,waste}'),
        ('broken_up',     '{workshop}', '{bin,quarantine,vehicle,waste}'),
        ('issued',        '{bin,vehicle,tank}', '{recipient}'),
        ('loaded',        '{bin,vehicle}', '{vehicle}'),
        ('topped_up',     '{bin,vehicle}', '{vehicle,tank}'),
        ('distributed',   '{bin,vehicle,tank}', '{recipient}'),
        ('handed_over',   '{bin,vehicle,tank}', '{recipient}'),
        ('returned',      '{vehicle}', '{bin,quarantine,vehicle}'),
        ('given_back',    '{recipient}', '{bin,quarantine,vehicle,tank}'),
        ('counted',       '{found}', '{bin,quarantine,vehicle,tank}'),
        ('counted',       '{bin,quarantine,vehicle,tank}', '{found}'),
        ('expired',       '{bin,quarantine,vehicle,tank}', '{waste}'),
        ('damaged',       '{bin,quarantine,vehicle,tank}', '{waste}'),
        ('wasted',        '{bin,quarantine,vehicle,tank}', '{waste}'),
        ('scrapped',      '{bin,quarantine,vehicle,tank}', '{waste}'),
        ('lost',          '{bin,quarantine,vehicle,tank}', '{loss}'),
        ('stolen',        '{bin,quarantine,vehicle,tank}', '{loss}'),
        ('seized',        '{bin,quarantine,vehicle,tank}', '{loss}'),
        ('fire',          '{bin,quarantine,vehicle,tank}', '{loss}'),
        ('flood',         '{bin,quarantine,vehicle,tank}', '{loss}'),
        ('destroyed',     '{bin,quarantine,vehicle,tank}', '{loss}'),
        ('unknown',       '{bin,quarantine,vehicle,tank}', '{loss}'),
        ('found',         '{found}', '{bin,quarantine,vehicle,tank}'),
        ('unexplained',   '{found}', '{bin,quarantine,vehicle,tank}'),
        ('unexplained',   '{bin,quarantine,vehicle,tank}', '{found,loss}'),
        ('cancelled',     '{bin,quarantine,vehicle,tank,transit,donor,supplier,recipient,loss,waste,found,workshop}',
                          '{bin,quarantine,vehicle,tank,transit,donor,supplier,recipient,loss,waste,found,workshop}'),
        ('corrected',     '{bin,quarantine,vehicle,tank,transit,donor,supplier,recipient,loss,waste,found,workshop}',
                          '{bin,quarantine,vehicle,tank,transit,donor,supplier,recipient,loss,waste,found,workshop}')
      ) AS a (reason, from_kinds, to_kinds)
      CROSS JOIN unnest(a.from_kinds::text[]) AS f CROSS JOIN unnest(a.to_kinds::text[]) AS t
      GROUP BY a.reason) AS w
WHERE w.reason = r.reason;
ALTER TABLE movement_reason ALTER COLUMN ways SET NOT NULL, DROP COLUMN from_kinds, DROP COLUMN to_kinds;

-- Who let goods out of the quarantine stands with the movement.
ALTER TABLE movement ADD COLUMN approver text CONSTRAINT movement_approver_is_another CHECK (approver <> actor);
COMMENT ON COLUMN movement.approver IS 'Who let the goods out of the quarantine; never the one who asked.';

ALTER TABLE item ADD COLUMN quarantine_on_receipt boolean NOT NULL DEFAULT false,
    ADD COLUMN mobile text NOT NULL DEFAULT 'allowed' CONSTRAINT item_mobile_rule_is_known CHECK (mobile IN ('allowed', 'never'));
COMMENT ON COLUMN item.quarantine_on_receipt IS 'What comes in of it is held back until somebody named lets it out.';
COMMENT ON COLUMN item.mobile IS 'never: it is not loaded on a round.';
UPDATE item SET quarantine_on_receipt = true, mobile = 'never' WHERE category = 'infant-formula';
