import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { alertingPorts } from '@mimamori/dashboards'
import { linkOrigin } from '../../collector/src/platform/config/origin.ts'
import { codeFingerprint } from './code-fingerprint.ts'
import type { DeclaredPath } from './declared-path.ts'
import { adminsGroup, layout, timer, unitFile, updateUser } from './layout.ts'
import { written, type Server, type ServerFile } from './server.ts'

const users = `# ${written} sysusers.d(5): the user that updates the devices, and the group of those who may have it do that.
u ${updateUser} - "Mimamori updates" ${layout.updateHome} /usr/sbin/nologin
g ${adminsGroup} -
`

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

const letters = { directory: 'd', file: 'f', secret: 'z' } as const

const directories = [
  `# ${written} tmpfiles.d(5): what belongs to the user that updates the devices.`,
  'd /srv/mimamori 0755 root root -',
  ...updatePaths.map(({ path, mode, group, kind }) => `${letters[kind]} ${path} 0${mode.toString(8)} ${updateUser} ${group} -`),
  ''
].join('\n')

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

/** A unit of the checkout, with the place where that is. */
const unit = (checkout: string, name: string, comment = ''): string =>
  `# ${written}${comment}\n` +
  readFileSync(join(checkout, 'ansible/runner/systemd', name), 'utf8').replaceAll('/opt/mimamori/server', () => checkout)

/** The files that updates need, but for those that may be an administrator's (inventory-files.ts, sudoers.ts). */
export const updateFiles = (server: Server): readonly ServerFile[] => {
  const { checkout } = server
  return [
    { path: layout.updateUsers, content: users },
    { path: layout.updateDirectories, content: directories },
    { path: layout.updateDefaults, content: defaults(server), readBy: { service: 'mimamori-requests', at: 'start' } },
    { path: unitFile('mimamori-catch-up'), content: unit(checkout, 'mimamori-catch-up.service') },
    { path: timer.file, content: unit(checkout, timer.name) },
    {
      path: unitFile('mimamori-requests'),
      content: unit(checkout, 'mimamori-requests.service', ` Its code is ${codeFingerprint(checkout, 'runner')}.`),
      readBy: { service: 'mimamori-requests', at: 'start' }
    }
  ]
}
