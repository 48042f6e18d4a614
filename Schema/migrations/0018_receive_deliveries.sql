-- What comes in, and from whom: donors that turn out to be one, vans at the door with the note of what was received, gifts that are
-- announced.

-- A donor that was absorbed keeps its row, because lots point at it for ever; its name stands for the survivor from then on. When a
-- survivor is absorbed in its turn, those it absorbed are handed on, so that one step leads to who stands.
ALTER TABLE donor
    ADD COLUMN address text CONSTRAINT donor_address_is_short CHECK (length(btrim(address)) BETWEEN 1 AND 500),
    ADD COLUMN merged_into_id bigint CONSTRAINT donor_is_merged_into_a_donor REFERENCES donor
        CONSTRAINT donor_is_not_merged_into_itself CHECK (merged_into_id <> donor_id);
COMMENT ON COLUMN donor.address IS 'For the receipt that a donor asks for; nothing else is kept of a person.';
CREATE INDEX donor_by_survivor ON donor (merged_into_id) WHERE merged_into_id IS NOT NULL;
CREATE INDEX lot_by_donor ON lot (warehouse_id, donor_id) WHERE donor_id IS NOT NULL;

CREATE TABLE donor_change (
    donor_id bigint NOT NULL CONSTRAINT donor_change_is_of_a_donor REFERENCES donor,
    change_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    what text NOT NULL CONSTRAINT donor_change_is_known CHECK (what IN ('name', 'address', 'merged')),
    before text,
    after text,
    changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor text NOT NULL
);
COMMENT ON TABLE donor_change IS 'What was changed of a donor, from what to what; never changed itself.';

-- A van at the door. Its lines are the receipts that name it; closing it makes the goods received note, and takes no line any more.
CREATE TABLE delivery (
    warehouse_id bigint NOT NULL REFERENCES warehouse_books,
    delivery_id bigint GENERATED ALWAYS AS IDENTITY,
    donor_id bigint CONSTRAINT delivery_is_of_a_known_donor REFERENCES donor,
    place_id bigint,
    waybill text CONSTRAINT delivery_waybill_is_short CHECK (length(btrim(waybill)) BETWEEN 1 AND 200),
    customs text CONSTRAINT delivery_customs_is_short CHECK (length(btrim(customs)) BETWEEN 1 AND 200),
    witness text CONSTRAINT delivery_witness_is_short CHECK (length(btrim(witness)) BETWEEN 1 AND 200),
    note text CONSTRAINT delivery_note_is_short CHECK (length(note) <= 2000),
    came_at timestamptz NOT NULL,
    opened_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    opened_by text NOT NULL,
    closed_at timestamptz,
    closed_by text,
    note_number bigint CONSTRAINT delivery_note_number_above_zero CHECK (note_number > 0),
    PRIMARY KEY (warehouse_id, delivery_id),
    CONSTRAINT delivery_is_unloaded_at_a_known_place FOREIGN KEY (warehouse_id, place_id) REFERENCES place,
    CONSTRAINT delivery_note_is_numbered_once UNIQUE (warehouse_id, note_number),
    CONSTRAINT delivery_is_closed_with_a_note CHECK (
        (closed_at IS NULL) = (closed_by IS NULL) AND (closed_at IS NULL) = (note_number IS NULL))
);
COMMENT ON COLUMN delivery.place_id IS 'Where its goods are put unless a line says otherwise.';
COMMENT ON COLUMN delivery.note_number IS 'The number of the goods received note: dense in its warehouse, given when the delivery is closed.';

ALTER TABLE receipt
    ADD COLUMN delivery_id bigint,
    ADD CONSTRAINT receipt_came_with_a_delivery FOREIGN KEY (warehouse_id, delivery_id) REFERENCES delivery;
COMMENT ON COLUMN receipt.delivery IS 'What was written of the delivery in words, before deliveries had numbers or in a file.';
CREATE INDEX receipt_by_delivery ON receipt (warehouse_id, delivery_id) WHERE delivery_id IS NOT NULL;

-- Goods that somebody has promised to bring: what, how much, when, whose. What came of it are the movements beside it.
CREATE TABLE expected_donation (
    warehouse_id bigint NOT NULL REFERENCES warehouse_books,
    expected_id bigint GENERATED ALWAYS AS IDENTITY,
    donor_id bigint NOT NULL CONSTRAINT expected_is_of_a_known_donor REFERENCES donor,
    item_id bigint NOT NULL CONSTRAINT expected_is_a_known_item REFERENCES item,
    quantity bigint NOT NULL CONSTRAINT expected_quantity_above_zero CHECK (quantity BETWEEN 1 AND 1000000000000000),
    owner_id bigint NOT NULL CONSTRAINT expected_is_for_a_known_owner REFERENCES organisation (organisation_id),
    place_id bigint,
    due_on date NOT NULL,
    note text CONSTRAINT expected_note_is_short CHECK (length(note) <= 2000),
    content_hash bigint NOT NULL,
    announced_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    announced_by text NOT NULL,
    outcome text CONSTRAINT expected_outcome_is_known CHECK (outcome IN ('arrived', 'withdrawn')),
    ended_at timestamptz,
    ended_by text,
    PRIMARY KEY (warehouse_id, expected_id),
    CONSTRAINT expected_at_a_known_place FOREIGN KEY (warehouse_id, place_id) REFERENCES place,
    CONSTRAINT expected_has_ended_or_not CHECK ((outcome IS NULL) = (ended_at IS NULL) AND (outcome IS NULL) = (ended_by IS NULL))
);
CREATE INDEX expected_open ON expected_donation (warehouse_id, due_on) WHERE outcome IS NULL;

CREATE TABLE expected_arrival (
    warehouse_id bigint NOT NULL,
    movement_id bigint NOT NULL,
    expected_id bigint NOT NULL,
    PRIMARY KEY (warehouse_id, movement_id),
    CONSTRAINT arrival_is_of_a_movement FOREIGN KEY (warehouse_id, movement_id) REFERENCES movement,
    CONSTRAINT arrival_was_expected FOREIGN KEY (warehouse_id, expected_id) REFERENCES expected_donation
);
CREATE INDEX arrival_by_expected ON expected_arrival (warehouse_id, expected_id);
