-- Money that was spent: purchases with what is still due of them, expenses, rates between currencies, standard values. A sum of money is
-- never changed: what was wrong is taken back by its opposite, which points at it.

CREATE TABLE spending (
    warehouse_id bigint NOT NULL REFERENCES warehouse_books,
    spending_id bigint GENERATED ALWAYS AS IDENTITY,
    kind text NOT NULL CONSTRAINT spending_kind_is_known CHECK (kind IN ('purchase', 'expense')),
    owner_id bigint NOT NULL CONSTRAINT spending_is_of_a_known_owner REFERENCES organisation (organisation_id),
    grant_id bigint CONSTRAINT spending_is_charged_to_a_known_grant REFERENCES funding_grant,
    grant_line text,
    amount_minor bigint NOT NULL CONSTRAINT spending_amount_above_zero CHECK (amount_minor BETWEEN 1 AND 1000000000000000),
    currency text NOT NULL CONSTRAINT spending_currency_is_iso CHECK (currency ~ '^[A-Z]{3}$'),
    spent_on date NOT NULL,
    supplier text CONSTRAINT spending_supplier_is_short CHECK (length(btrim(supplier)) BETWEEN 1 AND 200),
    invoice text CONSTRAINT spending_invoice_is_short CHECK (length(btrim(invoice)) BETWEEN 1 AND 200),
    invoice_on date,
    what text CONSTRAINT spending_purpose_is_short CHECK (length(btrim(what)) BETWEEN 1 AND 200),
    note text CONSTRAINT spending_note_is_short CHECK (length(note) <= 2000),
    content_hash bigint,
    reverses_id bigint,
    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor text NOT NULL,
    PRIMARY KEY (warehouse_id, spending_id),
    CONSTRAINT spending_line_is_of_a_grant CHECK (grant_line IS NULL OR grant_id IS NOT NULL),
    CONSTRAINT spending_is_charged_to_a_line_of_its_grant FOREIGN KEY (grant_id, grant_line) REFERENCES funding_grant_line (grant_id, name),
    CONSTRAINT spending_reverses_spending FOREIGN KEY (warehouse_id, reverses_id) REFERENCES spending
);
COMMENT ON COLUMN spending.owner_id IS 'Who paid, and whose goods a purchase is.';
COMMENT ON COLUMN spending.reverses_id IS 'What this takes back: the same sum, counted less.';
CREATE UNIQUE INDEX spending_reversed_once ON spending (warehouse_id, reverses_id) WHERE reverses_id IS NOT NULL;
CREATE INDEX spending_by_grant ON spending (warehouse_id, grant_id) WHERE grant_id IS NOT NULL;
CREATE INDEX spending_by_invoice ON spending (warehouse_id, lower(btrim(invoice))) WHERE invoice IS NOT NULL;

-- A purchase is spending with goods: what was bought, and whether anything of it is still to come.
CREATE TABLE purchase (
    warehouse_id bigint NOT NULL,
    purchase_id bigint NOT NULL,
    closed_at timestamptz,
    closed_by text,
    PRIMARY KEY (warehouse_id, purchase_id),
    CONSTRAINT purchase_is_spending FOREIGN KEY (warehouse_id, purchase_id) REFERENCES spending,
    CONSTRAINT purchase_is_closed_by_somebody CHECK ((closed_at IS NULL) = (closed_by IS NULL))
);

CREATE TABLE purchase_line (
    warehouse_id bigint NOT NULL,
    purchase_id bigint NOT NULL,
    line_number integer NOT NULL CONSTRAINT purchase_line_number_above_zero CHECK (line_number > 0),
    item_id bigint NOT NULL CONSTRAINT purchase_is_of_a_known_item REFERENCES item,
    quantity bigint NOT NULL CONSTRAINT purchase_quantity_above_zero CHECK (quantity BETWEEN 1 AND 1000000000000000),
    value_minor bigint NOT NULL CONSTRAINT purchase_value_not_negative CHECK (value_minor BETWEEN 0 AND 1000000000000000),
    PRIMARY KEY (warehouse_id, purchase_id, line_number),
    CONSTRAINT purchase_line_belongs_to_a_purchase FOREIGN KEY (warehouse_id, purchase_id) REFERENCES purchase,
    CONSTRAINT purchase_names_an_item_once UNIQUE (warehouse_id, purchase_id, item_id)
);
COMMENT ON COLUMN purchase_line.value_minor IS 'Its share of the invoice, transport and tax with it: the lines add up to the sum that was spent.';

ALTER TABLE receipt
    ADD COLUMN purchase_id bigint,
    ADD CONSTRAINT receipt_is_of_a_purchase FOREIGN KEY (warehouse_id, purchase_id) REFERENCES purchase;
CREATE INDEX receipt_by_purchase ON receipt (warehouse_id, purchase_id) WHERE purchase_id IS NOT NULL;

-- What one of a currency was worth in another, from a day on until the next rate. The last one said of a day is the one that counts.
CREATE TABLE exchange_rate (
    rate_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    currency text NOT NULL CONSTRAINT rate_currency_is_iso CHECK (currency ~ '^[A-Z]{3}$'),
    per_currency text NOT NULL CONSTRAINT rate_other_currency_is_iso CHECK (per_currency ~ '^[A-Z]{3}$'),
    from_on date NOT NULL,
    millionths bigint NOT NULL CONSTRAINT rate_above_zero CHECK (millionths BETWEEN 1 AND 1000000000000),
    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor text NOT NULL,
    CONSTRAINT rate_is_between_two_currencies CHECK (currency <> per_currency)
);
COMMENT ON COLUMN exchange_rate.millionths IS 'Millionths of per_currency for one of currency: 1.165 EUR for one GBP is 1165000.';

-- What so much of an item is taken to be worth where nobody said it: an estimate, told apart from values that were given.
CREATE TABLE valuation (
    valuation_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    item_id bigint NOT NULL CONSTRAINT valuation_is_of_a_known_item REFERENCES item,
    from_on date NOT NULL,
    quantity bigint NOT NULL CONSTRAINT valuation_quantity_above_zero CHECK (quantity BETWEEN 1 AND 1000000000000000),
    value_minor bigint NOT NULL CONSTRAINT valuation_value_not_negative CHECK (value_minor BETWEEN 0 AND 1000000000000000),
    currency text NOT NULL CONSTRAINT valuation_currency_is_iso CHECK (currency ~ '^[A-Z]{3}$'),
    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor text NOT NULL
);
CREATE INDEX valuation_by_item ON valuation (item_id, from_on);
