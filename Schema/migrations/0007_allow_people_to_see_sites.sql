-- Who may see a restricted site, and which lines of the audit are about one.

CREATE TABLE site_allowance (
    warehouse_id bigint NOT NULL,
    allowance_id bigint GENERATED ALWAYS AS IDENTITY,
    site_id bigint NOT NULL,
    person text CONSTRAINT allowance_person_is_not_empty CHECK (length(btrim(person)) BETWEEN 1 AND 200),
    role text CONSTRAINT allowance_role_is_known
        CHECK (role IN ('viewer', 'volunteer', 'manager', 'lead', 'partner', 'funder', 'admin')),
    allowed_by text NOT NULL,
    allowed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (warehouse_id, allowance_id),
    CONSTRAINT allowance_is_of_a_known_site FOREIGN KEY (warehouse_id, site_id) REFERENCES site,
    CONSTRAINT allowance_names_a_person_or_a_role CHECK ((person IS NULL) <> (role IS NULL)),
    CONSTRAINT allowance_stated_once UNIQUE NULLS NOT DISTINCT (warehouse_id, site_id, person, role)
);
COMMENT ON TABLE site_allowance IS
    'Those who may see a restricted site. While it has none: leads and managers of the whole warehouse. Administrators always.';

ALTER TABLE audit ADD COLUMN site_id bigint;
COMMENT ON COLUMN audit.site_id IS 'The site a line is about, when it does not stand in its words: the row is hidden with the site.';

-- The rules of who reads what were two policies and a function; they are stated anew for every table by Schema/grants.
DROP POLICY IF EXISTS lot_is_of_a_readers_owner ON lot;
DROP POLICY IF EXISTS movement_is_of_a_readers_warehouse ON movement;
DROP FUNCTION IF EXISTS limited_to(text);
