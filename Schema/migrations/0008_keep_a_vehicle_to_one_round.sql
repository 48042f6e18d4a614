-- One vehicle drives one round at a time.
--
-- A round occupies its vehicle from its planned departure to its planned return; one without these times the whole of its day. Equality of
-- warehouse and vehicle is said as the overlap of ranges of one number, which needs no extension.

ALTER TABLE round
    ADD COLUMN occupied_from timestamptz,
    ADD COLUMN occupied_until timestamptz,
    ADD COLUMN shares_vehicle_because text CONSTRAINT round_shares_for_a_reason CHECK (length(btrim(shares_vehicle_because)) BETWEEN 1 AND 2000);
COMMENT ON COLUMN round.occupied_from IS 'With occupied_until: when the vehicle is taken, kept by a trigger from the planned times.';
COMMENT ON COLUMN round.shares_vehicle_because IS 'Why the round takes a vehicle that another round has at that time; null: it does not.';

UPDATE round AS r SET
    occupied_from = CASE WHEN r.departs_at IS NULL OR r.returns_at IS NULL THEN (r.round_on + w.day_starts_at) AT TIME ZONE w.time_zone
                         ELSE r.departs_at END,
    occupied_until = CASE WHEN r.departs_at IS NULL OR r.returns_at IS NULL THEN (r.round_on + 1 + w.day_starts_at) AT TIME ZONE w.time_zone
                          ELSE greatest(r.returns_at, r.departs_at + interval '1 minute') END
FROM warehouse AS w WHERE w.warehouse_id = r.warehouse_id;

-- Of rounds that were let have one vehicle before, the later ones say so.
UPDATE round AS r SET shares_vehicle_because = 'approved before a vehicle was kept to one round at a time'
WHERE r.state IN ('approved', 'loading', 'underway') AND EXISTS (
    SELECT FROM round AS o WHERE o.warehouse_id = r.warehouse_id AND o.vehicle_id = r.vehicle_id AND o.round_id < r.round_id
        AND o.state IN ('approved', 'loading', 'underway') AND o.occupied_from < r.occupied_until AND r.occupied_from < o.occupied_until);

ALTER TABLE round
    ALTER COLUMN occupied_from SET NOT NULL,
    ALTER COLUMN occupied_until SET NOT NULL,
    -- An exclusion constraint passes over nulls and empty ranges: there are none.
    ADD CONSTRAINT round_occupies_some_time CHECK (
        occupied_from >= '2000-01-01 00:00:00+00' AND occupied_from < occupied_until AND occupied_until < 'infinity'),
    ADD CONSTRAINT round_has_its_vehicle_alone EXCLUDE USING gist (
        int8range(warehouse_id, warehouse_id, '[]') WITH &&, int8range(vehicle_id, vehicle_id, '[]') WITH &&,
        tstzrange(occupied_from, occupied_until) WITH &&)
        WHERE (state IN ('approved', 'loading', 'underway') AND shares_vehicle_because IS NULL);
