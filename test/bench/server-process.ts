import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'

/** A program that listens, of a process of its own. */
export interface ServerProcess {
  readonly pid: number
  readonly origin: string
  stop (): Promise<void>
}

export interface ServerOptions {
  readonly argv: readonly [string, ...string[]]
  readonly env?: Readonly<Record<string, string>>
  readonly origin: string
  /** Answers 200 once it is ready. */
  readonly readyPath: string
  readonly logFile: string
}

const running = new Set<ChildProcess>()
// Whatever way the benchmark ends, none of its programs outlives it.
process.on('exit', () => { for (const child of running) child.kill('SIGKILL') })

const startTimeoutMs = 30_000

/** Starts it with nothing of our environment but PATH, and resolves when it answers. @throws with the end of its log where it does not */
export const startServer = async ({
  argv: [program, ...args],
  env = {},
  origin,
  readyPath,
  logFile
}: ServerOptions): Promise<ServerProcess> => {
  const log = openSync(logFile, 'a')
  const child = spawn(program, args, { stdio: ['ignore', log, log], env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', ...env } })
  closeSync(log)
  running.add(child)
  child.once('exit', () => running.delete(child))
  const exit = once(child, 'exit')
  exit.catch(() => undefined)
  const hasEnded = (): boolean => child.pid === undefined || child.exitCode !== null || child.signalCode !== null
  const stop = async (): Promise<void> => {
    if (hasEnded()) return
    child.kill('SIGTERM')
    const timer = setTimeout(() => child.kill('SIGKILL'), 15_000)
    await exit
    clearTimeout(timer)
  }
  const deadline = performance.now() + startTimeoutMs
  while (
    !(await fetch(origin + readyPath).then(
      ({ ok }) => ok,
      () => false
    ))
  ) {
    if (hasEnded() || performance.now() > deadline) {
      await stop()
      throw new Error(`${program} does not answer at ${origin}${readyPath}: ${(await readFile(logFile, 'utf8')).slice(-1000)}`)
    }
    await delay(50)
  }
  return { pid: child.pid!, origin, stop }
}
