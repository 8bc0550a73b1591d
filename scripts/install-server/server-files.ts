import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { alertingPorts } from '@mimamori/dashboards'
import { linkOrigin } from '../../collector/src/platform/config/origin.ts'
import type { Config } from '../../collector/src/platform/config/settings.ts'
import { serviceTokenFile } from '@mimamori/contract/data-directory'
import { prometheusFiles, remoteWriteUrl } from '../start/prometheus.ts'
import { alertmanagerUnit, prometheusUnit } from './alerting-units.ts'
import { codeFingerprint } from './code-fingerprint.ts'
import { alertingDropIn, layout, unitFile, type ServiceName } from './layout.ts'
import { written, type Server, type ServerFile } from './server.ts'
import { updateFiles } from './update-files.ts'

/** Alertmanager's configuration, which the collector writes. */
export const alertmanagerConfigFile = ({ dataDir }: Pick<Config, 'dataDir'>): string => join(dataDir, 'alertmanager', 'alertmanager.yml')

/** The unit of the checkout, with the place where that is. */
const collectorUnit = (checkout: string): string =>
  `# ${written} Its code is ${codeFingerprint(checkout, 'collector')}.\n` +
  readFileSync(join(checkout, 'collector/systemd/mimamori-collector.service'), 'utf8').replaceAll('/opt/mimamori/server', () => checkout)

const prometheusUrl = `http://127.0.0.1:${alertingPorts.prometheus}`

const withAlerting = (config: Config): string => `# ${written}
[Service]
Environment=MIMAMORI_PROMETHEUS_URL=${prometheusUrl}
Environment=MIMAMORI_REMOTE_WRITE_URL=${remoteWriteUrl(prometheusUrl)}
Environment=MIMAMORI_ALERTMANAGER_URL=http://127.0.0.1:${alertingPorts.alertmanager}
Environment=MIMAMORI_ALERTMANAGER_CONFIG=${alertmanagerConfigFile(config)}
`

/** The collector is in the groups of both: what it writes for them it may give to nobody else's. */
const alertingUsers = `# ${written} sysusers.d(5)
u mimamori-prometheus - "Mimamori Prometheus" / /usr/sbin/nologin
u mimamori-alertmanager - "Mimamori Alertmanager" / /usr/sbin/nologin
m mimamori-collector mimamori-prometheus
m mimamori-collector mimamori-alertmanager
`

/** The paths that the collector writes and one other service reads. */
export const sharedWith = (
  { dataDir }: Pick<Config, 'dataDir'>
): readonly { readonly path: string, readonly mode: number, readonly group: ServiceName, readonly isDirectory: boolean }[] => [
  { path: join(dataDir, 'alertmanager'), mode: 0o750, group: 'mimamori-alertmanager', isDirectory: true },
  { path: serviceTokenFile(dataDir, 'alertmanager'), mode: 0o640, group: 'mimamori-alertmanager', isDirectory: false },
  { path: serviceTokenFile(dataDir, 'prometheus'), mode: 0o640, group: 'mimamori-prometheus', isDirectory: false }
]

const sharing = (config: Config): string => [
  `# ${written} tmpfiles.d(5): what the collector writes, and one other service reads.`,
  `d ${config.dataDir} 0711 mimamori-collector mimamori-collector -`,
  `d ${layout.ownRules} 0755 root root -`,
  ...sharedWith(config).map(
    ({ path, mode, group, isDirectory }) => `${isDirectory ? 'd' : 'z'} ${path} 0${mode.toString(8)} mimamori-collector ${group} -`
  ),
  ''
].join('\n')

/** The unit of any device, with the Node.js of the checkout; it ends before the collector, which hears its goodbye. */
const agentUnit = (
  checkout: string
): string => `# ${written}\n${readFileSync(join(checkout, 'agent/systemd/mimamori-agent.service'), 'utf8')}`
  .replaceAll('/opt/mimamori/node/bin/node', () => join(checkout, 'node_modules/.bin/node'))
  .replace(/^After=network-online\.target .*$/m, '$& mimamori-collector.service')

const agentSettings = ({ config, collectorUrl }: Server, deviceId: string): string => [
  `# ${written} Without this line it stays as you change it; agent/README.md has all settings.`,
  `API_BASE_URL=${new URL('/api', collectorUrl).href}`,
  `CLIENT_ID=${deviceId}`,
  `CLIENT_KEY_FILE=${layout.agentKey}`,
  'FIRST_REPORT=now',
  ...config.tlsCert === undefined ? [] : [`CA_FILE=${resolve('/', config.tlsCert)}`],
  ''
].join('\n')

const agentFiles = (server: Server): readonly ServerFile[] => server.agent === undefined
  ? []
  : [
      { path: layout.agentUsers, content: readFileSync(join(server.checkout, 'agent/systemd/mimamori-agent.sysusers.conf'), 'utf8') },
      { path: layout.agent, content: server.agent.code, readBy: { service: 'mimamori-agent', at: 'start' } },
      {
        path: layout.agentSettings,
        content: agentSettings(server, server.agent.deviceId),
        isOursWhileMarked: true,
        readBy: { service: 'mimamori-agent', at: 'start' }
      },
      { path: unitFile('mimamori-agent'), content: agentUnit(server.checkout), readBy: { service: 'mimamori-agent', at: 'start' } }
    ]

/** Everything that we write on a server, its settings aside, which are the administrator's. */
export const serverFiles = (server: Server): readonly ServerFile[] => {
  const { checkout, config, collectorUrl, alerting, memoryBytes } = server
  const collector: readonly ServerFile[] = [
    { path: layout.collectorUsers, content: readFileSync(join(checkout, 'collector/systemd/mimamori-collector.sysusers.conf'), 'utf8') },
    { path: unitFile('mimamori-collector'), content: collectorUnit(checkout), readBy: { service: 'mimamori-collector', at: 'start' } },
    ...agentFiles(server),
    ...updateFiles(server)
  ]
  if (alerting === undefined) return collector
  const { config: prometheusConfig, rules } = prometheusFiles({
    directory: layout.prometheus,
    comment: written,
    ownRules: [join(layout.ownRules, '*.yml')],
    collector: {
      url: collectorUrl,
      publicUrl: new URL(linkOrigin(config)),
      tokenFile: serviceTokenFile(config.dataDir, 'prometheus'),
      caFile: config.tlsCert === undefined ? undefined : resolve('/', config.tlsCert)
    },
    alertmanagerPort: alertingPorts.alertmanager
  })
  return [
    ...collector,
    { path: layout.alertingUsers, content: alertingUsers },
    { path: layout.sharing, content: sharing(config) },
    { path: alertingDropIn, content: withAlerting(config), readBy: { service: 'mimamori-collector', at: 'start' } },
    {
      path: unitFile('mimamori-alertmanager'),
      content: alertmanagerUnit({ program: alerting.alertmanager, configFile: alertmanagerConfigFile(config) }),
      readBy: { service: 'mimamori-alertmanager', at: 'start' }
    },
    ...[rules, prometheusConfig].map((file): ServerFile => ({ ...file, readBy: { service: 'mimamori-prometheus', at: 'reload' } })),
    {
      path: unitFile('mimamori-prometheus'),
      content: prometheusUnit({ program: alerting.prometheus, configFile: prometheusConfig.path, serverMemoryBytes: memoryBytes }),
      readBy: { service: 'mimamori-prometheus', at: 'start' }
    }
  ]
}
