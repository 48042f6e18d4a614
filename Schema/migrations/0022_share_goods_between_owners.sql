-- Several owners under one roof: who may use whose goods, what was lent, and what was settled of it. What is owed is derived from the
-- movements (views/debts.sql) and stands nowhere.

-- What an owner said about the use of their goods, one row for each time they said something; the newest about the same counts.
CREATE TABLE consent (
    warehouse_id bigint NOT NULL REFERENCES warehouse_books,
    consent_id bigint GENERATED ALWAYS AS IDENTITY,
    owner_id bigint NOT NULL REFERENCES organisation (organisation_id),
    user_id bigint REFERENCES organisation (organisation_id),
    item_id bigint REFERENCES item,
    category text,
    answer text NOT NULL CONSTRAINT consent_answer_is_known CHECK (answer IN ('yes', 'no', 'ask')),
    terms text NOT NULL DEFAULT 'loan' CONSTRAINT consent_terms_are_known CHECK (terms IN ('loan', 'gift')),
    until_on date,
    said_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    said_by text NOT NULL,
    PRIMARY KEY (warehouse_id, consent_id),
    CONSTRAINT consent_is_for_others CHECK (user_id <> owner_id),
    CONSTRAINT consent_is_of_an_item_or_a_category CHECK (item_id IS NULL OR category IS NULL)
);
COMMENT ON COLUMN consent.user_id IS 'Null: everybody.';
COMMENT ON COLUMN consent.until_on IS 'The last day it holds; null is until something else is said.';
CREATE INDEX consent_by_owner ON consent (warehouse_id, owner_id);

-- A movement by which goods in their place changed owner.
CREATE TABLE loan (
    warehouse_id bigint NOT NULL,
    movement_id bigint NOT NULL,
    lender_id bigint NOT NULL REFERENCES organisation (organisation_id),
    borrower_id bigint NOT NULL REFERENCES organisation (organisation_id),
    terms text NOT NULL CONSTRAINT loan_terms_are_known CHECK (terms IN ('loan', 'gift')),
    due_on date,
    PRIMARY KEY (warehouse_id, movement_id),
    CONSTRAINT loan_is_of_a_movement FOREIGN KEY (warehouse_id, movement_id) REFERENCES movement,
    CONSTRAINT loan_is_between_two CHECK (lender_id <> borrower_id)
);

-- What was agreed about goods of others that a round took along: what it uses of them is owed to their owner, or was given.
CREATE TABLE round_loan (
    warehouse_id bigint NOT NULL,
    round_id bigint NOT NULL,
    lender_id bigint NOT NULL REFERENCES organisation (organisation_id),
    item_id bigint NOT NULL REFERENCES item,
    terms text NOT NULL CONSTRAINT round_loan_terms_are_known CHECK (terms IN ('loan', 'gift')),
    agreed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (warehouse_id, round_id, lender_id, item_id),
    CONSTRAINT round_loan_is_of_a_round FOREIGN KEY (warehouse_id, round_id) REFERENCES round
);

-- Debts made smaller: goods given back, other goods taken instead, or what the lender let go.
CREATE TABLE settlement (
    warehouse_id bigint NOT NULL REFERENCES warehouse_books,
    settlement_id bigint GENERATED ALWAYS AS IDENTITY,
    lender_id bigint NOT NULL REFERENCES organisation (organisation_id),
    borrower_id bigint NOT NULL REFERENCES organisation (organisation_id),
    item_id bigint NOT NULL REFERENCES item,
    quantity bigint NOT NULL CONSTRAINT settlement_quantity_above_zero CHECK (quantity BETWEEN 1 AND 1000000000000000),
    movement_id bigint,
    reason text,
    said_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    said_by text NOT NULL,
    ended_at timestamptz,
    ended_by text,
    PRIMARY KEY (warehouse_id, settlement_id),
    CONSTRAINT settlement_is_of_a_movement FOREIGN KEY (warehouse_id, movement_id) REFERENCES movement,
    CONSTRAINT settlement_is_between_two CHECK (lender_id <> borrower_id),
    CONSTRAINT settlement_moves_goods_or_says_why CHECK ((movement_id IS NULL) <> (reason IS NULL)),
    CONSTRAINT settlement_is_ended_by_somebody CHECK ((ended_at IS NULL) = (ended_by IS NULL))
);
COMMENT ON COLUMN settlement.movement_id IS 'The movement that gave goods back; while it is reversed the debt stands.';
COMMENT ON COLUMN settlement.reason IS 'Why the lender let it go.';
COMMENT ON COLUMN settlement.ended_at IS 'The lender takes back having let it go: it is owed again.';
CREATE INDEX settlement_by_pair ON settlement (warehouse_id, lender_id, borrower_id, item_id);
