-- Goods that become other goods: sorted, cut, repaired, packed into kits, taken apart. The lines of such a movement go into the workshop and
-- out of it again; what stands here says which lot became which, and carries the value that was frozen when the goods came in. Nothing of it
-- is a receipt: goods that become others are not received again.

CREATE TABLE lot_inheritance (
    warehouse_id bigint NOT NULL,
    movement_id bigint NOT NULL,
    number integer NOT NULL CONSTRAINT inheritance_number_above_zero CHECK (number > 0),
    from_lot_id bigint NOT NULL,
    to_lot_id bigint,
    from_quantity bigint NOT NULL CONSTRAINT inheritance_went_in_not_negative CHECK (from_quantity BETWEEN 0 AND 1000000000000000),
    to_quantity bigint NOT NULL CONSTRAINT inheritance_came_out_not_negative CHECK (to_quantity BETWEEN 0 AND 1000000000000000),
    part_lot_id bigint,
    PRIMARY KEY (warehouse_id, movement_id, number),
    CONSTRAINT inheritance_is_of_a_movement FOREIGN KEY (warehouse_id, movement_id) REFERENCES movement,
    CONSTRAINT inheritance_is_of_a_known_lot FOREIGN KEY (warehouse_id, from_lot_id) REFERENCES lot,
    CONSTRAINT inheritance_leads_to_a_known_lot FOREIGN KEY (warehouse_id, to_lot_id) REFERENCES lot,
    CONSTRAINT inheritance_gives_back_a_known_lot FOREIGN KEY (warehouse_id, part_lot_id) REFERENCES lot,
    CONSTRAINT inheritance_of_waste_is_nothing CHECK (to_lot_id IS NOT NULL OR to_quantity = 0)
);
COMMENT ON TABLE lot_inheritance IS 'So much of a lot became so much of another; without another it is waste.';
COMMENT ON COLUMN lot_inheritance.from_quantity IS 'Base units that went in, laid to what came out by weight or count; 0 for less than half a unit.';
COMMENT ON COLUMN lot_inheritance.part_lot_id IS 'The component whose part of a kit this is, when a kit is taken apart.';
CREATE INDEX inheritance_by_origin ON lot_inheritance (warehouse_id, from_lot_id);
CREATE INDEX inheritance_by_outcome ON lot_inheritance (warehouse_id, to_lot_id) WHERE to_lot_id IS NOT NULL;

CREATE TABLE lot_inheritance_value (
    warehouse_id bigint NOT NULL,
    movement_id bigint NOT NULL,
    number integer NOT NULL,
    from_lot_id bigint NOT NULL,
    grant_id bigint REFERENCES funding_grant,
    currency text NOT NULL CONSTRAINT inheritance_currency_is_iso CHECK (currency ~ '^[A-Z]{3}$'),
    value_minor bigint NOT NULL CONSTRAINT inheritance_value_above_zero CHECK (value_minor BETWEEN 1 AND 1000000000000000),
    CONSTRAINT inheritance_value_is_told_once UNIQUE NULLS NOT DISTINCT (warehouse_id, movement_id, number, grant_id, currency),
    CONSTRAINT inheritance_value_belongs_to_an_inheritance FOREIGN KEY (warehouse_id, movement_id, number) REFERENCES lot_inheritance,
    CONSTRAINT inheritance_value_is_of_a_known_lot FOREIGN KEY (warehouse_id, from_lot_id) REFERENCES lot
);
COMMENT ON TABLE lot_inheritance_value IS 'The value that went with it, allocated by weight or count, under the grant that paid for it.';

-- A sorting that goes on: the movement that took the goods into the workshop, and those that brought out of it what became of them.
CREATE TABLE sorting (
    warehouse_id bigint NOT NULL,
    movement_id bigint NOT NULL,
    sorting_id bigint NOT NULL,
    PRIMARY KEY (warehouse_id, movement_id),
    CONSTRAINT sorting_is_a_movement FOREIGN KEY (warehouse_id, movement_id) REFERENCES movement,
    CONSTRAINT sorting_began_with_a_movement FOREIGN KEY (warehouse_id, sorting_id) REFERENCES movement
);
COMMENT ON COLUMN sorting.sorting_id IS 'The movement it began with, which is its number; of that movement its own.';
CREATE INDEX sorting_by_number ON sorting (warehouse_id, sorting_id);
