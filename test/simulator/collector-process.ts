import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdirSync, openSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { nodeEnvironment, nodeFlags as ownFlags } from '../../collector/src/node-flags.ts'
import { endsWithUs } from '../../scripts/start/ends-with-us.ts'
import { withoutSettings } from '../../scripts/start/environment.ts'
import { freePort } from '../free-port.ts'

const checkout = join(import.meta.dirname, '../..')

/** A collector of its own process, as an administrator runs it. */
export interface CollectorProcess {
  readonly origin: URL
  readonly pid: number
  readonly dataDirectory: string
  readonly adminToken: string
  /** Ends it in order, or by another signal; killed if it does not end within 15 s. */
  stop (signal?: NodeJS.Signals): Promise<void>
  /** Settles with a sentence when it ends without having been asked to. */
  readonly ended: Promise<string>
}

export interface CollectorOptions {
  readonly dataDirectory: string
  readonly adminToken: string
  /** A free port of 127.0.0.1 unless said. */
  readonly listen?: { readonly host: string, readonly port: number }
  /** More settings. */
  readonly env?: Readonly<Record<string, string>>
  /** More flags for Node, before the program. */
  readonly nodeFlags?: readonly string[]
}

const startTimeoutMs = 30_000
const stopTimeoutMs = 15_000

/** Starts one and resolves when it answers; its log is collector.log in the data directory. @throws with the log's end where it does not start */
export const startCollector = async ({ dataDirectory, adminToken, listen, env = {}, nodeFlags = [] }: CollectorOptions): Promise<CollectorProcess> => {
  const { host, port } = listen ?? { host: '127.0.0.1', port: await freePort() }
  mkdirSync(dataDirectory, { recursive: true })
  const logFile = join(dataDirectory, 'collector.log')
  const log = openSync(logFile, 'a')
  const [command, ...args] = [...endsWithUs, process.execPath, ...ownFlags, ...nodeFlags, join(checkout, 'collector/src/main.ts')]
  const child = spawn(command, args, {
    cwd: checkout,
    stdio: ['ignore', log, log],
    // A group of its own: Ctrl-C on the terminal reaches who started it, and that one stops it.
    detached: true,
    env: { ...withoutSettings(process.env), ...nodeEnvironment, MIMAMORI_LISTEN: `${host}:${port}`, MIMAMORI_DATA_DIR: dataDirectory, MIMAMORI_ADMIN_TOKEN: adminToken, ...env }
  })
  closeSync(log)
  const origin = new URL(`http://${host}:${port}`)
  // A program that ends without stopping it takes it along.
  const killAtExit = (): void => { child.kill('SIGKILL') }
  process.on('exit', killAtExit)
  child.once('exit', () => process.off('exit', killAtExit))
  let isWanted = true
  const exit = once(child, 'exit')
  const logEnd = async (): Promise<string> => (await readFile(logFile, 'utf8')).trimEnd().split('\n').slice(-15).join('\n')
  const ended = exit.then(async ([code, signal]) => isWanted ? `the collector ended by itself (${String(signal ?? code)}); the end of ${logFile}:\n${await logEnd()}` : 'stopped')

  const stop = async (signal: NodeJS.Signals = 'SIGTERM'): Promise<void> => {
    isWanted = false
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill(signal)
    const timer = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs)
    await exit
    clearTimeout(timer)
  }

  const deadline = performance.now() + startTimeoutMs
  for (;;) {
    const isUp = await fetch(new URL('/healthz', origin)).then(({ ok }) => ok, () => false)
    if (isUp) return { origin, pid: child.pid!, dataDirectory, adminToken, stop, ended }
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(await ended)
    if (performance.now() > deadline) {
      await stop()
      throw new Error(`the collector did not answer within ${startTimeoutMs} ms; the end of ${logFile}:\n${await logEnd()}`)
    }
    await delay(50)
  }
}
