/**
 * What each folder of src, and each file beside them, may import of the others, values and types alike; the contract, the
 * leaf `program` and libraries are everybody's. README.md shows the folders' part, and a test compares the two. No way along
 * the arrows leads back to where it began: what two folders need of each other belongs below both.
 */
const arrows = {
  access: ['audit', 'clock', 'config', 'devices', 'errors', 'http', 'rate-limits', 'storage'],
  admin: ['text'],
  alerting: ['audit', 'calendar', 'clock', 'config', 'devices', 'errors', 'storage', 'text'],
  audit: ['storage'],
  backfill: ['clock', 'devices', 'event-loop', 'live', 'queue', 'storage'],
  calendar: [],
  clock: ['audit', 'storage'],
  config: ['storage'],
  devices: ['audit', 'clock', 'errors', 'event-loop', 'http', 'live', 'rate-limits', 'storage'],
  enrollment: ['audit', 'clock', 'config', 'devices'],
  errors: [],
  'event-loop': [],
  'fleet-status': ['clock', 'devices', 'errors', 'event-loop', 'http', 'storage', 'text'],
  http: ['clock', 'config', 'errors', 'event-loop', 'rate-limits', 'storage'],
  ingest: ['backfill', 'clock', 'devices', 'event-loop', 'live', 'logs', 'metrics'],
  live: ['errors', 'event-loop'],
  'log-search': ['devices', 'event-loop', 'http', 'logs'],
  logs: ['clock', 'devices', 'errors', 'event-loop', 'queue', 'rate-limits', 'storage'],
  metrics: ['backfill', 'devices', 'errors', 'event-loop', 'live', 'logs', 'storage', 'updates'],
  plugins: ['admin', 'audit', 'clock', 'config', 'devices', 'errors', 'event-loop', 'fleet-status', 'http', 'ingest', 'log-search', 'metrics', 'text', 'updates'],
  queue: ['clock', 'errors', 'storage'],
  'rate-limits': ['clock'],
  routes: ['access', 'admin', 'alerting', 'audit', 'backfill', 'clock', 'config', 'devices', 'enrollment', 'errors', 'event-loop', 'fleet-status', 'http', 'ingest', 'live', 'log-search', 'logs', 'metrics', 'plugins', 'rate-limits', 'run-requests', 'text', 'updates'],
  'run-requests': ['audit', 'clock'],
  scrape: ['clock', 'devices', 'errors', 'event-loop', 'http', 'ingest', 'live'],
  storage: ['errors'],
  text: ['clock', 'devices', 'storage'],
  updates: ['clock', 'devices', 'errors', 'event-loop', 'http', 'logs', 'storage'],

  'main.ts': ['app.ts', 'compose.ts', 'config', 'own-log.ts', 'storage'],
  'compose.ts': ['access', 'alerting', 'audit', 'calendar', 'clock', 'compose-late-samples.ts', 'compose-logs.ts', 'compose-scraper.ts', 'config', 'deps.ts', 'devices', 'enrollment', 'fleet-status', 'ingest', 'live', 'main-database.ts', 'maintenance.ts', 'metrics', 'readiness.ts', 'run-requests', 'storage', 'updates', 'version.ts'],
  'compose-late-samples.ts': ['backfill', 'clock', 'config', 'devices', 'metrics', 'storage'],
  'compose-logs.ts': ['clock', 'config', 'devices', 'logs', 'metrics', 'storage'],
  'compose-scraper.ts': ['clock', 'config', 'devices', 'ingest', 'metrics', 'scrape'],
  'app.ts': ['config', 'deps.ts', 'http', 'plugins', 'routes', 'version.ts'],
  'deps.ts': ['access', 'alerting', 'audit', 'backfill', 'clock', 'devices', 'enrollment', 'fleet-status', 'ingest', 'live', 'logs', 'metrics', 'routes', 'run-requests', 'storage', 'updates'],
  'maintenance.ts': ['alerting', 'clock', 'config', 'deps.ts', 'devices', 'logs', 'metrics', 'updates'],
  'readiness.ts': ['clock', 'routes', 'storage'],
  'error-for-log.ts': [],
  'own-log.ts': ['config', 'error-for-log.ts'],
  'node-flags.ts': [],
  'version.ts': [],
  'main-database.ts': ['access', 'alerting', 'audit', 'clock', 'devices', 'enrollment', 'logs', 'queue', 'storage', 'updates']
}

/** Within devices/, by subject; the snapshot above them takes from all. */
const deviceArrows = {
  registry: [],
  connection: ['registry'],
  facts: ['registry'],
  freshness: ['connection', 'limits', 'registry'],
  limits: ['registry'],
  'key-metrics': ['connection', 'prometheus'],
  prometheus: [],
  warnings: ['connection', 'facts', 'freshness', 'key-metrics', 'registry']
}

module.exports = { 'collector/src': arrows, 'collector/src/devices': deviceArrows }
