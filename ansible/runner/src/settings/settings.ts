import { optional, type Setting, type SettingValues } from '@mimamori/program/settings'
import type { CommandText } from '../text/command-text.en.ts'
import { filePath, httpUrl, requestActionList, wholeNumber, type Parse } from './values.ts'

const setting = <Value>(name: string, parse: Parse<Value>, fallback = ''): Setting<Value, CommandText['expected']> =>
  ({ name, parse, fallback })

/** Every setting of the runner. A new one is a line here; `Settings` follows. */
export const settings = {
  /** The directory of runs, the queue and the lock. */
  stateDirectory: setting('MIMAMORI_UPDATE_DIR', optional(filePath)),
  inventory: setting('MIMAMORI_UPDATE_INVENTORY', filePath, 'inventory'),
  playbook: setting('MIMAMORI_UPDATE_PLAYBOOK', filePath, 'playbooks/update_clients.yml'),
  /** The collector's address, and the authority of its certificate if it is a private one. */
  collectorUrl: setting('MIMAMORI_URL', httpUrl, 'http://127.0.0.1:8080'),
  caFile: setting('MIMAMORI_CA_FILE', optional(filePath)),
  /** Holds the collector's token of the role `update`. */
  tokenFile: setting('MIMAMORI_UPDATE_TOKEN_FILE', filePath, '/etc/mimamori/update-token'),
  /** Holds the collector's token of the role `enroll`. */
  enrollTokenFile: setting('MIMAMORI_ENROLL_TOKEN_FILE', filePath, '/etc/mimamori/enroll-token'),
  /** Actions that a request on the page may start, with --listen; none if not set. */
  requests: setting('MIMAMORI_UPDATE_REQUESTS', requestActionList),
  alertmanagerUrl: setting('MIMAMORI_ALERTMANAGER_URL', optional(httpUrl)),
  grafanaUrl: setting('MIMAMORI_GRAFANA_URL', optional(httpUrl)),
  grafanaTokenFile: setting('MIMAMORI_GRAFANA_TOKEN_FILE', optional(filePath)),
  /** The address at which browsers reach the collector, for links; the collector's own address if not set. */
  publicUrl: setting('MIMAMORI_PUBLIC_URL', optional(httpUrl)),
  canary: setting('MIMAMORI_UPDATE_CANARY', wholeNumber(0, 10_000), '1'),
  wavePercent: setting('MIMAMORI_UPDATE_WAVE_PERCENT', wholeNumber(1, 100), '10'),
  /** Failures that a run tolerates; if not set: none in the canary, then a tenth of the hosts, at least one. */
  maxFailures: setting('MIMAMORI_UPDATE_MAX_FAILURES', optional(wholeNumber(0, 10_000))),
  /** Devices that Ansible works on at the same time. */
  forks: setting('MIMAMORI_UPDATE_FORKS', wholeNumber(1, 500), '20'),
  /** How long a device may take. A playbook that takes longer than its devices may is ended, and devices without a result have failed. */
  deadlineSeconds: setting('MIMAMORI_UPDATE_DEADLINE_SECONDS', wholeNumber(60, 86_400), '3600'),
  /** How many times unreachable devices are tried again after the waves, and the wait before each try. */
  retries: setting('MIMAMORI_UPDATE_RETRIES', wholeNumber(0, 20), '2'),
  retryPauseSeconds: setting('MIMAMORI_UPDATE_RETRY_PAUSE_SECONDS', wholeNumber(0, 3600), '60'),
  /** How many ended runs are stored. */
  keepRuns: setting('MIMAMORI_UPDATE_KEEP_RUNS', wholeNumber(1, 10_000), '200')
}

/** The parsed settings. */
export type Settings = SettingValues<typeof settings>

/** Names the file of settings; only the environment can. */
export const settingsFileName = 'MIMAMORI_UPDATE_CONFIG'
