import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, fstatSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { endsWithUs } from '@mimamori/program/ends-with-us'
import { adminTokenFile } from '@mimamori/contract/data-directory'
import { readTokenFile } from '@mimamori/program/token-file'
import { nodeEnvironment, nodeFlags as ownFlags } from '../src/node-flags.ts'
import { until } from './until.ts'

const start = join(import.meta.dirname, '../src/start.ts')
const startTimeoutMs = 60_000
const stopTimeoutMs = 15_000

/** Neither the settings nor the language of the user who runs the tests. */
const cleanEnv = (): Record<string, string> =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(?:MIMAMORI_|LC_|LANG)/.test(name))) as Record<string, string>

export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly errors: string
}

interface SpawnOptions {
  readonly args?: readonly string[]
  /** More flags for Node. */
  readonly nodeFlags?: readonly string[]
  /** The descriptor of a file for its log, where a pipe would cost its reader CPU time. */
  readonly log?: number
}

/** The collector's own process, as npm start runs it; it does not outlive ours. */
export const spawnCollector = (
  env: Readonly<Record<string, string>>,
  { args = [], nodeFlags = [], log }: SpawnOptions = {}
): { readonly child: ChildProcess, readonly ended: Promise<Ended> } => {
  const [command, ...words] = [...endsWithUs, process.execPath, ...ownFlags, ...nodeFlags, start, ...args]
  // A group of its own: Ctrl-C on the terminal reaches who started it, and that one stops it.
  const child: ChildProcess = spawn(command!, words, {
    env: { ...cleanEnv(), ...nodeEnvironment, ...env },
    stdio: ['ignore', log ?? 'pipe', 'pipe'],
    detached: true
  })
  const killAtExit = (): void => {
    child.kill('SIGKILL')
  }
  process.on('exit', killAtExit)
  child.once('exit', () => process.off('exit', killAtExit))
  let errors = ''
  child.stderr!.setEncoding('utf8').on('data', (chunk: string) => {
    errors += chunk
  })
  const ended = once(child, 'close').then(([code, signal]) => ({
    code: code as number | null,
    signal: signal as NodeJS.Signals | null,
    errors
  }))
  return { child, ended }
}

export interface CollectorOptions {
  readonly dataDirectory: string
  /** The one that it makes for itself unless said. */
  readonly adminToken?: string
  /** A free port of 127.0.0.1 unless said. */
  readonly listen?: { readonly host: string, readonly port: number }
  /** More settings. */
  readonly env?: Readonly<Record<string, string>>
  /** More flags for Node. */
  readonly nodeFlags?: readonly string[]
}

/** A collector in a process of its own, as an administrator runs it. */
export interface CollectorProcess extends AsyncDisposable {
  readonly origin: URL
  readonly pid: number
  readonly dataDirectory: string
  readonly adminToken: string
  readonly ended: Promise<Ended>
  /** A request, as the administrator unless its headers say otherwise; gives the answer, whatever it is. */
  readonly send: (
    method: string,
    path: string,
    options?: { readonly body?: unknown, readonly headers?: Readonly<Record<string, string>> }
  ) => Promise<{ readonly status: number, readonly body: Record<string, unknown>, readonly headers: Headers }>
  kill (signal: NodeJS.Signals): void
  /** Ends it in order, or by another signal; killed if it does not end within 15 s. */
  stop (signal?: NodeJS.Signals): Promise<void>
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null
const linesOf = (file: string, from: number): readonly string[] => readFileSync(file).subarray(from).toString('utf8').split('\n')

/**
 * Starts one and resolves when it listens; its log is collector.log in the data directory. @throws with what it said where it does not
 * start
 */
export const startCollector = async ({
  dataDirectory,
  adminToken,
  listen,
  env = {},
  nodeFlags = []
}: CollectorOptions): Promise<CollectorProcess> => {
  mkdirSync(dataDirectory, { recursive: true })
  const logFile = join(dataDirectory, 'collector.log')
  const log = openSync(logFile, 'a')
  const before = fstatSync(log).size
  const { host, port } = listen ?? { host: '127.0.0.1', port: 0 }
  const settings = {
    MIMAMORI_LISTEN: `${host}:${port}`,
    MIMAMORI_DATA_DIR: dataDirectory,
    ...(adminToken !== undefined && { MIMAMORI_ADMIN_TOKEN: adminToken })
  }
  const { child, ended } = spawnCollector({ ...settings, ...env }, { nodeFlags, log })
  closeSync(log)
  const stop = async (signal: NodeJS.Signals = 'SIGTERM'): Promise<void> => {
    if (!hasEnded(child)) child.kill(signal)
    const timer = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs)
    await ended
    clearTimeout(timer)
  }
  /** Tells with what a collector has ended that the test still needs. */
  const earlyEnd = async (): Promise<Error> => {
    const { code, signal, errors } = await ended
    const log = linesOf(logFile, before).slice(-15).join('\n')
    return new Error(`the collector ended with ${String(signal ?? code)}: ${errors}\nthe end of ${logFile}:\n${log}`)
  }
  const address = async (): Promise<string | undefined> => {
    if (hasEnded(child)) throw await earlyEnd()
    const said = linesOf(logFile, before).find((line) => line.endsWith('"collector listens"}'))
    return said === undefined ? undefined : (JSON.parse(said) as { address: string }).address
  }
  const origin = new URL(
    await until(`the collector listens, by ${logFile}`, address, { withinMs: startTimeoutMs }).catch(async (error: unknown) => {
      await stop('SIGKILL')
      throw error
    })
  )
  const token = adminToken ?? env.MIMAMORI_ADMIN_TOKEN ?? readTokenFile(adminTokenFile(dataDirectory))!
  return {
    origin,
    pid: child.pid!,
    dataDirectory,
    adminToken: token,
    ended,
    send: async (method, path, { body, headers = { authorization: `Bearer ${token}` } } = {}) => {
      const response = await fetch(new URL(path, origin), {
        method,
        headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
        ...(body !== undefined && { body: JSON.stringify(body) })
      }).catch(async (error: unknown) => {
        throw hasEnded(child) ? await earlyEnd() : error
      })
      return { status: response.status, body: (await response.json()) as Record<string, unknown>, headers: response.headers }
    },
    kill: (signal) => {
      child.kill(signal)
    },
    stop,
    [Symbol.asyncDispose]: () => stop()
  }
}
