import type { BenchDevice } from './bench-fleet.ts'
import { applyLoad, type Outcome } from './load.ts'
import { pageCost, type PageCost } from './page-cost.ts'
import { cpuSeconds, memoryOf } from './process-cost.ts'
import { preparePushes, startPushgateway } from './pushgateway.ts'

export interface PushgatewayMeasurements {
  /** With its consistency check turned off. */
  readonly paced: Outcome & { readonly cpuSecondsEach: number }
  readonly anonymousBytes: number
  readonly page: PageCost
  /** With the check on, which is how it comes: a few pushes on top of the whole fleet, one after the other. */
  readonly checkedPushSeconds: readonly number[]
}

export interface PushgatewayBenchOptions {
  readonly directory: string
  readonly fleet: readonly BenchDevice[]
  readonly paceSeconds: number
  readonly pages: number
  readonly say: (line: string) => void
}

const checkedPushes = 5

/** The same fleet's expositions pushed to Debian's Pushgateway, a group for each device. */
export const measurePushgateway = async ({ directory, fleet, paceSeconds, pages, say }: PushgatewayBenchOptions): Promise<PushgatewayMeasurements> => {
  const unchecked = await startPushgateway(directory, { isConsistencyChecked: false })
  let fromFirst: Omit<PushgatewayMeasurements, 'checkedPushSeconds'>
  try {
    say(`the same to Pushgateway over ${paceSeconds} s …`)
    const first = preparePushes(fleet, unchecked, 0)
    await applyLoad(first.sends, paceSeconds / 2)
    first.close()
    const second = preparePushes(fleet, unchecked, 60)
    const cpuBefore = cpuSeconds(unchecked.pid)
    const outcome = await applyLoad(second.sends, paceSeconds)
    second.close()
    const cpuSecondsEach = (cpuSeconds(unchecked.pid) - cpuBefore) / fleet.length
    const { anonymousBytes } = memoryOf(unchecked.pid)
    fromFirst = { paced: { ...outcome, cpuSecondsEach }, anonymousBytes, page: await pageCost({ url: `${unchecked.origin}/metrics`, pid: unchecked.pid, times: pages }) }
  } finally {
    await unchecked.stop() // it writes its groups down
  }
  say('Pushgateway with its consistency check …')
  const checked = await startPushgateway(directory, { isConsistencyChecked: true })
  try {
    const { sends, close } = preparePushes(fleet.slice(0, checkedPushes), checked, 120)
    const checkedPushSeconds: number[] = []
    for (const send of sends) checkedPushSeconds.push(...(await applyLoad([send], 0)).latencies)
    close()
    return { ...fromFirst, checkedPushSeconds }
  } finally {
    await checked.stop()
  }
}
