-- The job queue: what was asked for (run), the pieces of it (task), and how long an upstream is to be left
-- alone (lane). The clock of every lease, delay and schedule is the database's, so that workers on several
-- machines need not agree on the time.

CREATE SCHEMA job;

CREATE TABLE job.run (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind             text NOT NULL CHECK (kind IN ('CRAWL', 'REBUILD')),
    source           text,
    date_from        date,
    date_to          date,
    season           integer,
    force            boolean NOT NULL DEFAULT false,
    -- What the run is about, in words: two runs with one key would do the same work.
    key              text NOT NULL,
    requested_by     text NOT NULL,
    status           text NOT NULL DEFAULT 'QUEUED'
                     CHECK (status IN ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED')),
    cancel_requested boolean NOT NULL DEFAULT false,
    created_at       timestamptz NOT NULL DEFAULT now(),
    started_at       timestamptz,
    finished_at      timestamptz,
    tasks_total      integer NOT NULL DEFAULT 0,
    tasks_done       integer NOT NULL DEFAULT 0,
    tasks_failed     integer NOT NULL DEFAULT 0,
    requests         bigint NOT NULL DEFAULT 0,
    bodies_new       bigint NOT NULL DEFAULT 0,
    bodies_unchanged bigint NOT NULL DEFAULT 0,
    bodies_refused   bigint NOT NULL DEFAULT 0,
    rows_loaded      bigint NOT NULL DEFAULT 0,
    games_changed    bigint NOT NULL DEFAULT 0,
    games_unchanged  bigint NOT NULL DEFAULT 0,
    -- Newest messages: [{"at", "level", "text", "task"}], bounded by the writer.
    messages         jsonb NOT NULL DEFAULT '[]',
    error            text,
    -- When progress was last announced on the channel scorebook_run.
    notified_at      timestamptz NOT NULL DEFAULT '-infinity',
    CHECK ((date_from IS NULL) = (date_to IS NULL)),
    CHECK (date_from <= date_to),
    CHECK ((kind = 'CRAWL') = (source IS NOT NULL)),
    CHECK ((status IN ('SUCCEEDED', 'FAILED', 'CANCELLED')) = (finished_at IS NOT NULL))
);

-- The same work is never queued twice.
CREATE UNIQUE INDEX run_key_active ON job.run (key) WHERE status IN ('QUEUED', 'RUNNING');

-- One idempotency key names one run for ever, also when the run it named was there before the key.
CREATE TABLE job.run_request (
    idempotency_key text PRIMARY KEY,
    run_id          bigint NOT NULL REFERENCES job.run ON DELETE CASCADE,
    created_at      timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX run_request_run ON job.run_request (run_id);

CREATE TABLE job.task (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    run_id           bigint NOT NULL REFERENCES job.run ON DELETE CASCADE,
    -- Order inside the run: lower first.
    seq              integer NOT NULL,
    -- The host the task talks to; null for work that stays in the house.
    lane             text,
    -- A barrier starts only when every earlier task of its run is finished.
    barrier          boolean NOT NULL DEFAULT false,
    kind             text NOT NULL,
    -- What the task is called in messages: 'savant 2024-04-02'.
    name             text NOT NULL,
    payload          jsonb NOT NULL,
    status           text NOT NULL DEFAULT 'QUEUED'
                     CHECK (status IN ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED')),
    attempts         integer NOT NULL DEFAULT 0,
    max_attempts     integer NOT NULL DEFAULT 5 CHECK (max_attempts > 0),
    run_after        timestamptz NOT NULL DEFAULT now(),
    -- Counts the claims. A worker that holds an older number has lost the task and may not write its result.
    lease            bigint NOT NULL DEFAULT 0,
    lease_until      timestamptz,
    worker_id        text,
    error            text,
    requests         bigint NOT NULL DEFAULT 0,
    bodies_new       bigint NOT NULL DEFAULT 0,
    bodies_unchanged bigint NOT NULL DEFAULT 0,
    bodies_refused   bigint NOT NULL DEFAULT 0,
    rows_loaded      bigint NOT NULL DEFAULT 0,
    games_changed    bigint NOT NULL DEFAULT 0,
    games_unchanged  bigint NOT NULL DEFAULT 0,
    started_at       timestamptz,
    finished_at      timestamptz,
    UNIQUE (run_id, seq),
    CHECK ((status = 'RUNNING') = (lease_until IS NOT NULL))
);

-- At most one task talks to a host at any time, over all workers: one connection a host.
CREATE UNIQUE INDEX task_lane_running ON job.task (lane) WHERE status = 'RUNNING';
CREATE INDEX task_queued ON job.task (run_id, seq) WHERE status = 'QUEUED';
CREATE INDEX task_lease ON job.task (lease_until) WHERE status = 'RUNNING';

CREATE TABLE job.lane (
    lane     text PRIMARY KEY,
    -- No task of the lane starts before: the crawl delay, a Retry-After, a pause after a failure.
    next_at  timestamptz NOT NULL DEFAULT '-infinity',
    -- Attempts in a row that could not reach the upstream at all, and the run that made them.
    failures integer NOT NULL DEFAULT 0,
    run_id   bigint
);

-- The newest 200 of the messages kept and the messages that came.
CREATE FUNCTION job.with_messages(kept jsonb, came jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN jsonb_array_length(came) = 0 THEN kept ELSE (
        SELECT jsonb_agg(message ORDER BY place)
        FROM (
            SELECT message, place
            FROM jsonb_array_elements(kept || came) WITH ORDINALITY AS one (message, place)
            ORDER BY place DESC
            LIMIT 200
        ) AS newest
    ) END
$$;
