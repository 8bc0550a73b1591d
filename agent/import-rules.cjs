/**
 * What each folder of src, and each file next to them, may import of the others, values and types alike; the contract, the exporter, the
 * leaf `program` and libraries are everybody's. No way along the arrows leads back to where it began.
 */
const arrows = {
  commands: ['config', 'delivery', 'device', 'log', 'measure', 'run', 'sources', 'spool', 'state', 'text', 'version.ts', 'watcher'],
  config: ['text'],
  content: ['delivery', 'device'],
  delivery: ['device', 'spool'],
  device: [],
  log: [],
  measure: ['config', 'log', 'spool'],
  run: ['config', 'content', 'delivery', 'device', 'log', 'measure', 'sources', 'spool', 'state', 'version.ts'],
  sources: ['config', 'device', 'log', 'spool'],
  spool: ['device'],
  state: ['sources', 'text'],
  text: [],
  watcher: ['config', 'delivery', 'device', 'log', 'text'],

  'index.ts': ['measure', 'spool'],
  'main.ts': ['command-line.ts', 'text'],
  'command-line.ts': ['commands', 'config', 'run', 'text', 'version.ts'],
  'version.ts': []
}

module.exports = { 'agent/src': arrows }
