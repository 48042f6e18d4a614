-- A warehouse that closes: frozen first, then counted, handed over owner by owner, and empty at the end; and what partners ask for.

ALTER TABLE warehouse_books ADD COLUMN frozen_at timestamptz;
COMMENT ON COLUMN warehouse_books.frozen_at IS 'From then on nothing new is taken in: the warehouse closes.';

CREATE TABLE warehouse_closing (
    warehouse_id bigint PRIMARY KEY REFERENCES warehouse_books,
    frozen_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    frozen_by text NOT NULL,
    counted_at timestamptz,
    counted_by text,
    closed_at timestamptz,
    closed_by text,
    CONSTRAINT closing_was_counted_by_somebody CHECK ((counted_at IS NULL) = (counted_by IS NULL)),
    CONSTRAINT closing_was_ended_by_somebody CHECK ((closed_at IS NULL) = (closed_by IS NULL))
);
COMMENT ON COLUMN warehouse_closing.counted_by IS 'Who says that what is on the books was there when it was handed over.';

-- Who took whose goods, and where to: another warehouse, or people outside who are named.
CREATE TABLE handover (
    warehouse_id bigint NOT NULL,
    movement_id bigint NOT NULL,
    owner_id bigint NOT NULL REFERENCES organisation (organisation_id),
    to_warehouse_id bigint REFERENCES warehouse,
    taken_by text CONSTRAINT handover_is_to_somebody CHECK (btrim(taken_by) <> ''),
    PRIMARY KEY (warehouse_id, movement_id),
    CONSTRAINT handover_is_of_a_movement FOREIGN KEY (warehouse_id, movement_id) REFERENCES movement,
    CONSTRAINT handover_goes_one_way CHECK ((to_warehouse_id IS NULL) <> (taken_by IS NULL))
);

-- What a partner asks of a warehouse, what was agreed to, and the movements that brought it.
CREATE TABLE partner_request (
    warehouse_id bigint NOT NULL REFERENCES warehouse_books,
    partner_request_id bigint GENERATED ALWAYS AS IDENTITY,
    owner_id bigint NOT NULL REFERENCES organisation (organisation_id),
    purpose text CONSTRAINT partner_request_purpose_is_short CHECK (length(purpose) BETWEEN 1 AND 500),
    needed_on date,
    asked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    asked_by text NOT NULL,
    answered_at timestamptz,
    answered_by text,
    refused_because text,
    PRIMARY KEY (warehouse_id, partner_request_id),
    CONSTRAINT partner_request_is_answered_by_somebody CHECK (
        (answered_at IS NULL) = (answered_by IS NULL) AND (refused_because IS NULL OR answered_at IS NOT NULL))
);
CREATE TABLE partner_request_item (
    warehouse_id bigint NOT NULL,
    partner_request_id bigint NOT NULL,
    item_id bigint NOT NULL REFERENCES item,
    asked bigint NOT NULL CONSTRAINT partner_request_asks_for_something CHECK (asked BETWEEN 0 AND 1000000000000000),
    agreed bigint CONSTRAINT partner_request_agrees_to_something CHECK (agreed BETWEEN 0 AND 1000000000000000),
    PRIMARY KEY (warehouse_id, partner_request_id, item_id),
    CONSTRAINT partner_request_item_is_of_a_request FOREIGN KEY (warehouse_id, partner_request_id) REFERENCES partner_request
);
COMMENT ON COLUMN partner_request_item.asked IS 'Nothing: it is offered in place of something else.';
CREATE TABLE partner_request_movement (
    warehouse_id bigint NOT NULL,
    movement_id bigint NOT NULL,
    partner_request_id bigint NOT NULL,
    CONSTRAINT movement_fills_one_request PRIMARY KEY (warehouse_id, movement_id),
    CONSTRAINT request_is_filled_by_a_movement FOREIGN KEY (warehouse_id, movement_id) REFERENCES movement,
    CONSTRAINT movement_fills_a_known_request FOREIGN KEY (warehouse_id, partner_request_id) REFERENCES partner_request
);
