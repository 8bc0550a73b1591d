import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { lokiConfig } from '../../dashboards/src/config/loki.ts'
import { freePort } from '../../collector/test/free-port.ts'
import { startProgram, type RunningProgram } from './processes.ts'

/** A real Loki is not in Debian: where somebody has one, `MIMAMORI_TEST_LOKI` is its program. */
export const lokiProgram = process.env['MIMAMORI_TEST_LOKI']

/** Other limits than Loki's own (https://grafana.com/docs/loki/latest/configure/#limits_config). */
export type LokiLimits = Readonly<Record<string, string | number | boolean>>

/** Loki as compose.yaml has it, on loopback, everything below one directory. */
const configOf = (
  directory: string, { httpPort, grpcPort, limits }: { readonly httpPort: number, readonly grpcPort: number, readonly limits: LokiLimits }
): string => {
  const shipped = lokiConfig()
  return JSON.stringify({
    ...shipped,
    server: {
      http_listen_address: '127.0.0.1', http_listen_port: httpPort, grpc_listen_address: '127.0.0.1', grpc_listen_port: grpcPort,
      log_level: 'warn'
    },
    common: {
      ...shipped.common, path_prefix: directory,
      storage: { filesystem: { chunks_directory: join(directory, 'chunks'), rules_directory: join(directory, 'rules') } }
    },
    limits_config: { ...shipped.limits_config, ...limits },
    compactor: { ...shipped.compactor, working_directory: join(directory, 'compactor') }
  })
}

/** A line as the collector ships it: unit and ids are structured metadata, and no labels (docs: Logs). */
export interface PushedLine {
  readonly labels: Readonly<Record<'job' | 'site' | 'device' | 'level', string>>
  readonly line: string
  readonly metadata?: Readonly<Record<string, string>>
}

export interface LokiAnswer {
  readonly resultType: 'streams' | 'matrix' | 'vector'
  readonly result: readonly {
    readonly stream?: Readonly<Record<string, string>>
    readonly metric?: Readonly<Record<string, string>>
    readonly values?: readonly (readonly [string, string])[]
    readonly value?: readonly [number, string]
  }[]
}

export interface RealLoki {
  readonly url: string
  push (lines: readonly PushedLine[]): Promise<void>
  /** Over the last three hours. @throws with Loki's words where it refuses */
  query (expr: string, kind: 'range' | 'instant'): Promise<LokiAnswer>
  stop (signal?: NodeJS.Signals): Promise<void>
  /** Again, after it was stopped, with what it has. */
  start (): Promise<void>
}

export const startLoki = async (program: string, directory: string, limits: LokiLimits = {}): Promise<RealLoki> => {
  mkdirSync(directory, { recursive: true })
  const port = await freePort()
  const configFile = join(directory, 'loki.yml')
  // JSON is YAML.
  writeFileSync(configFile, configOf(directory, { httpPort: port, grpcPort: await freePort(), limits }))
  const url = `http://127.0.0.1:${port}`
  const run = async (): Promise<RunningProgram> =>
    startProgram({ argv: [program, `-config.file=${configFile}`], logFile: join(directory, 'loki.log'), readyUrl: `${url}/ready` })
  let running = await run()
  const ask = async (path: string, body?: unknown): Promise<string> => {
    const answer = await fetch(
      url + path,
      body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
    )
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`)
    return text
  }
  return {
    url,
    async push (lines) {
      const now = BigInt(Date.now()) * 1_000_000n
      await ask('/loki/api/v1/push', {
        streams: lines.map(({ labels, line, metadata }, index) => ({
          stream: labels,
          values: [[String(now - BigInt(lines.length - index)), line, metadata ?? {}]]
        }))
      })
    },
    async query (expr, kind) {
      const end = Date.now() / 1000
      const times =
        kind === 'instant' ? { time: String(end) } : { start: String(end - 10_800), end: String(end), step: '60', limit: '1000' }
      const path = kind === 'instant' ? '/loki/api/v1/query' : '/loki/api/v1/query_range'
      return (JSON.parse(await ask(`${path}?${new URLSearchParams({ query: expr, ...times })}`)) as { data: LokiAnswer }).data
    },
    async stop (signal) { await running.stop(signal) },
    async start () { running = await run() }
  }
}
