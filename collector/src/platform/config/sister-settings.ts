/**
 * Settings of the programs beside the collector, which may stand in the same environment or the same file: they are no
 * mistakes of the collector's. A test finds every name that those programs read.
 */
const sisterSettings: readonly string[] = [
  // npm start, for its collector.
  'MIMAMORI_CHOSEN_BY_START',
  // The agent.
  'MIMAMORI_AGENT_CONFIG',
  // The Ansible collection: its callback, inventory and inventory-check.
  'MIMAMORI_URL',
  'MIMAMORI_CA_FILE',
  'MIMAMORI_SPOOL_DIR',
  'MIMAMORI_EVENTS_FILE',
  'MIMAMORI_RUN_ID',
  'MIMAMORI_RUN_ATTEMPT',
  // npm run bundle.
  'MIMAMORI_BUNDLE_GNUPGHOME',
  // The mirror of releases (scripts/release-mirror.ts).
  'MIMAMORI_RELEASES_DIRECTORY',
  // Where publish-content.sh keeps the list of a folder for a moment (scripts/content-inbox.ts).
  'MIMAMORI_INBOX_DIRECTORY',
  // The enroller, and what it hands to Ansible.
  'MIMAMORI_ENROLL_TOKEN_FILE',
  'MIMAMORI_DEVICE_KEY',
  // The update runner.
  'MIMAMORI_GRAFANA_URL',
  'MIMAMORI_GRAFANA_TOKEN_FILE',
  'MIMAMORI_UPDATE_CANARY',
  'MIMAMORI_UPDATE_CONFIG',
  'MIMAMORI_UPDATE_DEADLINE_SECONDS',
  'MIMAMORI_UPDATE_DIR',
  'MIMAMORI_UPDATE_FORKS',
  'MIMAMORI_UPDATE_INVENTORY',
  'MIMAMORI_UPDATE_KEEP_RUNS',
  'MIMAMORI_UPDATE_MAX_FAILURES',
  'MIMAMORI_UPDATE_PLAYBOOK',
  'MIMAMORI_UPDATE_REQUESTS',
  'MIMAMORI_UPDATE_RETRIES',
  'MIMAMORI_UPDATE_RETRY_PAUSE_SECONDS',
  'MIMAMORI_UPDATE_TEXTFILE',
  'MIMAMORI_UPDATE_TOKEN_FILE',
  'MIMAMORI_UPDATE_WAVE_PERCENT'
]

/** Whether a name is another program's to read: one of ours, or a test's. */
export const isSisterSetting = (name: string): boolean => sisterSettings.includes(name) || name.startsWith('MIMAMORI_TEST_')
