import { endReasonAnnotation } from '@mimamori/contract/end-reason'

/** Alerts, each from its start to its end, and who was notified of them. */
export const alertsSchema = `
  CREATE TABLE alerts (
    id INTEGER PRIMARY KEY,
    fingerprint TEXT NOT NULL, -- Alertmanager's hash of the labels
    starts_ms INTEGER NOT NULL,
    ends_ms INTEGER, -- null while it fires
    name TEXT NOT NULL,
    severity TEXT,
    device TEXT,
    site TEXT,
    labels TEXT NOT NULL, -- JSON, as are annotations
    annotations TEXT NOT NULL,
    acknowledged_ms INTEGER,
    acknowledged_by TEXT,
    note TEXT,
    UNIQUE (fingerprint, starts_ms)
  ) STRICT;
  CREATE UNIQUE INDEX alerts_firing ON alerts (fingerprint) WHERE ends_ms IS NULL;
  CREATE INDEX alerts_by_start ON alerts (starts_ms, id);
  CREATE INDEX alerts_by_end ON alerts (ends_ms) WHERE ends_ms IS NOT NULL;
  CREATE INDEX alerts_of_device ON alerts (device, starts_ms) WHERE device IS NOT NULL;

  CREATE TABLE alert_receivers (
    alert INTEGER NOT NULL REFERENCES alerts (id) ON DELETE CASCADE,
    receiver TEXT NOT NULL,
    state TEXT NOT NULL, -- firing or resolved
    first_ms INTEGER NOT NULL,
    last_ms INTEGER NOT NULL,
    delivered INTEGER NOT NULL, -- whether the last message is known to have been taken
    PRIMARY KEY (alert, receiver, state)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX alert_receivers_by_last ON alert_receivers (receiver, last_ms);
`

const columns = 'fingerprint, starts_ms, ends_ms, name, severity, device, site, labels, annotations'
const values =
  "value ->> 'fingerprint', value ->> 'startsMs', value ->> 'endsMs', value ->> 'name', value ->> 'severity', value ->> 'device', value ->> 'site', value ->> 'labels', value ->> 'annotations'"
const ahead = 'starts_ms > :now OR ends_ms > :now OR acknowledged_ms > :now'

const endReason = `annotations ->> '$.${endReasonAnnotation}'`

