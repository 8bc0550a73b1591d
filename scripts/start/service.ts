import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, renameSync } from 'node:fs'
import { setTimeout as after } from 'node:timers/promises'
import { boundLog } from './bound-log.ts'
import { endsWithUs } from '@mimamori/program/ends-with-us'
import { withoutSettings } from './environment.ts'

export interface Address {
  readonly host: string
  readonly port: number
}

export interface ServiceOptions {
  /** As a person knows it. */
  readonly name: string
  readonly argv: readonly string[]
  /** The address at which it listens. */
  readonly address?: Address
  /** Ours without `MIMAMORI_…` if not given. */
  readonly env?: NodeJS.ProcessEnv
  /** Receives its output; older output, or too much of it, is moved to `….previous`. */
  readonly logFile: string
  /** Goes on with the log that is there: why it ended the last time is in it. */
  readonly appendsToLog?: boolean
  /** The size in bytes beyond which it is moved at the next check; 10 MB if not given. */
  readonly mostLogBytes?: number
  readonly checkLogEveryMs?: number
}

export interface Exit {
  /** null if it was ended by a signal. */
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

/** A child process that should run until it is stopped. */
export interface Service {
  readonly name: string
  readonly address: Address | undefined
  /** Undefined if it could not be started. */
  readonly pid: number | undefined
  readonly logFile: string
  readonly exited: Promise<Exit>
  /** SIGTERM, and SIGKILL if that is not enough within 15 seconds. Gives whether SIGTERM was enough. */
  stop (): Promise<boolean>
}

const timeoutMs = 15_000

/**
 * Starts it in a process group of its own: a terminal sends Ctrl-C to every process of its group at once, and the
 * agent could not send a shutdown report to a collector that is stopping too.
 */
export const startService = ({
  name, argv, address, env = withoutSettings(process.env), logFile, appendsToLog = false, mostLogBytes, checkLogEveryMs = 10_000
}: ServiceOptions): Service => {
  if (!appendsToLog && existsSync(logFile)) renameSync(logFile, `${logFile}.previous`)
  const log = openSync(logFile, 'a', 0o600)
  const [command, ...args] = [...endsWithUs, ...argv]
  const child = spawn(command!, args, { detached: true, stdio: ['ignore', log, log], env })
  closeSync(log)
  const logChecks = setInterval(() => {
    try {
      boundLog(logFile, mostLogBytes)
    } catch {
      // On a disk that cannot be written the next check fails, too, and the service is of more use than its log.
    }
  }, checkLogEveryMs).unref()
  const exited = new Promise<Exit>((resolve) => {
    child.once('error', () => { resolve({ code: 127, signal: null }) })
    child.once('exit', (code, signal) => { resolve({ code, signal }) })
  })
  void exited.then(() => { clearInterval(logChecks) })
  return {
    name,
    address,
    pid: child.pid,
    logFile,
    exited,
    async stop () {
      child.kill('SIGTERM')
      const giveUp = new AbortController()
      const late = after(timeoutMs, true, { signal: giveUp.signal }).catch(() => false)
      const wasLate = await Promise.race([exited.then(() => false), late])
      giveUp.abort()
      if (wasLate) child.kill('SIGKILL')
      await exited
      return !wasLate
    }
  }
}
