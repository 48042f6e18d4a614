-- Which lots a plan means to bring to a stop, and so whose: approving reserves exactly these, and looks further only within what the
-- organisation of the round may use. Rounds that were planned before have none and are approved by looking anew.

CREATE TABLE round_stop_lot (
    warehouse_id bigint NOT NULL,
    round_id bigint NOT NULL,
    stop_id bigint NOT NULL,
    item_id bigint NOT NULL,
    place_id bigint NOT NULL,
    lot_id bigint NOT NULL,
    planned bigint NOT NULL CONSTRAINT stop_lot_planned_above_zero CHECK (planned > 0),
    PRIMARY KEY (warehouse_id, round_id, stop_id, place_id, lot_id),
    CONSTRAINT stop_lot_is_of_a_planned_item FOREIGN KEY (warehouse_id, round_id, stop_id, item_id) REFERENCES round_stop_item ON DELETE CASCADE,
    CONSTRAINT stop_lot_is_of_a_known_lot FOREIGN KEY (warehouse_id, lot_id) REFERENCES lot,
    CONSTRAINT stop_lot_is_at_a_known_place FOREIGN KEY (warehouse_id, place_id) REFERENCES place
);
COMMENT ON TABLE round_stop_lot IS 'The lots a plan chose for a stop. The owner stands with the lot.';
