/** What is known of each release of a device by itself; and of each host of a run, which releases its outcome is about. */
export const updateReleasesSchema = `
  CREATE TABLE update_outcomes (
    device_id TEXT NOT NULL,
    release TEXT NOT NULL, -- '' where nobody has named it
    run TEXT NOT NULL,
    run_received_ms INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    finished_ms INTEGER NOT NULL,
    duration_seconds REAL NOT NULL,
    from_revision TEXT,
    to_revision TEXT,
    last_success_ms INTEGER,
    earlier_success_ms INTEGER, -- before this outcome
    PRIMARY KEY (device_id, release)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO update_outcomes
    SELECT d.device_id, CASE WHEN r.playbook IN ('agent.yml', 'rollback_agent.yml') THEN 'mimamori-agent' ELSE coalesce(r.release, '') END,
      d.run, d.run_received_ms, d.attempt, d.outcome, d.finished_ms, d.duration_seconds, d.from_revision, d.to_revision, d.last_success_ms, d.earlier_success_ms
    FROM update_devices d LEFT JOIN update_runs r ON r.run = d.run;
  DROP TABLE update_devices;

  ALTER TABLE update_hosts ADD COLUMN releases TEXT; -- JSON
`

/**
 * The tables of update runs, the queue, and what each device's newest outcome is: that outlives the retention of runs. Which run of a
 * device is newer and which runs are removed goes by when the server received a run: the clock of the computer that reports it may be wrong.
 */
export const updateSchema = `
  CREATE TABLE update_runs (
    run TEXT PRIMARY KEY, -- begins with its start: sorts by time
    start_hash TEXT NOT NULL, -- of the message that began it, to recognise the same message when it is repeated
    origin TEXT NOT NULL,
    started_ms INTEGER NOT NULL,
    start_received_ms INTEGER NOT NULL,
    playbook TEXT NOT NULL,
    release TEXT,
    revision TEXT,
    by_account TEXT,
    ended_ms INTEGER,
    end_received_ms INTEGER,
    stated_outcome TEXT, -- what the end said; outcome is what we believe of it
    stated_message TEXT,
    presumed INTEGER NOT NULL DEFAULT 0, -- 1 where nothing more was reported, not even an end
    outcome TEXT,
    message TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX update_runs_by_start ON update_runs (started_ms, run); -- one may begin long after it was planned, which is what its id says
  CREATE INDEX update_runs_open ON update_runs (run) WHERE ended_ms IS NULL;

  CREATE TABLE update_hosts (
    run TEXT NOT NULL REFERENCES update_runs (run) ON DELETE CASCADE,
    host TEXT NOT NULL,
    status TEXT NOT NULL, -- waiting, under_way, or the outcome
    is_update INTEGER NOT NULL DEFAULT 0, -- 1 where it says something about releases
    presumed INTEGER NOT NULL DEFAULT 0, -- 1 where the outcome was not heard from the host
    attempt INTEGER,
    at_ms INTEGER,
    started_ms INTEGER,
    finished_ms INTEGER,
    duration_seconds REAL,
    from_revision TEXT,
    to_revision TEXT,
    step TEXT,
    message TEXT,
    journal TEXT, -- JSON, as is tasks
    tasks TEXT,
    PRIMARY KEY (run, host)
  ) STRICT;
  CREATE INDEX update_hosts_by_status ON update_hosts (run, status);
  CREATE INDEX update_hosts_of_host ON update_hosts (host, run);
  CREATE INDEX update_hosts_of_updates ON update_hosts (run) WHERE is_update = 1;

  CREATE TABLE update_devices (
    device_id TEXT PRIMARY KEY,
    run TEXT NOT NULL,
    run_received_ms INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    finished_ms INTEGER NOT NULL,
    duration_seconds REAL NOT NULL,
    from_revision TEXT,
    to_revision TEXT,
    last_success_ms INTEGER,
    earlier_success_ms INTEGER -- before this outcome
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE update_totals (
    kind TEXT NOT NULL, -- hosts or runs
    outcome TEXT NOT NULL,
    total INTEGER NOT NULL,
    PRIMARY KEY (kind, outcome)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE update_queue (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    content TEXT NOT NULL -- JSON: who waits to be caught up and who is pinned, as the runner last reported it
  ) STRICT;
`

/** Whether a device has named a release in its reports: only of such a one its later reports can prove that it is gone. */
export const declaredReleasesSchema = `
  ALTER TABLE update_outcomes ADD COLUMN was_declared INTEGER NOT NULL DEFAULT 0;
`

/** What a run of the update runner does; those of before install releases. */
export const updateActionSchema = 'ALTER TABLE update_runs ADD COLUMN action TEXT NOT NULL DEFAULT \'update\';'
