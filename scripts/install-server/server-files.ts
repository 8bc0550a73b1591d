import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { alertingPorts } from '@mimamori/dashboards'
import { linkOrigin } from '../../collector/src/platform/config/origin.ts'
import type { Config } from '../../collector/src/platform/config/settings.ts'
import { serviceTokenFile } from '@mimamori/contract/data-directory'
import { prometheusFiles, remoteWriteUrl } from '../start/prometheus.ts'
import { memoryLimit } from './alerting-units.ts'
import { alertingDropIn, layout, memoryDropIn, unitFile } from './layout.ts'
import { written, type Server, type ServerFile } from './server.ts'
import { alertmanagerConfigFile, staticFiles } from './static-files.ts'
import { updateDefaults } from './update-files.ts'

const prometheusUrl = `http://127.0.0.1:${alertingPorts.prometheus}`

const withAlerting = (config: Config): string => `# ${written}
[Service]
Environment=MIMAMORI_PROMETHEUS_URL=${prometheusUrl}
Environment=MIMAMORI_REMOTE_WRITE_URL=${remoteWriteUrl(prometheusUrl)}
Environment=MIMAMORI_ALERTMANAGER_URL=http://127.0.0.1:${alertingPorts.alertmanager}
Environment=MIMAMORI_ALERTMANAGER_CONFIG=${alertmanagerConfigFile(config)}
`

/** The unit of any device, with the Node.js of the checkout; it ends before the collector, which hears its shutdown report. */
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
  const always = [...staticFiles({ checkout, dataDir: config.dataDir, alerting }), ...agentFiles(server), updateDefaults(server)]
  if (alerting === undefined) return always
  const { config: prometheusConfig, rules } = prometheusFiles({
    directory: layout.prometheus,
    comment: written,
    customRules: [join(layout.customRules, '*.yml')],
    collector: {
      url: collectorUrl,
      publicUrl: new URL(linkOrigin(config)),
      tokenFile: serviceTokenFile(config.dataDir, 'prometheus'),
      caFile: config.tlsCert === undefined ? undefined : resolve('/', config.tlsCert)
    },
    alertmanagerPort: alertingPorts.alertmanager
  })
  return [
    ...always,
    { path: alertingDropIn, content: withAlerting(config), readBy: { service: 'mimamori-collector', at: 'start' } },
    ...[rules, prometheusConfig].map((file): ServerFile => ({ ...file, readBy: { service: 'mimamori-prometheus', at: 'reload' } })),
    {
      path: memoryDropIn,
      content: `# ${written}\n[Service]\nEnvironment=${memoryLimit(memoryBytes)}\n`,
      readBy: { service: 'mimamori-prometheus', at: 'start' }
    }
  ]
}
