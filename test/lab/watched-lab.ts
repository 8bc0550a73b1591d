import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { freePort } from '../../collector/test/free-port.ts'
import { askAsAdmin } from '../simulator/admin-api.ts'
import { startCollector, type CollectorProcess } from '../../collector/test/collector-process.ts'
import { buildAgentBundle } from './agent-bundle.ts'
import { agentUnit } from './agent-unit.ts'
import { installAgent } from './install-agent.ts'
import { startLab, type Lab } from './lab.ts'
import { nodeBinary } from './node-binary.ts'

/** Devices with the bundled agent under its unit, and the collector that they report to. */
export interface WatchedLab extends Lab {
  readonly collector: CollectorProcess
}

export interface WatchedLabOptions {
  readonly ids: readonly string[]
  /** Devices are late after three of them. */
  readonly intervalSeconds: number
  /** Files of this machine that every device sees, by their path there. */
  readonly binds?: Readonly<Record<string, string>>
  /** Further settings of the collector. */
  readonly env?: Readonly<Record<string, string>>
  readonly say?: (line: string) => void
}

/** Each device is at a site of its own: one that is quiet must not make its neighbours' silence look like the site's. */
const siteOf = (id: string): string => `site of ${id}`

export const startWatchedLab = async (
  { ids, intervalSeconds, binds = {}, env = {}, say = () => {} }: WatchedLabOptions
): Promise<WatchedLab> => {
  say('building the agent …')
  const bundle = await buildAgentBundle()
  const { nodePath, bundlePath } = agentUnit()
  const allBinds = { ...binds, [nodePath]: nodeBinary, [bundlePath]: bundle.path }
  const lab = await startLab({ ids, binds: allBinds, say }).catch(async (error: unknown) => {
    await bundle.remove()
    throw error
  })
  let collector: CollectorProcess | undefined
  const end = async (): Promise<void> => {
    await collector?.stop()
    await lab.end()
    await bundle.remove()
  }
  try {
    const listen = { host: lab.address, port: await freePort(lab.address) }
    const running = (collector = await startCollector({
      dataDirectory: join(lab.directory, 'collector'),
      adminToken: randomBytes(32).toString('base64url'),
      listen,
      env: { MIMAMORI_ALLOW_HTTP: 'yes', MIMAMORI_REPORT_INTERVAL_SECONDS: String(intervalSeconds), ...env }
    }))
    await Promise.all(lab.devices.map(async (device) => {
      const { key } = await askAsAdmin<{ readonly key: string }>(running, '/api/clients', {
        id: device.id,
        address: device.address,
        site: siteOf(device.id),
        role: 'lab'
      })
      await installAgent(device, { apiBaseUrl: new URL('/api', running.origin).href, clientKey: key, intervalSeconds })
    }))
    say('the agents run')
    return { ...lab, collector: running, end }
  } catch (error) {
    await end()
    throw error
  }
}
