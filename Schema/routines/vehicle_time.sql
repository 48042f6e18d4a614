-- When a round has its vehicle: from its planned departure to its planned return, at least a minute; without these times all of its day.
CREATE OR REPLACE FUNCTION round_occupies_its_vehicle() RETURNS trigger LANGUAGE plpgsql SET search_path = entrepot, pg_temp AS $$
BEGIN
    IF NEW.departs_at IS NULL OR NEW.returns_at IS NULL THEN
        NEW.occupied_from := operational_day_begins(NEW.warehouse_id, NEW.round_on);
        NEW.occupied_until := operational_day_begins(NEW.warehouse_id, NEW.round_on + 1);
    ELSE
        NEW.occupied_from := NEW.departs_at;
        NEW.occupied_until := greatest(NEW.returns_at, NEW.departs_at + interval '1 minute');
    END IF;
    RETURN NEW;
END $$;

DROP TRIGGER IF EXISTS round_occupies_its_vehicle ON round;
CREATE TRIGGER round_occupies_its_vehicle BEFORE INSERT OR UPDATE OF round_on, departs_at, returns_at, occupied_from, occupied_until ON round
    FOR EACH ROW EXECUTE FUNCTION round_occupies_its_vehicle();
