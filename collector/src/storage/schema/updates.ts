/** The tables of update runs, and what each device's newest outcome is: that outlives the retention of runs. */
export const updateSchema = `
  CREATE TABLE update_runs (
    run TEXT PRIMARY KEY, -- begins with its start: sorts by time
    start_hash TEXT NOT NULL, -- of the message that began it, so that the same again can be told from another
    origin TEXT NOT NULL,
    started_ms INTEGER NOT NULL,
    playbook TEXT NOT NULL,
    release TEXT,
    revision TEXT,
    by_account TEXT,
    ended_ms INTEGER,
    stated_outcome TEXT, -- what the end said; outcome is what we believe of it
    stated_message TEXT,
    presumed INTEGER NOT NULL DEFAULT 0, -- 1 where nothing more was reported, not even an end
    outcome TEXT,
    message TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX update_runs_open ON update_runs (run) WHERE ended_ms IS NULL;

  CREATE TABLE update_hosts (
    run TEXT NOT NULL REFERENCES update_runs (run) ON DELETE CASCADE,
    host TEXT NOT NULL,
    status TEXT NOT NULL, -- waiting, under_way, or the outcome
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

  CREATE TABLE update_devices (
    device_id TEXT PRIMARY KEY,
    run TEXT NOT NULL,
    outcome TEXT NOT NULL,
    finished_ms INTEGER NOT NULL,
    duration_seconds REAL NOT NULL,
    from_revision TEXT,
    to_revision TEXT,
    last_success_ms INTEGER
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE update_totals (
    kind TEXT NOT NULL, -- hosts or runs
    outcome TEXT NOT NULL,
    total INTEGER NOT NULL,
    PRIMARY KEY (kind, outcome)
  ) STRICT, WITHOUT ROWID;
`

/**
 * When the server received a run's start and its end. These times decide which run of a device is newer and which runs are
 * removed, since the clock of the computer that reports a run may be wrong. Also a device's last success before its newest attempt.
 */
export const updateReceipts = `
  ALTER TABLE update_runs ADD COLUMN start_received_ms INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE update_runs ADD COLUMN end_received_ms INTEGER;
  UPDATE update_runs SET start_received_ms = started_ms, end_received_ms = ended_ms;
  ALTER TABLE update_devices ADD COLUMN run_received_ms INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE update_devices ADD COLUMN attempt INTEGER NOT NULL DEFAULT 1;
  ALTER TABLE update_devices ADD COLUMN earlier_success_ms INTEGER;
  UPDATE update_devices SET
    run_received_ms = coalesce((SELECT start_received_ms FROM update_runs r WHERE r.run = update_devices.run), 0),
    earlier_success_ms = CASE WHEN outcome IN ('updated', 'unchanged') THEN NULL ELSE last_success_ms END;
`

/** Whether an outcome was not heard from its host: one that was takes its place. */
export const updatePresumed = 'ALTER TABLE update_hosts ADD COLUMN presumed INTEGER NOT NULL DEFAULT 0'

/** Who waits to be caught up and who is pinned, as the runner told last. */
export const updateQueueTable = 'CREATE TABLE update_queue (id INTEGER PRIMARY KEY CHECK (id = 1), content TEXT NOT NULL) STRICT'

/**
 * Whether what is stored of a host says something about releases. Of what came before, that is so in the runner's runs, and
 * where a revision was named: only the role does that.
 */
export const updateKind = `
  ALTER TABLE update_hosts ADD COLUMN is_update INTEGER NOT NULL DEFAULT 0;
  UPDATE update_hosts SET is_update = 1 WHERE from_revision IS NOT NULL OR to_revision IS NOT NULL
    OR run IN (SELECT run FROM update_runs WHERE origin = 'runner');
  CREATE INDEX update_hosts_of_updates ON update_hosts (run) WHERE is_update = 1;
`

/** Runs are listed by when they began: one may be begun long after it was planned, which is what its id says. */
export const updateRunsByStart = 'CREATE INDEX update_runs_by_start ON update_runs (started_ms, run)'
