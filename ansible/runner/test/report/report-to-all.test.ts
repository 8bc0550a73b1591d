import type { HostCounts, HostItem } from '@mimamori/contract'
import { expect, it } from 'vitest'
import { reportSafely } from '../../src/report/report-safely.ts'
import { reportToAll } from '../../src/report/report-to-all.ts'
import type { RunReporter } from '../../src/report/run-reporter.ts'
import type { RunResult } from '../../src/state/run-result.ts'

it('gives each what it takes, also where another cannot keep its own', async () => {
  const [taken, warnings]: [unknown[], string[]] = [[], []]
  const fail = (): never => { throw new Error('ENOSPC: no space left on device') }
  const collects: Partial<RunReporter> = {
    item: (item) => { taken.push(item) },
    async end (runResult) { taken.push(runResult.run) }
  }
  const reporter = reportToAll([{ item: fail, end: async () => fail() }, collects].map((one) => reportSafely(one, (reason) => { warnings.push(reason) })), { timeoutMs: 60_000 })
  const item: HostItem = { state: 'under_way', host: 'a', at: '2026-03-14T09:30:00.000Z', attempt: 1 }
  reporter.start({} as HostCounts)
  reporter.item(item)
  await reporter.end({ run: '20260314-093000-0a1b2c' } as RunResult)
  expect(taken).toStrictEqual([item, '20260314-093000-0a1b2c'])
  expect(warnings).toHaveLength(2)
})

it('waits for nobody who does not come to an end', async () => {
  const hanging = reportSafely({ end: () => new Promise(() => {}) }, () => {})
  const reporter = reportToAll([hanging], { timeoutMs: 0 })
  await expect(reporter.end({} as RunResult)).resolves.toBeUndefined()
})
