import { goldenFingerprint } from '../alerts/golden-alerts.ts'

/** What stands in no entry of the audit log, in any form. */
export const secrets = {
  hook: 'hook-secret-1f3a',
  otherHook: 'hook-secret-9c2d',
  relayPassword: 'relay-secret-77b0',
  importedKey: 'imported-key-0a1b2c3d4e5f6071',
  password: 'six cranes over the lake',
  ownPassword: 'seven geese over the bay'
} as const

const hookUrl = (secret: string): string => `http://192.168.10.40/hooks/${secret}`
/** The file of content that the test uploads. */
export const emptyFile = { size: 0, sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' }
const inHours = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString()

interface Call {
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly url: string
  readonly body?: object
  /** What shows who asks, where that is not the administrator's own token: ENROLLMENT stands for the device's. */
  readonly bearer?: 'ENROLLMENT'
  /** Made in the browser of the user whose password `changeUser` has set. */
  readonly isByUser?: true
}

/**
 * For each operation whose changes are recorded a call that changes something, in an order in which they can be made. `pi-mistake` is
 * enrolled already, the golden alert fires, and SILENCE stands for the id that `addSilence` gave, SESSION for that of the only session.
 */
export const auditedCalls: Readonly<Record<string, Call>> = {
  enrollDevice: { method: 'POST', url: '/api/clients', body: { id: 'pi-kiosk-03', site: 'north', role: 'kiosk' } },
  importDevices: { method: 'POST', url: '/api/clients/import', body: { clients: [{ id: 'pi-old-1', key: secrets.importedKey }] } },
  changeDevice: { method: 'PATCH', url: '/api/clients/pi-kiosk-03', body: { site: 'south' } },
  pauseDevice: { method: 'POST', url: '/api/clients/pi-kiosk-03/pause', body: { reason: 'stocktaking' } },
  resumeDevice: { method: 'POST', url: '/api/clients/pi-kiosk-03/resume' },
  createEnrollmentToken: { method: 'POST', url: '/api/clients/pi-mistake/enrollment-token' },
  exchangeEnrollmentToken: { method: 'POST', url: '/api/enrollment', bearer: 'ENROLLMENT' },
  endEnrollmentToken: { method: 'DELETE', url: '/api/clients/pi-mistake/enrollment-token' },
  rotateDeviceKey: { method: 'POST', url: '/api/clients/pi-kiosk-03/rotate' },
  endOldKeys: { method: 'POST', url: '/api/clients/pi-kiosk-03/end-old-keys' },
  retireDevice: { method: 'POST', url: '/api/clients/pi-kiosk-03/retire' },
  revokeDevice: { method: 'POST', url: '/api/clients/pi-old-1/revoke' },
  deleteDevice: { method: 'DELETE', url: '/api/clients/pi-mistake' },
  setLimits: { method: 'PUT', url: '/api/limits/site/north', body: { downAfterSeconds: 300, downSeverity: 'critical' } },
  removeLimits: { method: 'DELETE', url: '/api/limits/site/north' },
  addReceiver: {
    method: 'POST',
    url: '/api/receivers',
    body: { name: 'line3', language: 'ja', channel: { type: 'webhook', url: hookUrl(secrets.hook) } }
  },
  changeReceiver: {
    method: 'PATCH',
    url: '/api/receivers/line3',
    body: { channel: { type: 'webhook', url: hookUrl(secrets.otherHook) }, sites: ['north'] }
  },
  testReceiver: { method: 'POST', url: '/api/receivers/line3/test' },
  removeReceiver: { method: 'DELETE', url: '/api/receivers/line3' },
  setMailRelay: {
    method: 'PUT',
    url: '/api/receivers/relay',
    body: { host: '192.168.10.2', from: 'mimamori@factory.lan', user: 'mimamori', password: secrets.relayPassword }
  },
  removeMailRelay: { method: 'DELETE', url: '/api/receivers/relay' },
  acknowledgeAlert: { method: 'POST', url: `/api/alerts/${goldenFingerprint}/acknowledge`, body: { by: '田中', note: 'cable ordered' } },
  withdrawAcknowledgement: { method: 'DELETE', url: `/api/alerts/${goldenFingerprint}/acknowledge` },
  addSilence: { method: 'POST', url: '/api/silences', body: { site: 'south', until: inHours(1), reason: 'power work' } },
  endSilence: { method: 'DELETE', url: '/api/silences/SILENCE' },
  createUser: { method: 'POST', url: '/api/users', body: { name: 'tanaka', role: 'viewer' } },
  changeUser: { method: 'PATCH', url: '/api/users/tanaka', body: { role: 'admin', password: secrets.password } },
  changeOwnPassword: {
    method: 'POST',
    url: '/api/session/password',
    body: { current: secrets.password, password: secrets.ownPassword },
    isByUser: true
  },
  createUserLoginCode: { method: 'POST', url: '/api/users/tanaka/login-codes' },
  endSession: { method: 'DELETE', url: '/api/sessions/SESSION' },
  deleteUser: { method: 'DELETE', url: '/api/users/tanaka' },
  createToken: { method: 'POST', url: '/api/tokens', body: { name: 'grafana', role: 'viewer' } },
  revokeToken: { method: 'DELETE', url: '/api/tokens/grafana' },
  createLoginCode: { method: 'POST', url: '/api/login-codes', body: { role: 'viewer' } },
  requestRun: { method: 'POST', url: '/api/run-requests', body: { action: 'update', devices: ['pi-kiosk-03'] } },
  confirmClock: { method: 'POST', url: '/api/clock/confirm' },
  publishContent: { method: 'POST', url: '/api/content/lobby-signage/versions', body: { files: [{ path: 'index.html', ...emptyFile }] } },
  selectContent: { method: 'PUT', url: '/api/content/lobby-signage/current', body: { number: 1 } },
  assignContent: { method: 'PUT', url: '/api/content/lobby-signage/targets', body: { sites: ['south'] } },
  removeContent: { method: 'DELETE', url: '/api/content/lobby-signage' }
}

/** Operations that change something and are in no audit log. */
export const unauditedOperations = [
  // What devices report.
  'sendStatus', 'sendLogs', 'sendBatch', 'pushLogs', 'reportContent',
  // What the update runner and Ansible's callback report: the list of updates keeps it, and who ran them.
  'startUpdateRun', 'setUpdateQueue', 'reportUpdateHosts', 'endUpdateRun',
  // What the update runner fetches, and how it answers: the request itself has its entry.
  'fetchRunRequest', 'answerRunRequest',
  // What Alertmanager sends.
  'keepAlerts', 'deliverNotification',
  // Sessions of a browser.
  'logIn', 'logInWithPassword', 'logOut', 'openWall',
  // Files of content, which change nothing before they are published.
  'listMissingFiles', 'uploadFile', 'previewContent'
]
