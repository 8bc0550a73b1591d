import { execFileSync, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { vi } from 'vitest'
import { collectorNames } from '../src/collectors/index.ts'
import { collectorFlags } from '../src/flags/collector-flags.ts'
import { parseFamilies, type Family } from '../src/text-format/index.ts'

const program = '/usr/bin/prometheus-node-exporter'

/** At a desk without Debian's node_exporter its tests are skipped, visibly; in CI they fail. */
export const isSkipped = !existsSync(program) && process.env['CI'] === undefined

const freePort = async (): Promise<number> => new Promise((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo
    server.close(() => resolve(port))
  })
})

/** Asks until it has started. */
const untilAnswers = (url: string): Promise<string> => vi.waitFor(async () => (await fetch(url)).text(), { timeout: 15_000 })

const readHelp = (): string => {
  if (!existsSync(program)) throw new Error(`${program} is missing: apt-get install --no-install-recommends prometheus-node-exporter`)
  return execFileSync(program, ['--help'], { encoding: 'utf8' })
}

/** Those of our collectors that node_exporter has, too. */
export const sharedCollectors = (): string[] => {
  const help = readHelp()
  return collectorNames.filter((name) => new RegExp(`--(?:\\[no-\\])?collector\\.${name}\\s`).test(help))
}

/** node_exporter's collectors that run without being asked for. Debian turns systemd on, node_exporter itself does not. */
export const defaultCollectors = (): string[] =>
  [...readHelp().matchAll(/--(?:\[no-\])?collector\.(\w+)\s+Enable the \w+\s+collector \(default:\s+enabled\)/g)]
    .map(([, name]) => name!)
    .filter((name) => name !== 'systemd')

export interface NodeExporter {
  readonly scrape: () => Promise<string>
  readonly stop: () => void
}

/** Starts Debian's node_exporter on a loopback port with some collectors, and with our patterns where Debian's own defaults differ. */
export const startNodeExporter = async (collectors: readonly string[], flags: readonly string[] = []): Promise<NodeExporter> => {
  const help = readHelp()
  const patterns = Object.entries(collectorFlags).filter(
    ([name, { kind, default: initial }]) => kind === 'pattern' && initial !== undefined && help.includes(`--${name}=`)
  )
  const port = await freePort()
  const child = spawn(program, [
    `--web.listen-address=127.0.0.1:${port}`, '--web.disable-exporter-metrics', '--collector.disable-defaults', '--collector.cpu.info',
    ...collectors.map((name) => `--collector.${name}`), ...patterns.map(([name, flag]) => `--${name}=${String(flag.default)}`), ...flags
  ], { stdio: 'ignore' })
  const url = `http://127.0.0.1:${port}/metrics`
  await untilAnswers(url)
  return { scrape: () => untilAnswers(url), stop: () => child.kill() }
}

/** Its families without the one about its own build. */
export const nodeFamilies = (page: string): Family[] => parseFamilies(page).filter(({ name }) => name !== 'node_exporter_build_info')
