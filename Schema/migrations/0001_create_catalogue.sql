-- The catalogue: what every warehouse shares. Small enough to stand on every node, so nothing here begins with a
-- warehouse. Rows are archived, never deleted, because the books point at them for ever.

CREATE TABLE instance (
    only_row boolean PRIMARY KEY DEFAULT true CONSTRAINT instance_is_one CHECK (only_row),
    epoch uuid NOT NULL DEFAULT gen_random_uuid(),
    created_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON COLUMN instance.epoch IS 'Changes when a backup is restored: positions of two epochs cannot be compared.';
INSERT INTO instance DEFAULT VALUES;

CREATE TABLE organisation (
    organisation_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    code text NOT NULL CONSTRAINT organisation_code_is_unique UNIQUE
        CONSTRAINT organisation_code_is_a_code CHECK (code ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
    name text NOT NULL CONSTRAINT organisation_name_is_not_empty CHECK (length(btrim(name)) BETWEEN 1 AND 200),
    archived_at timestamptz,
    recorded_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE donor (
    donor_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL CONSTRAINT donor_name_is_not_empty CHECK (length(btrim(name)) BETWEEN 1 AND 200),
    folded_name text GENERATED ALWAYS AS (lower(btrim(name))) STORED CONSTRAINT donor_name_is_unique UNIQUE,
    recorded_at timestamptz NOT NULL DEFAULT now()
);
INSERT INTO donor (name) VALUES ('unknown');

CREATE TABLE item (
    item_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    sku text NOT NULL CONSTRAINT item_sku_is_unique UNIQUE
        CONSTRAINT item_sku_is_a_code CHECK (sku ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
    name text NOT NULL CONSTRAINT item_name_is_not_empty CHECK (length(btrim(name)) BETWEEN 1 AND 200),
    name_fr text CONSTRAINT item_french_name_is_not_empty CHECK (length(btrim(name_fr)) BETWEEN 1 AND 200),
    category text NOT NULL DEFAULT 'other'
        CONSTRAINT item_category_is_a_code CHECK (category ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
    base_unit text NOT NULL CONSTRAINT item_base_unit_is_known CHECK (base_unit IN ('piece', 'g', 'ml')),
    weight_grams bigint NOT NULL DEFAULT 0
        CONSTRAINT item_weight_is_plausible CHECK (weight_grams BETWEEN 0 AND 1000000000),
    volume_ml bigint NOT NULL DEFAULT 0
        CONSTRAINT item_volume_is_plausible CHECK (volume_ml BETWEEN 0 AND 1000000000),
    expiry text NOT NULL DEFAULT 'none' CONSTRAINT item_expiry_rule_is_known CHECK (expiry IN ('none', 'optional', 'required')),
    serial boolean NOT NULL DEFAULT false
        CONSTRAINT item_serial_is_for_pieces CHECK (NOT serial OR base_unit = 'piece'),
    parent_id bigint REFERENCES item CONSTRAINT item_is_not_its_own_parent CHECK (parent_id <> item_id),
    archived_at timestamptz,
    recorded_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON COLUMN item.weight_grams IS 'Grams of one piece, or of 1,000 g or ml.';
COMMENT ON COLUMN item.volume_ml IS 'Packed millilitres of one piece, or of 1,000 g or ml.';

CREATE TABLE item_pack (
    item_id bigint NOT NULL REFERENCES item,
    name text NOT NULL CONSTRAINT pack_name_is_a_word CHECK (name ~ '^[[:alpha:]][[:alnum:]_-]{0,39}$'),
    factor bigint NOT NULL CONSTRAINT pack_factor_above_zero CHECK (factor BETWEEN 1 AND 1000000000000000),
    PRIMARY KEY (item_id, name)
);

CREATE TABLE warehouse (
    warehouse_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    code text NOT NULL CONSTRAINT warehouse_code_is_unique UNIQUE
        CONSTRAINT warehouse_code_is_a_code CHECK (code ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
    name text NOT NULL CONSTRAINT warehouse_name_is_not_empty CHECK (length(btrim(name)) BETWEEN 1 AND 200),
    time_zone text NOT NULL,
    latitude double precision CONSTRAINT warehouse_latitude_in_range CHECK (latitude BETWEEN -90 AND 90),
    longitude double precision CONSTRAINT warehouse_longitude_in_range CHECK (longitude BETWEEN -180 AND 180),
    day_starts_at time NOT NULL DEFAULT '04:00',
    archived_at timestamptz,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT warehouse_position_is_whole CHECK ((latitude IS NULL) = (longitude IS NULL))
);

-- A time zone that PostgreSQL does not know would make every operational day of the warehouse fail later.
CREATE FUNCTION warehouse_time_zone_is_known() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_timezone_names WHERE name = NEW.time_zone) THEN
        RAISE EXCEPTION 'unknown time zone' USING ERRCODE = 'check_violation', CONSTRAINT = 'warehouse_time_zone_is_known',
            HINT = 'Give a name of the IANA time zone database, such as Europe/Paris.';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER warehouse_time_zone_is_known BEFORE INSERT OR UPDATE OF time_zone ON warehouse
    FOR EACH ROW EXECUTE FUNCTION warehouse_time_zone_is_known();

CREATE TABLE place_kind (
    kind text PRIMARY KEY,
    holds_stock boolean NOT NULL,
    CONSTRAINT place_kind_with_stock_is_unique UNIQUE (kind, holds_stock)
);
COMMENT ON TABLE place_kind IS 'Kinds that hold stock have balances; the others are the world outside.';
INSERT INTO place_kind (kind, holds_stock) VALUES
    ('bin', true), ('quarantine', true), ('vehicle', true), ('tank', true),
    ('transit', false), ('donor', false), ('supplier', false), ('recipient', false), ('loss', false), ('waste', false),
    ('found', false), ('workshop', false);

CREATE TABLE place (
    warehouse_id bigint NOT NULL REFERENCES warehouse,
    place_id bigint GENERATED ALWAYS AS IDENTITY,
    code text NOT NULL CONSTRAINT place_code_is_a_code CHECK (code ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
    name text,
    kind text NOT NULL,
    holds_stock boolean NOT NULL,
    archived_at timestamptz,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (warehouse_id, place_id),
    CONSTRAINT place_code_is_unique UNIQUE (warehouse_id, code),
    CONSTRAINT place_stock_is_known UNIQUE (warehouse_id, place_id, holds_stock),
    CONSTRAINT place_kind_is_known FOREIGN KEY (kind, holds_stock) REFERENCES place_kind (kind, holds_stock)
);

CREATE TABLE funding_grant (
    grant_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    code text NOT NULL CONSTRAINT grant_code_is_unique UNIQUE
        CONSTRAINT grant_code_is_a_code CHECK (code ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
    name text,
    funder_id bigint NOT NULL REFERENCES organisation (organisation_id),
    holder_id bigint REFERENCES organisation (organisation_id),
    parent_id bigint REFERENCES funding_grant (grant_id),
    home_warehouse_id bigint REFERENCES warehouse (warehouse_id),
    amount_minor bigint NOT NULL CONSTRAINT grant_amount_not_negative CHECK (amount_minor BETWEEN 0 AND 1000000000000000),
    currency text NOT NULL CONSTRAINT grant_currency_is_iso CHECK (currency ~ '^[A-Z]{3}$'),
    from_on date NOT NULL,
    until_on date NOT NULL,
    closed_at timestamptz,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT grant_ends_after_it_begins CHECK (until_on >= from_on)
);

CREATE TABLE funding_grant_line (
    grant_id bigint NOT NULL REFERENCES funding_grant,
    name text NOT NULL CONSTRAINT grant_line_name_is_a_code CHECK (name ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
    amount_minor bigint NOT NULL CONSTRAINT grant_line_amount_not_negative CHECK (amount_minor BETWEEN 0 AND 1000000000000000),
    PRIMARY KEY (grant_id, name)
);

-- Answers already given, so that a line sent twice is booked once. Scope 0 is the catalogue, else the warehouse.
CREATE TABLE request (
    warehouse_id bigint NOT NULL,
    key text NOT NULL CONSTRAINT request_key_is_well_formed CHECK (key ~ '^[A-Za-z0-9._:-]{1,64}$'),
    fingerprint text NOT NULL,
    reply jsonb NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT request_key_is_unique PRIMARY KEY (warehouse_id, key)
);

-- Who wrote what, in the transaction of the write itself. Person codes only, so that names can be erased.
CREATE TABLE audit (
    warehouse_id bigint NOT NULL,
    audit_id bigint GENERATED ALWAYS AS IDENTITY,
    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor text NOT NULL,
    command text NOT NULL,
    movement_id bigint,
    PRIMARY KEY (warehouse_id, audit_id)
);
