import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { alertingPorts } from '@mimamori/dashboards'
import { linkOrigin } from '../../collector/src/platform/config/origin.ts'
import type { DeclaredPath } from './declared-path.ts'
import { layout, updateUser } from './layout.ts'
import { written, type Server, type ServerFile } from './server.ts'

interface UpdatePath extends DeclaredPath {
  readonly kind: 'directory' | 'file' | 'secret'
}

/** The paths of the user of updates. Declaring a secret does not create it. */
export const updatePaths: readonly UpdatePath[] = [
  { path: layout.updateHome, mode: 0o750, group: updateUser, kind: 'directory' },
  { path: join(layout.updateHome, '.ssh'), mode: 0o700, group: updateUser, kind: 'directory' },
  { path: join(layout.updateHome, 'updates'), mode: 0o750, group: updateUser, kind: 'directory' },
  { path: layout.releases, mode: 0o750, group: updateUser, kind: 'directory' },
  { path: layout.knownHosts, mode: 0o644, group: updateUser, kind: 'file' },
  { path: layout.updateToken, mode: 0o600, group: updateUser, kind: 'secret' },
  { path: layout.enrollToken, mode: 0o600, group: updateUser, kind: 'secret' }
]

/** The certificates to trust if the collector has one: a private authority if there is one, else the certificate itself. */
export const certificatesOf = ({ config: { tlsCert } }: Pick<Server, 'config'>, authority = layout.authority): string | undefined =>
  tlsCert === undefined ? undefined : existsSync(authority) ? authority : resolve('/', tlsCert)

const defaults = (server: Server): string => {
  const { config, collectorUrl, alerting } = server
  const certificates = certificatesOf(server)
  const alertmanager = alerting === undefined ? config.alertmanagerUrl : `http://127.0.0.1:${alertingPorts.alertmanager}`
  return [
    `# ${written} Settings in ${layout.updateSettings} take precedence.`,
    `MIMAMORI_URL=${collectorUrl.origin}`,
    ...certificates === undefined ? [] : [`MIMAMORI_CA_FILE=${certificates}`],
    `MIMAMORI_PUBLIC_URL=${linkOrigin(config)}`,
    ...alertmanager === undefined ? [] : [`MIMAMORI_ALERTMANAGER_URL=${alertmanager}`],
    ''
  ].join('\n')
}

/** The settings of updates that follow the collector's. */
export const updateDefaults = (server: Server): ServerFile =>
  ({ path: layout.updateDefaults, content: defaults(server), readBy: { service: 'mimamori-requests', at: 'start' } })
