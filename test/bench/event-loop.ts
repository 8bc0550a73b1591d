import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { until } from '../lab/until.ts'

/** How late an event loop was over a stretch of time. */
export interface EventLoopDelay {
  readonly p999Seconds: number
  readonly maximumSeconds: number
  readonly turns: number
}

/** Flags and environment for a process whose event loop is to be watched, and how to ask it. */
export const watchEventLoop = (directory: string) => {
  const file = join(directory, 'event-loop.json')
  return {
    nodeFlags: ['--import', join(import.meta.dirname, 'event-loop-probe.ts')],
    env: { MIMAMORI_TEST_EVENT_LOOP_FILE: file },
    /** The delay since the last call, or since the start. */
    async read (pid: number): Promise<EventLoopDelay> {
      rmSync(file, { force: true })
      process.kill(pid, 'SIGUSR2')
      await until('the collector tells of its event loop', async () => existsSync(file), { timeoutMs: 10_000, everyMs: 20 })
      return JSON.parse(readFileSync(file, 'utf8')) as EventLoopDelay
    }
  }
}