/** The statements about alerts. `alerts`: a JSON array, each as `fromNotified` gives it. Of each fingerprint one fires, at most. */
export const alertStatements = {
  /** An alert that goes on keeps its first start, and gets the new texts. */
  'alerts.refresh': `
    UPDATE alerts SET annotations = value ->> 'annotations' FROM json_each(:alerts)
    WHERE fingerprint = value ->> 'fingerprint' AND ends_ms IS NULL AND annotations <> value ->> 'annotations'`,
  /** Reported again with the same start after its end was reported or inferred: it has not ended. If it is no longer watched, it has. */
  'alerts.reopen': `
    UPDATE alerts SET ends_ms = NULL, annotations = value ->> 'annotations' FROM json_each(:alerts)
    WHERE fingerprint = value ->> 'fingerprint' AND starts_ms = value ->> 'startsMs' AND ends_ms IS NOT NULL AND ${endReason} IS NULL
      AND NOT EXISTS (SELECT 1 FROM alerts later WHERE later.fingerprint = value ->> 'fingerprint' AND (later.ends_ms IS NULL OR later.starts_ms > value ->> 'startsMs'))`,
  'alerts.begin': `
    INSERT INTO alerts (${columns}) SELECT ${values} FROM json_each(:alerts)
    WHERE NOT EXISTS (SELECT 1 FROM alerts firing WHERE firing.fingerprint = value ->> 'fingerprint' AND firing.ends_ms IS NULL)
    ON CONFLICT DO NOTHING`,
  /** An end before the start of the alert that fires now is that of an earlier one. Its texts may be about the end. */
  'alerts.end': `
    UPDATE alerts SET ends_ms = value ->> 'endsMs', annotations = value ->> 'annotations' FROM json_each(:alerts)
    WHERE fingerprint = value ->> 'fingerprint' AND ends_ms IS NULL AND starts_ms <= value ->> 'endsMs'`,
  /** Adds an alert that was unknown until now, whether it fires or has ended; not if a stored one reaches past its start. */
  'alerts.add': `
    INSERT INTO alerts (${columns}) SELECT ${values} FROM json_each(:alerts)
    WHERE NOT EXISTS (SELECT 1 FROM alerts kept WHERE kept.fingerprint = value ->> 'fingerprint' AND (kept.ends_ms IS NULL OR kept.ends_ms >= value ->> 'startsMs'))
    ON CONFLICT DO NOTHING`,
  /** According to Alertmanager it does not fire. */
  'alerts.endUnheard': 'UPDATE alerts SET ends_ms = max(starts_ms, :sinceMs) WHERE id = :id AND ends_ms IS NULL',
  /** Nobody saw its cause gone: its subject is no longer watched. */
  'alerts.unwatch': `
    UPDATE alerts SET ends_ms = max(starts_ms, :nowMs), annotations = json_set(annotations, '$.${endReasonAnnotation}', :reason)
    WHERE id = :id AND ends_ms IS NULL`,
  'alerts.rewatch': `
    UPDATE OR IGNORE alerts SET ends_ms = NULL, annotations = json_remove(annotations, '$.${endReasonAnnotation}') WHERE id = :id`,
  'alerts.note': `
    INSERT INTO alert_receivers (alert, receiver, state, first_ms, last_ms, delivered)
    SELECT (SELECT id FROM alerts WHERE fingerprint = value ->> 'fingerprint' ORDER BY starts_ms DESC LIMIT 1), :receiver, :state, :now, :now, :delivered FROM json_each(:alerts) WHERE true
    ON CONFLICT (alert, receiver, state) DO UPDATE SET first_ms = iif(delivered, first_ms, excluded.first_ms), last_ms = excluded.last_ms, delivered = excluded.delivered`,
  'alerts.acknowledge': 'UPDATE alerts SET acknowledged_ms = :now, acknowledged_by = :by, note = :note WHERE id = :id AND ends_ms IS NULL',
  'alerts.withdraw': 'UPDATE alerts SET acknowledged_ms = NULL, acknowledged_by = NULL, note = NULL WHERE id = :id AND ends_ms IS NULL',
  'alerts.removeOld': 'DELETE FROM alerts WHERE ends_ms < :oldestMs',
  /** Keeps the newest of the ended ones. */
  'alerts.removeBeyond':
    'DELETE FROM alerts WHERE ends_ms IS NOT NULL AND id NOT IN (SELECT id FROM alerts ORDER BY starts_ms DESC, id DESC LIMIT :most)',
  'alerts.clamp': `UPDATE OR REPLACE alerts SET starts_ms = min(starts_ms, :now), ends_ms = min(ends_ms, :now), acknowledged_ms = min(acknowledged_ms, :now) WHERE ${ahead}`,
  'alerts.clampReceivers': 'UPDATE alert_receivers SET first_ms = min(first_ms, :now), last_ms = min(last_ms, :now) WHERE last_ms > :now'
}

const view = `id, ${columns}, acknowledged_ms, acknowledged_by, note,
  (SELECT json_group_array(json_object('receiver', receiver, 'state', state, 'firstMs', first_ms, 'lastMs', last_ms, 'delivered', delivered)) FROM (SELECT * FROM alert_receivers WHERE alert = alerts.id ORDER BY first_ms, receiver)) AS notified`

/** A label with none of our severities counts as warning, as `severityOf` has it. */
const severity = "CASE severity WHEN 'critical' THEN 'critical' WHEN 'info' THEN 'info' ELSE 'warning' END"

/**
 * Fires, and somebody is notified of it: not of uncritical alerts of a closed site (`closedSites`, a JSON array), nor of suppressed
 * ones (`suppressed`, a JSON array of fingerprints).
 */
const counted =
  "ends_ms IS NULL AND (severity IS 'critical' OR site IS NULL OR site NOT IN (SELECT value FROM json_each(:closedSites))) AND fingerprint NOT IN (SELECT value FROM json_each(:suppressed))"

