import type { CollectorProcess } from '../../collector/test/collector-process.ts'
import { askAsAdmin } from '../simulator/admin-api.ts'
import { prepareReports, type BenchDevice } from './bench-fleet.ts'
import { applyLoad } from './load.ts'
import { cpuSeconds } from './process-cost.ts'
import { median } from './statistics.ts'

const pairs = 7
const reportsOfEach = 2

interface Options {
  readonly collector: CollectorProcess
  readonly fleet: readonly BenchDevice[]
  readonly set: string
  /** What each device has and should have. */
  readonly version: string
}

/** The collector's CPU seconds for a report of devices whose content is unchanged, and of the same devices without any. */
export const answerCost = async ({ collector, fleet, set, version }: Options) => {
  let elapsedSeconds = 0
  const report = async (contentVersion?: string): Promise<void> =>
    void await applyLoad(prepareReports(fleet, elapsedSeconds += 60, contentVersion).sends, 2)
  const costOf = async (contentVersion?: string): Promise<number> => {
    await askAsAdmin(collector, `/api/content/${set}/targets`, contentVersion === undefined ? {} : { all: true }, 'PUT')
    // The first after a change of the assignment looks up what each device should have.
    await report(contentVersion)
    const before = cpuSeconds(collector.pid)
    for (let count = 0; count < reportsOfEach; count += 1) await report(contentVersion)
    return (cpuSeconds(collector.pid) - before) / reportsOfEach / fleet.length
  }
  await costOf()
  const costs: { readonly withContent: number, readonly without: number }[] = []
  for (let pair = 0; pair < pairs; pair += 1) {
    const [one, other] = pair % 2 === 0 ? [version, undefined] : [undefined, version]
    const [first, second] = [await costOf(one), await costOf(other)]
    costs.push(one === undefined ? { withContent: second, without: first } : { withContent: first, without: second })
  }
  return {
    pairs,
    withContent: median(costs.map(({ withContent }) => withContent)),
    without: median(costs.map(({ without }) => without)),
    ratio: median(costs.map(({ withContent, without }) => withContent / without))
  }
}
