/**
 * What each folder of src, and each file beside them, may import of the others, values and types alike; the contract, the
 * leaf `program` and libraries are everybody's. README.md shows the folders' part, and a test compares the two. A feature stands on
 * `platform` and `devices` and knows no other feature, but for what passes on to one: `ingest` and `updates` give it lines and samples to
 * store, `pages` streams what it finds. What two features need of each other belongs below both.
 */
const arrows = {
  platform: [],
  devices: ['platform'],
  alerts: ['devices', 'platform'],
  content: ['devices', 'platform'],
  enrollment: ['devices', 'platform'],
  ingest: ['devices', 'logs', 'platform', 'samples'],
  logs: ['devices', 'platform'],
  metrics: ['devices', 'platform'],
  pages: ['devices', 'logs', 'platform'],
  people: ['devices', 'platform'],
  samples: ['devices', 'platform'],
  updates: ['devices', 'logs', 'platform'],

  'start.ts': ['bundle.ts', 'main.ts'],
  'bundle.ts': [],
  'main.ts': ['app.ts', 'compose.ts', 'collector-log.ts', 'platform'],
  'compose.ts': ['alerts', 'content', 'deps.ts', 'devices', 'enrollment', 'ingest', 'logs', 'main-database.ts', 'maintenance.ts', 'metrics', 'people', 'platform', 'samples', 'updates', 'version.ts'],
  'app.ts': ['alerts', 'content', 'deps.ts', 'devices', 'enrollment', 'ingest', 'logs', 'metrics', 'pages', 'people', 'platform', 'updates', 'version.ts'],
  'deps.ts': ['alerts', 'content', 'devices', 'enrollment', 'ingest', 'logs', 'people', 'platform', 'samples', 'updates'],
  'maintenance.ts': ['alerts', 'deps.ts', 'devices', 'logs', 'metrics', 'platform', 'updates'],
  'main-database.ts': ['alerts', 'content', 'devices', 'enrollment', 'logs', 'people', 'platform', 'updates'],
  'collector-log.ts': ['platform'],
  'node-flags.ts': [],
  'version.ts': []
}

/** Within devices/, by subject. */
const deviceArrows = {
  authentication: ['connection', 'registry'],
  calendar: [],
  connection: ['registry'],
  facts: ['live', 'registry'],
  'fleet-status': ['authentication', 'connection', 'freshness', 'key-metrics', 'prometheus', 'registry', 'snapshot', 'warnings'],
  freshness: ['connection', 'limits', 'registry'],
  'key-metrics': ['connection', 'live', 'prometheus'],
  limits: ['connection', 'registry'],
  live: [],
  prometheus: [],
  registry: [],
  snapshot: ['connection', 'facts', 'freshness', 'key-metrics', 'limits', 'registry', 'warnings'],
  warnings: ['connection', 'facts', 'freshness', 'key-metrics', 'registry']
}

/** Within platform/, by mechanism. */
const platformArrows = {
  audit: ['storage'],
  clock: ['audit', 'storage'],
  config: ['storage'],
  errors: [],
  'event-loop': [],
  health: ['clock', 'storage'],
  http: ['audit', 'clock', 'config', 'errors', 'event-loop', 'rate-limits', 'storage'],
  language: [],
  metrics: ['config', 'health', 'storage'],
  queue: ['clock', 'errors', 'storage'],
  'rate-limits': ['clock'],
  storage: ['errors']
}

module.exports = { 'collector/src': arrows, 'collector/src/devices': deviceArrows, 'collector/src/platform': platformArrows }
