import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { until } from '../../collector/test/until.ts'
import { median } from './statistics.ts'
import type { SliceCosts } from './slice-costs.ts'

/** How late an event loop was over a stretch of time, and what its slices cost. */
export interface EventLoopDelay extends SliceCosts {
  readonly p999Seconds: number
  readonly maximumSeconds: number
}

/** The same over several rounds: on a shared machine a single one shows little. */
export interface EventLoopRounds {
  /** The median of the rounds. */
  readonly p999Seconds: number
  /** These are the longest of all rounds. */
  readonly maximumSeconds: number
  readonly longestSliceSeconds: number
  readonly longestCollectionSeconds: number
}

export const joinRounds = (rounds: readonly EventLoopDelay[]): EventLoopRounds => {
  const longest = (of: (round: EventLoopDelay) => number): number => Math.max(...rounds.map(of))
  return {
    p999Seconds: median(rounds.map(({ p999Seconds }) => p999Seconds)),
    maximumSeconds: longest(({ maximumSeconds }) => maximumSeconds),
    longestSliceSeconds: longest(({ longestSliceSeconds }) => longestSliceSeconds),
    longestCollectionSeconds: longest(({ longestCollectionSeconds }) => longestCollectionSeconds)
  }
}

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
