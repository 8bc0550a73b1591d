import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { until } from '../../collector/test/until.ts'
import { median } from './statistics.ts'

/** How late an event loop was over a stretch of time, and the longest pause for garbage in it. */
export interface EventLoopDelay {
  readonly p999Seconds: number
  readonly maximumSeconds: number
  readonly longestCollectionSeconds: number
}

/** The median of several rounds for the percentile, and the longest of all: on a shared machine a single round shows little. */
export const joinRounds = (rounds: readonly EventLoopDelay[]): EventLoopDelay => ({
  p999Seconds: median(rounds.map(({ p999Seconds }) => p999Seconds)),
  maximumSeconds: Math.max(...rounds.map(({ maximumSeconds }) => maximumSeconds)),
  longestCollectionSeconds: Math.max(...rounds.map(({ longestCollectionSeconds }) => longestCollectionSeconds))
})

/** Flags and environment for a process whose event loop is to be watched, and how to watch it. */
export const watchEventLoop = (directory: string) => {
  const file = join(directory, 'event-loop.json')
  const signal = async (pid: number): Promise<string> => {
    rmSync(file, { force: true })
    process.kill(pid, 'SIGUSR2')
    await until('the collector reports its event loop', async () => existsSync(file), { withinMs: 10_000 })
    return readFileSync(file, 'utf8')
  }
  return {
    nodeFlags: ['--import', join(import.meta.dirname, 'event-loop-probe.ts')],
    env: { MIMAMORI_TEST_EVENT_LOOP_FILE: file },
    /** What the event loop was like while `work` went on; only then is it watched. */
    async during<Result> (
      pid: number,
      work: () => Promise<Result>
    ): Promise<{ readonly result: Result, readonly eventLoop: EventLoopDelay }> {
      await signal(pid)
      const result = await work()
      return { result, eventLoop: JSON.parse(await signal(pid)) as EventLoopDelay }
    }
  }
}
