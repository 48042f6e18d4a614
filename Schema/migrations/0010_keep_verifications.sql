-- Every night each warehouse's books are derived again from their movements; what that found is kept for whoever asks.

CREATE TABLE verification (
    warehouse_id bigint NOT NULL REFERENCES warehouse_books,
    verified_on date NOT NULL,
    began_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    ended_at timestamptz,
    faults bigint CONSTRAINT verification_faults_not_negative CHECK (faults >= 0),
    made_by text NOT NULL,
    PRIMARY KEY (warehouse_id, verified_on),
    CONSTRAINT verification_has_ended_or_not CHECK ((ended_at IS NULL) = (faults IS NULL))
);
COMMENT ON COLUMN verification.verified_on IS 'The operational day of the warehouse on which it was done; once a day, however many daemons run.';
