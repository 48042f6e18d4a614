-- People who share an account of the machine: what they may, until when, and how they show that it is them. Books and audit keep their
-- codes for ever, so a person is ended, never deleted; the name can be erased.

CREATE TABLE person (
    person_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    code text NOT NULL CONSTRAINT person_code_is_unique UNIQUE
        CONSTRAINT person_code_is_a_code CHECK (code ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
    name text CONSTRAINT person_name_is_not_empty CHECK (length(btrim(name)) BETWEEN 1 AND 200),
    until_on date,
    ends_at timestamptz,
    ended_at timestamptz,
    erased_at timestamptz,
    pin_set_at timestamptz,
    added_by text NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT person_last_day_has_its_end CHECK ((until_on IS NULL) = (ends_at IS NULL)),
    CONSTRAINT person_erased_has_ended CHECK (erased_at IS NULL OR ended_at IS NOT NULL),
    CONSTRAINT person_erased_has_no_name CHECK (erased_at IS NULL OR name IS NULL)
);
COMMENT ON COLUMN person.ends_at IS 'When the last day is over, by the clock of the warehouse the person works in.';
COMMENT ON COLUMN person.ended_at IS 'When somebody ended the person, whatever the last day.';

-- The roles of a person, each with its limits together: volunteer for abri in calais. A limit that is null is none.
CREATE TABLE person_role (
    person_id bigint NOT NULL REFERENCES person,
    role text NOT NULL CONSTRAINT person_role_is_known
        CHECK (role IN ('viewer', 'volunteer', 'manager', 'lead', 'partner', 'funder', 'admin')),
    organisation_id bigint REFERENCES organisation,
    warehouse_id bigint REFERENCES warehouse,
    CONSTRAINT person_role_stated_once UNIQUE NULLS NOT DISTINCT (person_id, role, organisation_id, warehouse_id),
    CONSTRAINT person_admin_has_no_limits CHECK (role <> 'admin' OR (organisation_id IS NULL AND warehouse_id IS NULL))
);

-- PINs, salted and slowly hashed. Apart from the person, so that nobody but the daemon may read them.
CREATE TABLE person_pin (
    person_id bigint PRIMARY KEY REFERENCES person,
    hash text NOT NULL CONSTRAINT pin_is_hashed CHECK (hash ~ '^[$][0-9a-z]+[$].{20,}$'),
    set_by text NOT NULL,
    set_at timestamptz NOT NULL DEFAULT now()
);

-- Tries of a person's PIN from an account since the last right one. A try counts before it is looked at, so that many at once are no way round.
CREATE TABLE pin_try (
    account text NOT NULL,
    code text NOT NULL,
    failures bigint NOT NULL CONSTRAINT pin_failures_above_zero CHECK (failures > 0),
    last_at timestamptz NOT NULL,
    PRIMARY KEY (account, code)
);
COMMENT ON COLUMN pin_try.code IS 'Of the person; empty for every code that nobody has.';

-- What a person or an account said once and means from then on: hello place= owner= warehouse=.
CREATE TABLE session_default (
    is_person boolean NOT NULL,
    speaker text NOT NULL,
    place text,
    owner text,
    warehouse text,
    language text CONSTRAINT default_language_is_known CHECK (language IN ('en', 'fr')),
    format text CONSTRAINT default_format_is_known CHECK (format IN ('table', 'json', 'tsv')),
    PRIMARY KEY (is_person, speaker)
);
COMMENT ON COLUMN session_default.speaker IS 'The code of the person, or the name of the account.';
