-- Where people are, what they need, and the rounds that bring it. Nobody is named here: people are counts.

CREATE TABLE site (
    warehouse_id bigint NOT NULL REFERENCES warehouse_books,
    site_id bigint GENERATED ALWAYS AS IDENTITY,
    code text NOT NULL CONSTRAINT site_code_is_a_code CHECK (code ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
    name text,
    zone text NOT NULL CONSTRAINT site_zone_is_a_code CHECK (zone ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
    latitude double precision CONSTRAINT site_latitude_in_range CHECK (latitude BETWEEN -90 AND 90),
    longitude double precision CONSTRAINT site_longitude_in_range CHECK (longitude BETWEEN -180 AND 180),
    sensitivity text NOT NULL DEFAULT 'normal' CONSTRAINT site_sensitivity_is_known CHECK (sensitivity IN ('normal', 'restricted')),
    status text NOT NULL DEFAULT 'open' CONSTRAINT site_status_is_known CHECK (status IN ('open', 'evicted', 'unreachable', 'closed')),
    status_until_on date,
    status_reason text,
    people bigint NOT NULL DEFAULT 0 CONSTRAINT site_people_in_range CHECK (people BETWEEN 0 AND 1000000),
    service_seconds integer NOT NULL DEFAULT 900 CONSTRAINT site_service_time_in_range CHECK (service_seconds BETWEEN 0 AND 86400),
    service_seconds_per_person integer NOT NULL DEFAULT 15
        CONSTRAINT site_service_time_per_person_in_range CHECK (service_seconds_per_person BETWEEN 0 AND 3600),
    team_size integer NOT NULL DEFAULT 2 CONSTRAINT site_team_in_range CHECK (team_size BETWEEN 0 AND 100),
    women_only boolean NOT NULL DEFAULT false,
    archived_at timestamptz,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (warehouse_id, site_id),
    CONSTRAINT site_code_is_unique UNIQUE (warehouse_id, code),
    CONSTRAINT site_position_is_whole CHECK ((latitude IS NULL) = (longitude IS NULL))
);
COMMENT ON COLUMN site.people IS 'The newest headcount; the history stands in site_headcount.';

CREATE TABLE site_window (
    warehouse_id bigint NOT NULL,
    site_id bigint NOT NULL,
    weekday integer NOT NULL DEFAULT 0 CONSTRAINT window_weekday_is_known CHECK (weekday BETWEEN 0 AND 7),
    opens_seconds integer NOT NULL CONSTRAINT window_opens_in_range CHECK (opens_seconds BETWEEN 0 AND 172800),
    closes_seconds integer NOT NULL,
    PRIMARY KEY (warehouse_id, site_id, weekday, opens_seconds),
    CONSTRAINT window_is_of_a_known_site FOREIGN KEY (warehouse_id, site_id) REFERENCES site,
    CONSTRAINT window_ends_after_it_begins CHECK (closes_seconds BETWEEN opens_seconds AND 172800)
);
COMMENT ON COLUMN site_window.weekday IS '1 Monday to 7 Sunday; 0 every day.';

CREATE TABLE site_headcount (
    warehouse_id bigint NOT NULL,
    site_id bigint NOT NULL,
    counted_at timestamptz NOT NULL,
    people bigint NOT NULL CONSTRAINT headcount_in_range CHECK (people BETWEEN 0 AND 1000000),
    counted_by text NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (warehouse_id, site_id, counted_at),
    CONSTRAINT headcount_is_of_a_known_site FOREIGN KEY (warehouse_id, site_id) REFERENCES site
);

CREATE TABLE site_status_change (
    warehouse_id bigint NOT NULL,
    change_id bigint GENERATED ALWAYS AS IDENTITY,
    site_id bigint NOT NULL,
    status text NOT NULL,
    until_on date,
    reason text,
    occurred_at timestamptz NOT NULL,
    actor text NOT NULL,
    PRIMARY KEY (warehouse_id, change_id),
    CONSTRAINT status_change_is_of_a_known_site FOREIGN KEY (warehouse_id, site_id) REFERENCES site
);

CREATE TABLE need (
    warehouse_id bigint NOT NULL REFERENCES warehouse_books,
    need_id bigint GENERATED ALWAYS AS IDENTITY,
    item_id bigint NOT NULL REFERENCES item,
    site_id bigint,
    units bigint NOT NULL CONSTRAINT need_units_above_zero CHECK (units BETWEEN 1 AND 1000000000000),
    per_days integer NOT NULL DEFAULT 1 CONSTRAINT need_days_above_zero CHECK (per_days BETWEEN 1 AND 3650),
    season_from_month integer CONSTRAINT need_season_begins_in_a_month CHECK (season_from_month BETWEEN 1 AND 12),
    season_until_month integer CONSTRAINT need_season_ends_in_a_month CHECK (season_until_month BETWEEN 1 AND 12),
    frost_units bigint CONSTRAINT need_frost_units_above_zero CHECK (frost_units BETWEEN 1 AND 1000000000000),
    interval_days integer NOT NULL DEFAULT 1 CONSTRAINT need_interval_above_zero CHECK (interval_days BETWEEN 1 AND 365),
    longest_interval_days integer CONSTRAINT need_longest_interval_not_below_interval CHECK (longest_interval_days >= interval_days),
    class text NOT NULL DEFAULT 'essential'
        CONSTRAINT need_class_is_known CHECK (class IN ('emergency', 'vital', 'essential', 'comfort')),
    PRIMARY KEY (warehouse_id, need_id),
    CONSTRAINT need_stated_once UNIQUE NULLS NOT DISTINCT (warehouse_id, item_id, site_id),
    CONSTRAINT need_is_of_a_known_site FOREIGN KEY (warehouse_id, site_id) REFERENCES site,
    CONSTRAINT need_season_is_whole CHECK ((season_from_month IS NULL) = (season_until_month IS NULL))
);
COMMENT ON COLUMN need.units IS 'Base units for one person in per_days days; a ratio, so that one blanket in 90 days is exact.';
COMMENT ON COLUMN need.site_id IS 'Null: every site that has no need of its own for the item.';

CREATE TABLE need_share (
    warehouse_id bigint NOT NULL,
    need_id bigint NOT NULL,
    item_id bigint NOT NULL REFERENCES item,
    percent integer NOT NULL CONSTRAINT share_percent_in_range CHECK (percent BETWEEN 1 AND 100),
    PRIMARY KEY (warehouse_id, need_id, item_id),
    CONSTRAINT share_is_of_a_known_need FOREIGN KEY (warehouse_id, need_id) REFERENCES need ON DELETE CASCADE
);

CREATE TABLE vehicle (
    warehouse_id bigint NOT NULL REFERENCES warehouse_books,
    vehicle_id bigint GENERATED ALWAYS AS IDENTITY,
    code text NOT NULL CONSTRAINT vehicle_code_is_a_code CHECK (code ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
    name text,
    place_id bigint NOT NULL,
    capacity_grams bigint NOT NULL CONSTRAINT vehicle_carries_weight CHECK (capacity_grams BETWEEN 1 AND 100000000000),
    capacity_ml bigint NOT NULL CONSTRAINT vehicle_carries_volume CHECK (capacity_ml BETWEEN 1 AND 100000000000),
    shift_from_seconds integer NOT NULL DEFAULT 28800 CONSTRAINT vehicle_shift_begins_in_a_day CHECK (shift_from_seconds BETWEEN 0 AND 172800),
    shift_until_seconds integer NOT NULL DEFAULT 64800,
    start_latitude double precision,
    start_longitude double precision,
    status text NOT NULL DEFAULT 'ready' CONSTRAINT vehicle_status_is_known CHECK (status IN ('ready', 'broken', 'away')),
    status_until_on date,
    archived_at timestamptz,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (warehouse_id, vehicle_id),
    CONSTRAINT vehicle_code_is_unique UNIQUE (warehouse_id, code),
    CONSTRAINT vehicle_is_a_place FOREIGN KEY (warehouse_id, place_id) REFERENCES place,
    CONSTRAINT vehicle_shift_ends_after_it_begins CHECK (shift_until_seconds BETWEEN shift_from_seconds AND 172800),
    CONSTRAINT vehicle_start_is_whole CHECK ((start_latitude IS NULL) = (start_longitude IS NULL))
);

CREATE TABLE crew (
    warehouse_id bigint NOT NULL REFERENCES warehouse_books,
    crew_on date NOT NULL,
    organisation_id bigint REFERENCES organisation,
    drivers integer NOT NULL CONSTRAINT crew_drivers_in_range CHECK (drivers BETWEEN 0 AND 1000),
    volunteers integer NOT NULL CONSTRAINT crew_volunteers_in_range CHECK (volunteers BETWEEN 0 AND 1000),
    women integer NOT NULL DEFAULT 0 CONSTRAINT crew_women_in_range CHECK (women BETWEEN 0 AND 2000),
    skills text[] NOT NULL DEFAULT '{}',
    CONSTRAINT crew_stated_once UNIQUE NULLS NOT DISTINCT (warehouse_id, crew_on, organisation_id)
);

CREATE TABLE plan (
    warehouse_id bigint NOT NULL REFERENCES warehouse_books,
    plan_id bigint GENERATED ALWAYS AS IDENTITY,
    revision integer NOT NULL DEFAULT 1,
    from_on date NOT NULL,
    days integer NOT NULL CONSTRAINT plan_days_in_range CHECK (days BETWEEN 1 AND 31),
    made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    made_by text NOT NULL,
    wishes jsonb NOT NULL,
    seed bigint NOT NULL,
    coverage_permille_min integer,
    metres bigint NOT NULL,
    working_seconds bigint NOT NULL,
    PRIMARY KEY (warehouse_id, plan_id)
);
COMMENT ON COLUMN plan.wishes IS 'What was asked for: days, vehicles, items, organisation, seconds.';

CREATE TABLE plan_unserved (
    warehouse_id bigint NOT NULL,
    plan_id bigint NOT NULL,
    line_number integer NOT NULL,
    site_id bigint NOT NULL,
    item_id bigint NOT NULL REFERENCES item,
    reason text NOT NULL,
    wanted bigint NOT NULL,
    given bigint NOT NULL,
    detail text NOT NULL,
    lift text,
    due_on date,
    needed bigint NOT NULL DEFAULT 0,
    available bigint NOT NULL DEFAULT 0,
    measure text NOT NULL DEFAULT 'none',
    subject text,
    displaces text,
    PRIMARY KEY (warehouse_id, plan_id, line_number),
    CONSTRAINT unserved_belongs_to_a_plan FOREIGN KEY (warehouse_id, plan_id) REFERENCES plan,
    CONSTRAINT unserved_is_of_a_known_site FOREIGN KEY (warehouse_id, site_id) REFERENCES site
);

COMMENT ON COLUMN plan_unserved.measure IS 'What needed and available count; detail and lift say the same in English words.';

CREATE TABLE round (
    warehouse_id bigint NOT NULL REFERENCES warehouse_books,
    round_id bigint GENERATED ALWAYS AS IDENTITY,
    plan_id bigint,
    vehicle_id bigint NOT NULL,
    organisation_id bigint REFERENCES organisation,
    round_on date NOT NULL,
    state text NOT NULL DEFAULT 'draft'
        CONSTRAINT round_state_is_known CHECK (state IN ('draft', 'approved', 'loading', 'underway', 'returned', 'closed', 'cancelled')),
    departs_at timestamptz,
    returns_at timestamptz,
    metres bigint NOT NULL DEFAULT 0,
    note text,
    opened_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    opened_by text NOT NULL,
    PRIMARY KEY (warehouse_id, round_id),
    CONSTRAINT round_is_of_a_known_plan FOREIGN KEY (warehouse_id, plan_id) REFERENCES plan,
    CONSTRAINT round_is_driven_by_a_known_vehicle FOREIGN KEY (warehouse_id, vehicle_id) REFERENCES vehicle
);
COMMENT ON COLUMN round.departs_at IS 'As planned; what happened stands in round_step.';
CREATE INDEX round_by_day ON round (warehouse_id, round_on);
CREATE INDEX round_by_plan ON round (warehouse_id, plan_id);

CREATE TABLE round_step (
    warehouse_id bigint NOT NULL,
    round_id bigint NOT NULL,
    step_number integer NOT NULL,
    step text NOT NULL CONSTRAINT round_step_is_known
        CHECK (step IN ('open', 'approve', 'load', 'depart', 'arrive', 'deliver', 'return', 'close', 'cancel')),
    state text NOT NULL,
    stop_id bigint,
    occurred_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor text NOT NULL,
    inferred boolean NOT NULL DEFAULT false,
    quality text CONSTRAINT round_step_quality_is_known CHECK (quality IN ('counted', 'estimated', 'memory')),
    PRIMARY KEY (warehouse_id, round_id, step_number),
    CONSTRAINT step_belongs_to_a_round FOREIGN KEY (warehouse_id, round_id) REFERENCES round
);

CREATE TABLE round_stop (
    warehouse_id bigint NOT NULL,
    round_id bigint NOT NULL,
    stop_id bigint GENERATED ALWAYS AS IDENTITY,
    sequence integer NOT NULL CONSTRAINT stop_sequence_above_zero CHECK (sequence > 0),
    site_id bigint NOT NULL,
    eta_at timestamptz,
    arrived_at timestamptz,
    delivered_at timestamptz,
    outcome text CONSTRAINT stop_outcome_is_known
        CHECK (outcome IN ('served', 'partly-served', 'no-access', 'stopped-by-police', 'evicted', 'no-one-there')),
    people bigint CONSTRAINT stop_people_in_range CHECK (people BETWEEN 0 AND 1000000),
    women bigint CONSTRAINT stop_women_in_range CHECK (women BETWEEN 0 AND 1000000),
    children bigint CONSTRAINT stop_children_in_range CHECK (children BETWEEN 0 AND 1000000),
    quality text CONSTRAINT stop_quality_is_known CHECK (quality IN ('counted', 'estimated', 'memory')),
    note text,
    PRIMARY KEY (warehouse_id, round_id, stop_id),
    CONSTRAINT stop_sequence_is_unique UNIQUE (warehouse_id, round_id, sequence) DEFERRABLE,
    CONSTRAINT stop_belongs_to_a_round FOREIGN KEY (warehouse_id, round_id) REFERENCES round,
    CONSTRAINT stop_is_at_a_known_site FOREIGN KEY (warehouse_id, site_id) REFERENCES site,
    CONSTRAINT stop_women_and_children_within_people CHECK (coalesce(women, 0) + coalesce(children, 0) <= people)
);
CREATE INDEX stop_by_site ON round_stop (warehouse_id, site_id);

CREATE TABLE round_stop_item (
    warehouse_id bigint NOT NULL,
    round_id bigint NOT NULL,
    stop_id bigint NOT NULL,
    item_id bigint NOT NULL REFERENCES item,
    planned bigint NOT NULL CONSTRAINT stop_item_planned_above_zero CHECK (planned > 0),
    wanted bigint NOT NULL,
    PRIMARY KEY (warehouse_id, round_id, stop_id, item_id),
    CONSTRAINT stop_item_belongs_to_a_stop FOREIGN KEY (warehouse_id, round_id, stop_id) REFERENCES round_stop
);

CREATE TABLE round_stop_service (
    warehouse_id bigint NOT NULL,
    round_id bigint NOT NULL,
    stop_id bigint NOT NULL,
    service text NOT NULL CONSTRAINT service_is_a_code CHECK (service ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
    served bigint NOT NULL CONSTRAINT service_served_in_range CHECK (served BETWEEN 0 AND 1000000),
    PRIMARY KEY (warehouse_id, round_id, stop_id, service),
    CONSTRAINT service_belongs_to_a_stop FOREIGN KEY (warehouse_id, round_id, stop_id) REFERENCES round_stop
);

ALTER TABLE reservation ADD CONSTRAINT reservation_is_of_a_known_round
    FOREIGN KEY (warehouse_id, round_id) REFERENCES round;
ALTER TABLE movement ADD CONSTRAINT movement_is_of_a_known_round
    FOREIGN KEY (warehouse_id, round_id) REFERENCES round;
