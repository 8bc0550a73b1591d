import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { askAsAdmin } from '../simulator/admin-api.ts'
import { startCollector, type CollectorProcess } from '../../collector/test/collector-process.ts'
import { agentProgram } from './agent-program.ts'
import { cpuSeconds, memoryOf, type Memory } from './process-cost.ts'
import type { Profile } from './report-cost.ts'
import { startServer, type ServerProcess } from './server-process.ts'

export interface AgentCost extends Memory {
  /** For a report, its collection and its child processes included. */
  readonly cpuSeconds: number
}

const intervalSeconds = 5
const reports = 24
const tree = join(import.meta.dirname, '../../exporter/test/fixtures/pi-5')

const reportsOf = async ({ origin, adminToken }: CollectorProcess, id: string): Promise<number> => {
  const exposition = await (
    await fetch(new URL('/metrics/inventory', origin), { headers: { authorization: `Bearer ${adminToken}` } })
  ).text()
  return Number(new RegExp(`^mimamori_device_reports_total\\{[^}]*device="${id}"[^}]*\\} (\\d+)`, 'm').exec(exposition)?.[1] ?? 0)
}

/** The bundled agent with its unit's flags, on a Pi 5's tree of files, reporting to a collector; its first reports show that it runs. */
const startAgent = async (directory: string, collector: CollectorProcess, profile: Profile): Promise<ServerProcess> => {
  const { bundle, nodeFlags, env } = agentProgram()
  const { key } = await askAsAdmin<{ readonly key: string }>(collector, '/api/clients', { id: profile })
  const config = join(directory, `${profile}.conf`)
  const settings = {
    API_BASE_URL: new URL('/api', collector.origin).href,
    CLIENT_ID: profile,
    CLIENT_KEY: key,
    INTERVAL_SECONDS: intervalSeconds,
    FIRST_REPORT: 'now',
    PROFILE: profile,
    LOG_JOURNAL: 'no',
    STATE_FILE: join(directory, `${profile}.json`),
    PROC_ROOT: `${tree}/proc`,
    SYS_ROOT: `${tree}/sys`,
    ROOTFS: `${tree}/rootfs`,
    UDEV_DATA_ROOT: `${tree}/udev/data`
  }
  await writeFile(config, Object.entries(settings).map(([name, value]) => `${name}=${value}\n`).join(''), { mode: 0o600 })
  return startServer({
    argv: [process.execPath, ...nodeFlags, bundle, 'run', '--config', config],
    env, origin: collector.origin.origin, readyPath: '/healthz', logFile: join(directory, `${profile}-agent.log`)
  })
}

/** Both profiles side by side. */
export const agentCosts = async (directory: string, say: (line: string) => void): Promise<Readonly<Record<Profile, AgentCost>>> => {
  const collector = await startCollector({
    dataDirectory: join(directory, 'agents'),
    adminToken: randomBytes(32).toString('base64url'),
    env: { MIMAMORI_REPORT_INTERVAL_SECONDS: String(intervalSeconds) }
  })
  const agents: ServerProcess[] = []
  try {
    say(`two agents report ${reports} times …`)
    const measure = async (profile: Profile): Promise<AgentCost> => {
      const agent = await startAgent(directory, collector, profile)
      agents.push(agent)
      const after = async (count: number): Promise<number> => {
        for (;;) {
          const sent = await reportsOf(collector, profile)
          if (sent >= count) return sent
          await delay(500)
        }
      }
      const [first, cpuBefore] = [await after(4), cpuSeconds(agent.pid)]
      const last = await after(first + reports)
      return { cpuSeconds: (cpuSeconds(agent.pid) - cpuBefore) / (last - first), ...memoryOf(agent.pid) }
    }
    const [byDefault, lean] = await Promise.all([measure('default'), measure('lean')])
    return { default: byDefault, lean }
  } finally {
    await Promise.all(agents.map((agent) => agent.stop()))
    await collector.stop()
  }
}
