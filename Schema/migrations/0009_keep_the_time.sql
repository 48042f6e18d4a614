-- The latest time the books have seen, and whether nights wait because time leapt.

CREATE TABLE clock_mark (
    only_row boolean PRIMARY KEY DEFAULT true CONSTRAINT clock_mark_is_one CHECK (only_row),
    seen_at timestamptz NOT NULL,
    leapt_to timestamptz,
    acceptances bigint NOT NULL DEFAULT 0,
    accepted_at timestamptz,
    accepted_by text,
    CONSTRAINT clock_leap_is_forward CHECK (leapt_to > seen_at),
    CONSTRAINT clock_acceptance_is_by_somebody CHECK ((accepted_at IS NULL) = (accepted_by IS NULL))
);
COMMENT ON TABLE clock_mark IS 'PostgreSQL''s own clock decides which night is over; this row remembers how far it had come.';
COMMENT ON COLUMN clock_mark.seen_at IS 'High-water mark: a time below it, or far above it, holds night jobs until somebody accepts the clock.';
COMMENT ON COLUMN clock_mark.leapt_to IS 'What the clock showed when it was found to have leapt ahead; nights are held while it stands here.';
COMMENT ON COLUMN clock_mark.acceptances IS 'Counts the acceptances, so that every daemon forgets what it compared with before.';
-- Books that have entries have seen the time of the last one.
INSERT INTO clock_mark (seen_at) SELECT coalesce(max(recorded_at), clock_timestamp()) FROM movement;
