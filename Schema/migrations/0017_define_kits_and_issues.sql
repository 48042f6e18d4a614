-- What a kit is made of. A recipe is never changed: a new one has the next number, and the newest is the one in use.

CREATE TABLE kit_recipe (
    item_id bigint NOT NULL,
    version integer NOT NULL CONSTRAINT recipe_version_above_zero CHECK (version > 0),
    defined_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    defined_by text NOT NULL,
    PRIMARY KEY (item_id, version),
    CONSTRAINT recipe_is_of_a_known_item FOREIGN KEY (item_id) REFERENCES item
);

CREATE TABLE kit_component (
    item_id bigint NOT NULL,
    version integer NOT NULL,
    component_id bigint NOT NULL,
    quantity bigint NOT NULL CONSTRAINT component_quantity_above_zero CHECK (quantity BETWEEN 1 AND 1000000000000000),
    PRIMARY KEY (item_id, version, component_id),
    CONSTRAINT component_belongs_to_a_recipe FOREIGN KEY (item_id, version) REFERENCES kit_recipe,
    CONSTRAINT component_is_a_known_item FOREIGN KEY (component_id) REFERENCES item
);
COMMENT ON COLUMN kit_component.quantity IS 'Base units of the component in one kit.';

-- A kit in itself, directly or through others, could never be assembled.
CREATE FUNCTION kit_is_not_inside_itself() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- One recipe after the other, so that two people do not close a circle together.
    PERFORM pg_advisory_xact_lock(5124717204);
    IF EXISTS (
        WITH RECURSIVE inside AS (
            SELECT NEW.component_id AS item_id
            UNION
            SELECT c.component_id FROM inside AS i JOIN entrepot.kit_component AS c ON c.item_id = i.item_id
            WHERE c.version = (SELECT max(r.version) FROM entrepot.kit_recipe AS r WHERE r.item_id = i.item_id))
        SELECT FROM inside WHERE item_id = NEW.item_id) THEN
        RAISE EXCEPTION 'a kit in itself' USING ERRCODE = 'check_violation', CONSTRAINT = 'kit_is_not_inside_itself',
            HINT = 'Leave the kit out of its own components.';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER kit_is_not_inside_itself AFTER INSERT ON kit_component FOR EACH ROW EXECUTE FUNCTION kit_is_not_inside_itself();

-- Goods handed out without a round: to whom, and how many people they were for.
CREATE TABLE issue (
    warehouse_id bigint NOT NULL,
    movement_id bigint NOT NULL,
    recipient text NOT NULL CONSTRAINT issue_recipient_is_known CHECK (recipient IN ('door', 'site', 'organisation', 'recycler')),
    site_id bigint,
    organisation_id bigint REFERENCES organisation,
    people bigint CONSTRAINT issue_people_in_range CHECK (people BETWEEN 0 AND 1000000),
    women bigint CONSTRAINT issue_women_in_range CHECK (women >= 0),
    children bigint CONSTRAINT issue_children_in_range CHECK (children >= 0),
    PRIMARY KEY (warehouse_id, movement_id),
    CONSTRAINT issue_is_a_movement FOREIGN KEY (warehouse_id, movement_id) REFERENCES movement,
    CONSTRAINT issue_is_for_a_known_site FOREIGN KEY (warehouse_id, site_id) REFERENCES site,
    CONSTRAINT issue_women_and_children_within_people CHECK (coalesce(women, 0) + coalesce(children, 0) <= people)
);
COMMENT ON COLUMN issue.people IS 'People who were given something, as counted by whoever handed it out; never who they are.';
