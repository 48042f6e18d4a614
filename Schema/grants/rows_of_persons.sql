-- Who reads of persons: whoever reaches a warehouse or an organisation they have a role in, and they themselves. PINs, tries and defaults
-- are the house's.

ALTER TABLE person ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS person_is_reached ON person;
CREATE POLICY person_is_reached ON person FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_everything()) OR person_id <@ (SELECT reached_persons()));

ALTER TABLE person_role ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS role_is_of_a_reached_person ON person_role;
CREATE POLICY role_is_of_a_reached_person ON person_role FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_everything()) OR person_id <@ (SELECT reached_persons()));

ALTER TABLE person_pin ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS pin_is_the_houses ON person_pin;
CREATE POLICY pin_is_the_houses ON person_pin FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_as_house()));

ALTER TABLE pin_try ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS try_is_the_houses ON pin_try;
CREATE POLICY try_is_the_houses ON pin_try FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_as_house()));

ALTER TABLE session_default ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS default_is_the_houses ON session_default;
CREATE POLICY default_is_the_houses ON session_default FOR SELECT TO entrepot_daemon USING (
    (SELECT reads_as_house()));
