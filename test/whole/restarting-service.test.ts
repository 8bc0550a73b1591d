import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { until } from '../../collector/test/until.ts'
import { startRestartingService } from '../../scripts/start/restarting-service.ts'

const untilAborted = async (_ms: number, signal: AbortSignal): Promise<never> => new Promise((_, reject) => {
  signal.addEventListener('abort', () => { reject(new Error('aborted')) })
})

/** One that exits at once with code 3, at times of its own. Gives how long was waited before each start. */
const crashing = async (ranMs: readonly number[]): Promise<readonly number[]> => {
  const logFile = join(temporaryDirectory(), 'service.log')
  const times = ranMs.flatMap((ms) => [0, ms])
  const waited: number[] = []
  const service = startRestartingService({ name: 'Test', logFile, argv: ['sh', '-c', 'echo started; exit 3'] }, {
    onExit: (exit, backoffMs) => {
      expect(exit).toStrictEqual({ code: 3, signal: null })
      waited.push(backoffMs)
    },
    now: () => times.shift() ?? 0,
    wait: async (ms, signal) => waited.length < ranMs.length ? undefined : untilAborted(ms, signal)
  })
  await until('all its starts', () => waited.length === ranMs.length)
  await service.stop()
  expect(await service.exited).toStrictEqual({ code: 3, signal: null })
  // All of its starts are in one log.
  expect(readFileSync(logFile, 'utf8')).toBe('started\n'.repeat(ranMs.length))
  return waited
}

it('starts a service again that exited, after twice as long each time, to a minute', async () => {
  expect(await crashing(Array.from({ length: 8 }, () => 0))).toStrictEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000])
})

it('starts one soon again that ran for longer than a minute', async () => {
  expect(await crashing([0, 0, 60_001, 0])).toStrictEqual([1000, 2000, 1000, 2000])
})

it('starts none again that was stopped', async () => {
  const exits: unknown[] = []
  const service = startRestartingService(
    { name: 'Test', logFile: join(temporaryDirectory(), 'service.log'), argv: ['sleep', 'infinity'] },
    { onExit: (exit) => exits.push(exit) }
  )
  expect(await service.stop()).toBe(true)
  expect(await service.exited).toStrictEqual({ code: null, signal: 'SIGTERM' })
  expect(exits).toStrictEqual([])
})

it('ends with one that is not to be started again', async () => {
  const exits: unknown[] = []
  const options = { name: 'Test', logFile: join(temporaryDirectory(), 'service.log'), argv: ['sh', '-c', 'exit 2'] }
  const service = startRestartingService(options, { onExit: (exit) => exits.push(exit), restarts: async ({ code }) => code !== 2 })
  expect(await service.exited).toStrictEqual({ code: 2, signal: null })
  expect(exits).toStrictEqual([])
})
