import type { BenchDevice } from './bench-fleet.ts'
import type { LoadPlan } from './collector-measurements.ts'
import { applyLoad, type LoadResult } from './load.ts'
import { expositionCost, pairedCost, type ExpositionCost, type PairedCost } from './exposition-cost.ts'
import { cpuSeconds, memoryOf } from './process-cost.ts'
import { preparePushes, startPushgateway } from './pushgateway.ts'

export interface PushgatewayMeasurements {
  /** With its consistency check turned off. */
  readonly paced: LoadResult & { readonly cpuSeconds: number }
  readonly anonymousBytes: number
  readonly exposition: PairedCost
  /** With the check on, which is how it comes: a few pushes on top of the whole fleet, one after the other. */
  readonly checkedPushSeconds: readonly number[]
}

export interface PushgatewayBenchOptions {
  readonly directory: string
  readonly fleet: readonly BenchDevice[]
  /** Prints our exposition once. */
  readonly printOurs: () => Promise<ExpositionCost>
  readonly load: LoadPlan
  readonly say: (line: string) => void
}

const checkedPushes = 5

/** The same fleet's expositions pushed to Debian's Pushgateway, a group for each device. */
export const measurePushgateway = async ({
  directory,
  fleet,
  printOurs,
  load,
  say
}: PushgatewayBenchOptions): Promise<PushgatewayMeasurements> => {
  const unchecked = await startPushgateway(directory, { isConsistencyChecked: false })
  let fromFirst: Omit<PushgatewayMeasurements, 'checkedPushSeconds'>
  try {
    say(`the same to Pushgateway over ${load.intervalSeconds} s …`)
    const push = async (round: number, overSeconds: number): Promise<LoadResult> => {
      const { sends, close } = preparePushes(fleet, unchecked, round * 60)
      const outcome = await applyLoad(sends, overSeconds)
      close()
      return outcome
    }
    for (let round = 0; round < load.warmReports; round++) await push(round, load.quickSeconds)
    const cpuBefore = cpuSeconds(unchecked.pid)
    const outcome = await push(load.warmReports, load.intervalSeconds)
    const paced = { ...outcome, cpuSeconds: cpuSeconds(unchecked.pid) - cpuBefore }
    const { anonymousBytes } = memoryOf(unchecked.pid)
    const print = async (times: number): Promise<ExpositionCost> =>
      expositionCost({ url: `${unchecked.origin}/metrics`, pid: unchecked.pid, times })
    await print(load.warmExpositions)
    say('printing both by turns …')
    fromFirst = { paced, anonymousBytes, exposition: await pairedCost(load.expositions, printOurs, async () => print(1)) }
  } finally {
    await unchecked.stop() // it writes its groups down
  }
  say('Pushgateway with its consistency check …')
  const checked = await startPushgateway(directory, { isConsistencyChecked: true })
  try {
    const { sends, close } = preparePushes(fleet.slice(0, checkedPushes), checked, 600)
    const checkedPushSeconds: number[] = []
    for (const send of sends) checkedPushSeconds.push(...(await applyLoad([send], 0)).latencies)
    close()
    return { ...fromFirst, checkedPushSeconds }
  } finally {
    await checked.stop()
  }
}
