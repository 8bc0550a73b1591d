import { expect, it } from 'vitest'
import { reportSafely } from '../../src/report/report-safely.ts'
import { reportToAll } from '../../src/report/report-to-all.ts'
import type { RunReporter } from '../../src/report/run-reporter.ts'
import type { RunResult } from '../../src/run/run-result.ts'

it('gives each what it takes, also where another cannot keep its own', async () => {
  const [taken, warnings]: [unknown[], string[]] = [[], []]
  const fail = (): never => { throw new Error('ENOSPC: no space left on device') }
  const collects: Partial<RunReporter> = {
    results: (results) => { taken.push(results) },
    async end (runResult) { taken.push(runResult.run) }
  }
  const reporter = reportToAll([{ results: fail, end: async () => fail() }, collects].map((one) => reportSafely(one, (reason) => { warnings.push(reason) })), { timeoutMs: 60_000 })
  await reporter.start({} as Parameters<RunReporter['start']>[0])
  reporter.results([])
  await reporter.end({ run: '20260314-093000-0a1b2c' } as RunResult)
  expect(taken).toStrictEqual([[], '20260314-093000-0a1b2c'])
  expect(warnings).toHaveLength(2)
})

it('waits for nobody who does not come to an end', async () => {
  const hanging = reportSafely({ start: () => new Promise(() => {}), end: () => new Promise(() => {}) }, () => {})
  const reporter = reportToAll([hanging], { timeoutMs: 0 })
  await reporter.start({} as Parameters<RunReporter['start']>[0])
  await expect(reporter.end({} as RunResult)).resolves.toBeUndefined()
})
