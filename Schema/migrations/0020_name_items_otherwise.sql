-- Other names of an item, barcodes among them: what is typed or scanned finds the item by any of its names.

CREATE TABLE item_alias (
    folded text CONSTRAINT alias_is_of_one_item PRIMARY KEY,
    item_id bigint NOT NULL REFERENCES item,
    alias text NOT NULL CONSTRAINT alias_is_not_empty CHECK (length(btrim(alias)) BETWEEN 1 AND 100),
    recorded_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX item_alias_by_item ON item_alias (item_id);
COMMENT ON COLUMN item_alias.folded IS 'The name without capitals, accents, dashes and apostrophes, as names are compared.';
