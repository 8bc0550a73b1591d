/**
 * The tables of update runs, the queue, and each device's newest outcome, which outlives the retention of runs. The order of runs, even
 * for their removal, goes by when the server received them: the clock of the computer that reports a run may be wrong.
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

/** The newest outcome of each release of a device; and the releases that a run's host outcome is about. */
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
      d.run, d.run_received_ms, d.attempt, d.outcome, d.finished_ms, d.duration_seconds, d.from_revision, d.to_revision,
      d.last_success_ms, d.earlier_success_ms
    FROM update_devices d LEFT JOIN update_runs r ON r.run = d.run;
  DROP TABLE update_devices;

  ALTER TABLE update_hosts ADD COLUMN releases TEXT; -- JSON
`

/** Whether a device has named a release in its reports: only then can a later report without it prove that it is gone. */
export const declaredReleasesSchema = `
  ALTER TABLE update_outcomes ADD COLUMN was_declared INTEGER NOT NULL DEFAULT 0;
`

/** The action of a run of the update runner; earlier runs install releases. */
export const updateActionSchema = 'ALTER TABLE update_runs ADD COLUMN action TEXT NOT NULL DEFAULT \'update\';'

const runAhead = 'started_ms > :now OR ended_ms > :now OR start_received_ms > :now OR end_received_ms > :now'
/** Hosts of runs during which the clock may have been ahead, since there may be a million hosts; to be asked before runs are clamped. */
const hostAhead = `
  (at_ms > :now OR started_ms > :now OR finished_ms > :now)
  AND run IN (SELECT run FROM update_runs WHERE end_received_ms IS NULL OR end_received_ms > :now OR start_received_ms > :now)`
const outcomeAhead = 'finished_ms > :now OR last_success_ms > :now OR earlier_success_ms > :now OR run_received_ms > :now'

export const updateStatements = {
  'updates.start': `
    INSERT INTO update_runs (run, start_hash, origin, started_ms, start_received_ms, action, playbook, release, revision, by_account)
    VALUES (:run, :startHash, :origin, :startedMs, :receivedMs, :action, :playbook, :release, :revision, :by)`,
  /** `hosts`: a JSON array of names. */
  'updates.expectHosts':
    "INSERT INTO update_hosts (run, host, status) SELECT :run, value, 'waiting' FROM json_each(:hosts) WHERE true ON CONFLICT DO NOTHING",
  /** `hosts`: a JSON array of hosts, each as `fromHostState` gives it. */
  'updates.putHosts': `
    INSERT OR REPLACE INTO update_hosts (run, host, status, is_update, presumed, attempt, at_ms, started_ms, finished_ms,
      duration_seconds, from_revision, to_revision, step, message, journal, releases, tasks)
    SELECT :run, value ->> 'host', value ->> 'status', coalesce(value ->> 'update', 0), coalesce(value ->> 'presumed', 0),
      value ->> 'attempt', value ->> 'atMs', value ->> 'startedMs', value ->> 'finishedMs', value ->> 'durationSeconds',
      value ->> 'fromRevision', value ->> 'toRevision', value ->> 'step', value ->> 'message', value ->> 'journal', value ->> 'releases',
      value ->> 'tasks'
    FROM json_each(:hosts)`,
  'updates.end': `
    UPDATE update_runs SET ended_ms = :endedMs, end_received_ms = :receivedMs, stated_outcome = :statedOutcome,
      stated_message = :statedMessage, presumed = :presumed, outcome = :outcome, message = :message
    WHERE run = :run`,
  'updates.settle': 'UPDATE update_runs SET outcome = :outcome, message = :message WHERE run = :run',
  /** `outcomes`: a JSON array of {device} and the fields of a StoredUpdate. */
  'updates.putOutcomes': `
    INSERT OR REPLACE INTO update_outcomes (device_id, release, run, run_received_ms, attempt, outcome, finished_ms, duration_seconds,
      from_revision, to_revision, last_success_ms, earlier_success_ms, was_declared)
    SELECT value ->> 'device', value ->> 'release', value ->> 'run', value ->> 'runReceivedMs', value ->> 'attempt', value ->> 'outcome',
      value ->> 'finishedMs', value ->> 'durationSeconds', value ->> 'fromRevision', value ->> 'toRevision',
      value ->> 'lastSuccessMs', value ->> 'earlierSuccessMs', coalesce(value ->> 'wasDeclared', 0)
    FROM json_each(:outcomes)`,
  /** `devices`: a JSON array of ids. */
  'updates.removeOutcomes': 'DELETE FROM update_outcomes WHERE device_id IN (SELECT value FROM json_each(:devices))',
  /** `counts`: a JSON object of numbers, by outcome. */
  'updates.count': `
    INSERT INTO update_totals (kind, outcome, total) SELECT :kind, key, value FROM json_each(:counts) WHERE true
    ON CONFLICT (kind, outcome) DO UPDATE SET total = total + excluded.total`,
  'updates.putQueue': 'INSERT OR REPLACE INTO update_queue (id, content) VALUES (1, :content)',
  'updates.remove': 'DELETE FROM update_runs WHERE run = :run',
  'updates.clampRuns': `
    UPDATE update_runs SET started_ms = min(started_ms, :now), ended_ms = min(ended_ms, :now),
      start_received_ms = min(start_received_ms, :now), end_received_ms = min(end_received_ms, :now)
    WHERE ${runAhead}`,
  'updates.clampHosts': `
    UPDATE update_hosts SET at_ms = min(at_ms, :now), started_ms = min(started_ms, :now), finished_ms = min(finished_ms, :now)
    WHERE ${hostAhead}`,
  'updates.clampOutcomes': `
    UPDATE update_outcomes SET finished_ms = min(finished_ms, :now), last_success_ms = min(last_success_ms, :now),
      earlier_success_ms = min(earlier_success_ms, :now), run_received_ms = min(run_received_ms, :now)
    WHERE ${outcomeAhead}`
}

const isUpdate = `(origin = 'runner' AND action IN ('update', 'agent')
  OR EXISTS (SELECT 1 FROM update_hosts u WHERE u.run = update_runs.run AND u.is_update = 1))`
const runColumns = `
  run, start_hash, origin, action, started_ms, start_received_ms, playbook, release, revision, by_account, ended_ms, stated_outcome,
  stated_message, presumed, outcome, message, ${isUpdate} AS is_update`
const hostColumns = `
  run, host, status, is_update, presumed, attempt, at_ms, started_ms, finished_ms, duration_seconds, from_revision, to_revision, step,
  message, journal, releases, tasks`

export const updateQueries = {
  /** Whether there is anything to clamp. */
  'updates.ahead': `
    SELECT EXISTS (SELECT 1 FROM update_runs WHERE ${runAhead})
      OR EXISTS (SELECT 1 FROM update_hosts WHERE ${hostAhead})
      OR EXISTS (SELECT 1 FROM update_outcomes WHERE ${outcomeAhead}) AS ahead`,
  'updates.run': `SELECT ${runColumns} FROM update_runs WHERE run = :run`,
  /** By when they began. `before`: the last of the page before; `plannedMs`: its time if it was removed since. */
  'updates.runs': `SELECT ${runColumns} FROM update_runs
    WHERE (:before IS NULL OR (started_ms, run) < (coalesce((SELECT started_ms FROM update_runs WHERE run = :before), :plannedMs), :before))
      AND (:isUpdate IS NULL OR ${isUpdate} = :isUpdate)
    ORDER BY started_ms DESC, run DESC LIMIT :limit`,
  'updates.openRuns': `SELECT run, ${isUpdate} AS is_update FROM update_runs WHERE ended_ms IS NULL`,
  /** `runs`: a JSON array of ids. */
  'updates.counts':
    'SELECT run, status, count(*) AS hosts FROM update_hosts WHERE run IN (SELECT value FROM json_each(:runs)) GROUP BY run, status',
  'updates.hosts': `SELECT ${hostColumns} FROM update_hosts WHERE run = :run AND host > :after ORDER BY host LIMIT :limit`,
  'updates.hostsNamed': `SELECT ${hostColumns} FROM update_hosts WHERE run = :run AND host IN (SELECT value FROM json_each(:hosts))`,
  'updates.withoutSuccess':
    "SELECT host, status FROM update_hosts WHERE run = :run AND status NOT IN ('updated', 'unchanged') ORDER BY host LIMIT :limit",
  'updates.underWay': `
    SELECT h.run, h.host, h.started_ms
    FROM update_runs r JOIN update_hosts h ON h.run = r.run AND h.status = 'under_way' AND h.is_update = 1
    WHERE r.ended_ms IS NULL`,
  'updates.ofHost': `
    SELECT h.*, update_runs.ended_ms IS NOT NULL AS ended, update_runs.origin, update_runs.action, update_runs.playbook
    FROM update_hosts h JOIN update_runs ON update_runs.run = h.run
    WHERE h.host = :host AND ${isUpdate} = :isUpdate ORDER BY update_runs.started_ms DESC, h.run DESC LIMIT :limit`,
  'updates.outcomes': 'SELECT * FROM update_outcomes',
  'updates.queue': 'SELECT content FROM update_queue',
  'updates.totals': 'SELECT kind, outcome, total FROM update_totals',
  /** Newest first, as the server heard of them. */
  'updates.sizes': `
    SELECT r.run, r.end_received_ms, (SELECT count(*) FROM update_hosts h WHERE h.run = r.run) AS hosts
    FROM update_runs r ORDER BY r.start_received_ms DESC, r.run DESC`
}
