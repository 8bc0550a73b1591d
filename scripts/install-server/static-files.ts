import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { serviceTokenFile } from '@mimamori/contract/data-directory'
import { packagedServer } from '@mimamori/program/packaged-server'
import type { Config } from '../../collector/src/platform/config/settings.ts'
import { alertmanagerUnit, prometheusUnit } from './alerting-units.ts'
import { codeFingerprint } from './code-fingerprint.ts'
import { adminsGroup, layout, timer, unitFile, updateUser, type ServiceName } from './layout.ts'
import { written, type Server, type ServerFile } from './server.ts'
import { updatePaths } from './update-files.ts'

export interface StaticFilesOptions extends Pick<Server, 'checkout' | 'alerting'> {
  /** The directory that they are read from, if not the one that they name. */
  readonly sources?: string
  readonly dataDir: string
}

/** Alertmanager's configuration, which the collector writes. */
export const alertmanagerConfigFile = ({ dataDir }: Pick<Config, 'dataDir'>): string => join(dataDir, 'alertmanager', 'alertmanager.yml')

/** Prometheus' configuration. */
export const prometheusConfigFile = join(layout.prometheus, 'prometheus.yml')

/** The collector is in the groups of both: what it writes for them it may give to nobody else's. */
const alertingUsers = `u mimamori-prometheus - "Mimamori Prometheus" / /usr/sbin/nologin
u mimamori-alertmanager - "Mimamori Alertmanager" / /usr/sbin/nologin
m mimamori-collector mimamori-prometheus
m mimamori-collector mimamori-alertmanager
`

/** The user that updates the devices, and the group of those who may have it do that. */
const updateUsers = `u ${updateUser} - "Mimamori updates" ${layout.updateHome} /usr/sbin/nologin
g ${adminsGroup} -
`

/** The paths that the collector writes and one other service reads. */
export const sharedWith = (
  { dataDir }: Pick<Config, 'dataDir'>
): readonly { readonly path: string, readonly mode: number, readonly group: ServiceName, readonly isDirectory: boolean }[] => [
  { path: join(dataDir, 'alertmanager'), mode: 0o750, group: 'mimamori-alertmanager', isDirectory: true },
  { path: serviceTokenFile(dataDir, 'alertmanager'), mode: 0o640, group: 'mimamori-alertmanager', isDirectory: false },
  { path: serviceTokenFile(dataDir, 'prometheus'), mode: 0o640, group: 'mimamori-prometheus', isDirectory: false }
]

const sharing = (config: Pick<Config, 'dataDir'>): string => [
  `d ${config.dataDir} 0711 mimamori-collector mimamori-collector -`,
  `d ${layout.customRules} 0755 root root -`,
  ...sharedWith(config).map(
    ({ path, mode, group, isDirectory }) => `${isDirectory ? 'd' : 'z'} ${path} 0${mode.toString(8)} mimamori-collector ${group} -`
  ),
  ''
].join('\n')

const letters = { directory: 'd', file: 'f', secret: 'z' } as const

const updateDirectories = [
  'd /srv/mimamori 0755 root root -',
  ...updatePaths.map(({ path, mode, group, kind }) => `${letters[kind]} ${path} 0${mode.toString(8)} ${updateUser} ${group} -`),
  ''
].join('\n')

/**
 * Units, users and directories, which depend on where the code and its data are and on nothing that a person decides. The package has
 * them; only what differs from the package's is written to /etc.
 */
export const staticFiles = ({ checkout, sources = checkout, dataDir, alerting }: StaticFilesOptions): readonly ServerFile[] => {
  const isPackaged = checkout === packagedServer
  const comment = `# ${isPackaged ? 'Of the Debian package mimamori-server.' : written}`
  // A package restarts its services itself; the unit of a checkout is another one after each update.
  const commentOf = (program: 'collector' | 'runner'): string =>
    isPackaged ? comment : `${comment} Its code is ${codeFingerprint(checkout, program)}.`
  const source = (file: string, first: string): string =>
    `${first}\n${readFileSync(join(sources, file), 'utf8').replaceAll('/opt/mimamori/server', () => checkout)}`
  const readAtStart = (service: NonNullable<ServerFile['readBy']>['service']): Pick<ServerFile, 'readBy'> => ({ readBy: { service, at: 'start' } })
  return [
    { path: layout.collectorUsers, content: readFileSync(join(sources, 'collector/systemd/mimamori-collector.sysusers.conf'), 'utf8') },
    {
      path: unitFile('mimamori-collector'),
      content: source('collector/systemd/mimamori-collector.service', commentOf('collector')),
      ...readAtStart('mimamori-collector')
    },
    { path: layout.updateUsers, content: `${comment} sysusers.d(5)\n${updateUsers}` },
    { path: layout.updateDirectories, content: `${comment} tmpfiles.d(5): what belongs to the user that updates the devices.\n${updateDirectories}` },
    { path: unitFile('mimamori-catch-up'), content: source('ansible/runner/systemd/mimamori-catch-up.service', comment) },
    { path: timer.file, content: source(`ansible/runner/systemd/${timer.name}`, comment) },
    {
      path: unitFile('mimamori-requests'),
      content: source('ansible/runner/systemd/mimamori-requests.service', commentOf('runner')),
      ...readAtStart('mimamori-requests')
    },
    ...alerting === undefined ? [] : [
      { path: layout.alertingUsers, content: `${comment} sysusers.d(5)\n${alertingUsers}` },
      { path: layout.sharing, content: `${comment} tmpfiles.d(5): what the collector writes, and one other service reads.\n${sharing({ dataDir })}` },
      {
        path: unitFile('mimamori-alertmanager'),
        content: `${comment}\n${alertmanagerUnit({ program: alerting.alertmanager, configFile: alertmanagerConfigFile({ dataDir }) })}`,
        ...readAtStart('mimamori-alertmanager')
      },
      {
        path: unitFile('mimamori-prometheus'),
        content: `${comment}\n${prometheusUnit({ program: alerting.prometheus, configFile: prometheusConfigFile })}`,
        ...readAtStart('mimamori-prometheus')
      }
    ]
  ]
}
