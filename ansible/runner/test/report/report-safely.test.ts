import type { HostCounts } from '@mimamori/contract'
import { expect, it } from 'vitest'
import { reportSafely } from '../../src/report/report-safely.ts'
import { warnOnce } from '../../src/platform/warn-once.ts'
import type { RunResult } from '../../src/state/run-result.ts'

const fail = (): never => { throw new Error('ENOSPC: no space left on device') }

it('ends no run where what is to be reported can be kept nowhere, and warns of it once', async () => {
  const warnings: string[] = []
  const reporter = reportSafely({ start: fail, item: fail, progress: fail, queue: fail, end: async () => fail() }, warnOnce((message) => { warnings.push(message) }, (reason) => reason))
  reporter.start({} as HostCounts)
  reporter.item({ state: 'under_way', host: 'a', at: '2026-03-14T09:30:00.000Z', attempt: 1 })
  reporter.progress({} as HostCounts)
  reporter.queue()
  await reporter.end({} as RunResult)
  expect(warnings).toStrictEqual(['ENOSPC: no space left on device'])
})
