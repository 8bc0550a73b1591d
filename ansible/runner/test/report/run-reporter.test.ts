import type { HostCounts, HostItem } from '@mimamori/contract'
import { expect, it } from 'vitest'
import { reportToAll, type RunReporter } from '../../src/report/run-reporter.ts'
import type { RunResult } from '../../src/state/run-result.ts'

it('gives each what it takes, and ends no run if another can store nothing for later', async () => {
  const [taken, warnings]: [unknown[], string[]] = [[], []]
  const fail = (): never => { throw new Error('ENOSPC: no space left on device') }
  const collects: Partial<RunReporter> = {
    item: (item) => { taken.push(item) },
    async end (runResult) { taken.push(runResult.run) }
  }
  const fails: RunReporter = { start: fail, item: fail, progress: fail, queue: fail, end: async () => fail() }
  const reporter = reportToAll([fails, collects], { timeoutMs: 60_000, warn: (reason) => { warnings.push(reason) } })
  const item: HostItem = { state: 'under_way', host: 'a', at: '2026-03-14T09:30:00.000Z', attempt: 1 }
  reporter.start({} as HostCounts)
  reporter.item(item)
  reporter.progress({} as HostCounts)
  reporter.queue()
  await reporter.end({ run: '20260314-093000-0a1b2c' } as RunResult)
  expect(taken).toStrictEqual([item, '20260314-093000-0a1b2c'])
  expect(warnings).toStrictEqual(Array.from({ length: 5 }, () => 'ENOSPC: no space left on device'))
})

it('waits for nobody who does not come to an end', async () => {
  const reporter = reportToAll([{ end: () => new Promise(() => {}) }], { timeoutMs: 0, warn: () => {} })
  await expect(reporter.end({} as RunResult)).resolves.toBeUndefined()
})