export const alertQueries = {
  /** Newest first. `beforeMs` and `beforeId`: of the last of the page before. */
  'alerts.list': `SELECT ${view} FROM alerts
    WHERE (:beforeMs IS NULL OR (starts_ms, id) < (:beforeMs, :beforeId)) AND (:device IS NULL OR device = :device) AND (:site IS NULL OR site = :site)
      AND (:name IS NULL OR name = :name) AND (:isFiring IS NULL OR (ends_ms IS NULL) = :isFiring)
    ORDER BY starts_ms DESC, id DESC LIMIT :limit`,
  'alerts.firing': 'SELECT id FROM alerts WHERE fingerprint = :fingerprint AND ends_ms IS NULL',
  'alerts.one': `SELECT ${view} FROM alerts WHERE id = :id`,
  'alerts.some': `SELECT ${view} FROM alerts WHERE id IN (SELECT value FROM json_each(:ids))`,
  'alerts.lastNotified':
    'SELECT value AS receiver, (SELECT max(last_ms) FROM alert_receivers WHERE receiver = value AND delivered = 1) AS lastMs FROM json_each(:receivers)',
  /** How many of `fingerprints` (a JSON array) somebody is yet to be told of, or nobody sees to. */
  'alerts.notAcknowledged': `SELECT count(*) AS others FROM json_each(:fingerprints) WHERE NOT EXISTS (
      SELECT 1 FROM alerts JOIN alert_receivers notified ON notified.alert = alerts.id AND notified.receiver = :receiver AND notified.state = 'firing' AND notified.delivered = 1
      WHERE fingerprint = value AND ends_ms IS NULL AND acknowledged_ms IS NOT NULL)`,
  'alerts.names': 'SELECT DISTINCT name FROM alerts',
  'alerts.allFiring': 'SELECT id, fingerprint FROM alerts WHERE ends_ms IS NULL',
  'alerts.counts': `SELECT ${severity} AS severity, count(*) AS alerts FROM alerts WHERE ${counted} GROUP BY 1`,
  'alerts.suppressed':
    'SELECT count(*) AS alerts FROM alerts WHERE ends_ms IS NULL AND fingerprint IN (SELECT value FROM json_each(:suppressed))',
  'alerts.groups': `SELECT name, ${severity} AS severity, site, count(*) AS alerts, sum(acknowledged_ms IS NOT NULL) AS acknowledged,
      min(starts_ms) AS oldest_ms, max(starts_ms) AS newest_ms, json_group_array(device) AS devices, annotations
    FROM alerts WHERE ${counted} GROUP BY name, 2, site
    ORDER BY CASE severity WHEN 'critical' THEN 0 WHEN 'info' THEN 2 ELSE 1 END, acknowledged = alerts, newest_ms DESC, name, site LIMIT :limit`,
  'alerts.unsentEnds': `SELECT id, fingerprint, starts_ms, ends_ms, severity, labels, annotations, json_group_array(json_object('receiver', notified.receiver, 'lastMs', notified.last_ms)) AS not_notified
    FROM alerts JOIN alert_receivers notified ON notified.alert = alerts.id AND notified.state = 'firing' AND notified.receiver IN (SELECT value FROM json_each(:receivers))
    WHERE ends_ms BETWEEN :fromMs AND :toMs
      AND NOT EXISTS (SELECT 1 FROM alert_receivers ended WHERE ended.alert = notified.alert AND ended.receiver = notified.receiver AND ended.state = 'resolved')
      AND NOT EXISTS (SELECT 1 FROM alerts later WHERE later.fingerprint = alerts.fingerprint AND later.starts_ms > alerts.starts_ms)
    GROUP BY alerts.id ORDER BY ends_ms DESC LIMIT 100`,
  /** The newest of each of `fingerprints` (a JSON array), if it has ended; `receiver` may be null. */
  'alerts.ended': `SELECT id, fingerprint, ends_ms AS endsMs, ${endReason} AS reason,
      EXISTS (SELECT 1 FROM alert_receivers
        WHERE alert = alerts.id AND receiver = :receiver AND state = 'resolved' AND delivered = 1 AND last_ms >= ends_ms) AS notified
    FROM alerts WHERE fingerprint IN (SELECT value FROM json_each(:fingerprints)) AND ends_ms IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM alerts later WHERE later.fingerprint = alerts.fingerprint AND later.starts_ms > alerts.starts_ms)`,
  'alerts.ahead': `SELECT EXISTS (SELECT 1 FROM alerts WHERE ${ahead}) OR EXISTS (SELECT 1 FROM alert_receivers WHERE last_ms > :now) AS ahead`
}
