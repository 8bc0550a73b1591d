import { setTimeout as after } from 'node:timers/promises'
import { startService, type Exit, type Service, type ServiceOptions } from './service.ts'

const firstBackoffMs = 1000
const longestBackoffMs = 60_000

export interface RestartOptions {
  /** It exited though nobody stopped it, and is started again after this time. */
  readonly onExit: (exit: Exit, backoffMs: number) => void
  /** Whether it is started again after this; always by default. */
  readonly restarts?: (exit: Exit) => Promise<boolean>
  /** Resolves after this time, and rejects when the signal fires. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<unknown>
  /** Milliseconds of a clock that nobody sets. */
  readonly now?: () => number
}

/**
 * Starts a service again whenever it exits: after a second, then after twice as long each time, to a minute. One that ran for longer than
 * that is again given a second. Its `exited` resolves only once it was stopped, or is not started again.
 */
export const startRestartingService = (options: ServiceOptions, {
  onExit, restarts = async () => true, wait = (ms, signal) => after(ms, undefined, { signal }), now = () => performance.now()
}: RestartOptions): Service => {
  const stopped = new AbortController()
  let current = startService(options)
  const keepRunning = async (): Promise<Exit> => {
    for (let backoffMs = firstBackoffMs; ; backoffMs = Math.min(2 * backoffMs, longestBackoffMs)) {
      const startedMs = now()
      const exit = await current.exited
      if (now() - startedMs > longestBackoffMs) backoffMs = firstBackoffMs
      if (stopped.signal.aborted || !await restarts(exit)) return exit
      onExit(exit, backoffMs)
      await wait(backoffMs, stopped.signal).catch(() => undefined)
      if (stopped.signal.aborted) return exit
      current = startService({ ...options, appendsToLog: true })
    }
  }
  return {
    name: options.name,
    address: options.address,
    get pid () { return current.pid },
    logFile: options.logFile,
    exited: keepRunning(),
    async stop () {
      stopped.abort()
      return current.stop()
    }
  }
}
