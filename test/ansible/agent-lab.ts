import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { execa } from 'execa'
import type { ClientStatus, EnrollmentToken } from '@mimamori/contract'
import { startCollector, type CollectorProcess } from '../../collector/test/collector-process.ts'
import type { RunResult } from '../../ansible/runner/src/state/run-result.ts'
import { architectures } from '../../scripts/publish-agent/architecture.ts'
import { installerFiles } from '../../scripts/publish-agent/installer-files.ts'
import { publishAgent } from '../../scripts/publish-agent/publish-agent.ts'
import { agentRelease, type AgentRelease } from '../../scripts/publish-agent/release-files.ts'
import { freePort } from '../../collector/test/free-port.ts'
import type { Device } from '../lab/device.ts'
import { startLab } from '../lab/lab.ts'
import { checkout } from '../lab/node-binary.ts'
import { askAsAdmin } from '../simulator/admin-api.ts'
import { makeDeployLogin } from './deploy-login.ts'
import { preparePlaybooks, type Playbooks } from './release-playbook.ts'

/** Devices without anything of ours but Ansible's login, the collector that the first is enrolled at, and a server with the agent. */
export interface AgentLab extends Playbooks {
  /** The first. */
  readonly device: Device
  /** Of Debian 12. */
  readonly others: readonly Device[]
  readonly key: string
  /** The collector's address, as the device reaches it. */
  readonly collectorUrl: string
  /** All that an installation could have changed on the device, with owners, modes and times, and which start of the agent it is. */
  traces (): Promise<string>
  /** Puts an agent where the role takes it from, by default that of this checkout with its program changed so. Gives its revision. */
  publish (change?: (program: string) => string): Promise<string>
  /** As an administrator makes one on the page, for the device or for another. */
  enrollmentToken (of?: string): Promise<EnrollmentToken>
  /** What the collector knows of the device, or of another. */
  status (id?: string): Promise<ClientStatus>
  /** The update runner with --what agent, and what else is said; its exit code and the result that it printed. */
  upgrade (...words: readonly string[]): Promise<{ readonly code: number | undefined, readonly result: RunResult }>
  /** A request to the collector as an administrator. */
  ask: <Answer>(path: string, body?: unknown) => Promise<Answer>
  end (): Promise<void>
}

const intervalSeconds = 5
const showTraces = 'find /opt /etc /usr/local /var/lib/mimamori -printf "%p %T@ %u %g %m %l\\n" | sort; ' +
  'systemctl show --property=InvocationID mimamori-agent'
const program = 'mimamori-agent.js'

const runnerProgram = join(checkout, 'ansible/runner/bin/mimamori-runner.js')

export const startAgentLab = async (id: string, ...otherIds: readonly string[]): Promise<AgentLab> => {
  const lab = await startLab({
    ids: [id, ...otherIds], binds: {}, releases: Object.fromEntries(otherIds.map((other) => [other, 'bookworm']))
  })
  let collector: CollectorProcess | undefined
  const end = async (): Promise<void> => {
    await collector?.stop()
    await lab.end()
  }
  try {
    const [device, ...others] = lab.devices as [Device, ...Device[]]
    const directory = join(lab.directory, 'agent')
    const listen = { host: lab.address, port: await freePort(lab.address) }
    const running = collector = await startCollector({
      dataDirectory: join(lab.directory, 'collector'),
      adminToken: randomBytes(32).toString('base64url'),
      listen,
      env: { MIMAMORI_ALLOW_HTTP: 'yes', MIMAMORI_REPORT_INTERVAL_SECONDS: String(intervalSeconds), MIMAMORI_AGENT_DIR: directory }
    })
    const [{ key }, release] = await Promise.all([
      askAsAdmin<{ readonly key: string }>(running, '/api/clients', { id, address: device.address }),
      agentRelease(checkout),
      ...lab.devices.map(makeDeployLogin)
    ])
    const playbooks = await preparePlaybooks(lab, {
      agent_directory: directory,
      agent_collector_url: running.origin.href,
      agent_settings: { FIRST_REPORT: 'now', INTERVAL_SECONDS: intervalSeconds },
      // Twelve intervals: a busy machine has reported by then, and one that never does need not be waited for longer.
      agent_report_within_seconds: 60,
      release_settle_seconds: 2,
      // Of the fleet's own service, and none of the agent's business.
      release_name: 'signage',
      release_revision: 'v7',
      release_refused_clock_skew_seconds: -1,
      release_hooks: { before_switch: 'exit 1' }
    })
    return {
      device,
      others,
      key,
      collectorUrl: running.origin.href,
      ...playbooks,
      traces: () => device.exec(['sh', '-c', showTraces]),
      async publish (change = (code) => code) {
        const changed: AgentRelease = { ...release, files: { ...release.files, [program]: change(release.files[program]!) } }
        const own = architectures.filter(({ npm }) => npm === process.arch)
        return (await publishAgent({
          checkout, directory, release: changed, installerFiles: installerFiles(checkout), onEvent: () => {}, architectures: own,
          // Compression is most of the CPU time of packing Node.js.
          gzipLevel: 0
        })).revision
      },
      enrollmentToken: (of = id) => askAsAdmin<EnrollmentToken>(running, `/api/clients/${of}/enrollment-token`, {}),
      async status (of = id) {
        const { clients } = await askAsAdmin<{ readonly clients: readonly ClientStatus[] }>(running, '/api/clients/status')
        return clients.find(({ clientId }) => clientId === of)!
      },
      async upgrade (...words) {
        const env = {
          ...playbooks.environment,
          MIMAMORI_UPDATE_CONFIG: '/dev/null', MIMAMORI_UPDATE_INVENTORY: playbooks.inventory, MIMAMORI_UPDATE_RETRIES: '0',
          MIMAMORI_URL: running.origin.origin, MIMAMORI_UPDATE_TOKEN_FILE: join(running.dataDirectory, 'tokens/update')
        }
        const { exitCode, stdout, stderr } = await execa(
          process.execPath, [runnerProgram, '--yes', '--json', '--what', 'agent', ...words], { env, extendEnv: false, reject: false }
        )
        if (!stdout.startsWith('{')) throw new Error(`expected a result, got exit code ${exitCode}: ${stderr}`)
        return { code: exitCode, result: JSON.parse(stdout) as RunResult }
      },
      ask: (path, body) => askAsAdmin(running, path, body),
      end
    }
  } catch (error) {
    await end()
    throw error
  }
}
