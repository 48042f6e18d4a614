-- Reports: which were due, which were made, and the very bytes that were sealed.

CREATE TABLE report_run (
    warehouse_id bigint NOT NULL REFERENCES warehouse_books,
    report_id bigint GENERATED ALWAYS AS IDENTITY,
    name text NOT NULL CONSTRAINT report_name_is_known CHECK (name IN ('nightly', 'usage')),
    audience text NOT NULL CONSTRAINT report_audience_is_known CHECK (audience IN ('internal', 'partner', 'funder', 'public')),
    grant_id bigint REFERENCES funding_grant,
    language text NOT NULL CONSTRAINT report_language_is_known CHECK (language IN ('en', 'fr')),
    from_on date NOT NULL,
    until_on date NOT NULL,
    revision integer NOT NULL DEFAULT 1 CONSTRAINT report_revision_above_zero CHECK (revision > 0),
    state text NOT NULL DEFAULT 'due' CONSTRAINT report_state_is_known CHECK (state IN ('due', 'preview', 'sealed', 'failed', 'superseded')),
    claimed_by text,
    lease_until timestamptz,
    fence bigint NOT NULL DEFAULT 0,
    attempts integer NOT NULL DEFAULT 0,
    failure text,
    as_of_position bigint,
    as_of_at timestamptz,
    inputs_sha256 text,
    template_version text,
    figures jsonb,
    subject text,
    sealed_at timestamptz,
    made_by text NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (warehouse_id, report_id),
    CONSTRAINT report_once_a_period UNIQUE NULLS NOT DISTINCT (warehouse_id, name, audience, grant_id, language, from_on, until_on, revision),
    CONSTRAINT report_period_ends_after_it_begins CHECK (until_on >= from_on),
    CONSTRAINT report_usage_is_of_a_grant CHECK (name <> 'usage' OR grant_id IS NOT NULL),
    CONSTRAINT report_sealed_is_whole CHECK (state NOT IN ('sealed', 'superseded')
        OR (sealed_at IS NOT NULL AND as_of_position IS NOT NULL AND inputs_sha256 IS NOT NULL AND template_version IS NOT NULL))
);
COMMENT ON COLUMN report_run.state IS 'A preview was made before its period was over; it is made again, and sealed when the period is over.';
COMMENT ON COLUMN report_run.fence IS 'Counts the claims; a run is finished only by the newest claim.';
CREATE INDEX report_due ON report_run (warehouse_id, until_on) WHERE state IN ('due', 'preview', 'failed');

CREATE TABLE report_file (
    warehouse_id bigint NOT NULL,
    report_id bigint NOT NULL,
    format text NOT NULL CONSTRAINT report_format_is_known CHECK (format IN ('text', 'html', 'csv', 'pdf', 'xlsx')),
    file_name text NOT NULL CONSTRAINT report_file_name_is_plain CHECK (file_name ~ '^[a-z0-9][a-z0-9._-]{0,120}$'),
    body bytea NOT NULL,
    sha256 text NOT NULL GENERATED ALWAYS AS (encode(sha256(body), 'hex')) STORED,
    PRIMARY KEY (warehouse_id, report_id, format),
    CONSTRAINT report_file_belongs_to_a_report FOREIGN KEY (warehouse_id, report_id) REFERENCES report_run
);
