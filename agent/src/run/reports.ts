import type { AgentConfig } from '../config/agent-config.ts'
import type { DeviceClock } from '../device/clock.ts'
import { isClockSynchronised } from '../measure/clock-synchronised.ts'
import type { Measure } from '../measure/measure.ts'
import { reportText } from '../measure/report-text.ts'

/** The reports of a run, as text. */
export interface Reports {
  collect (): Promise<string>
  /** For a goodbye, which must not wait: the newest report once more where a collection hangs, as on a file server that went first, or fails. */
  collectLast (): Promise<string>
  /** As the newest report has it. */
  readonly clockSynchronised: boolean
}

const longestLastCollectionMs = 2000

export const createReports = ({ config, measure, clock }: { readonly config: AgentConfig, readonly measure: Measure, readonly clock: Pick<DeviceClock, 'sleep'> }): Reports => {
  let newest = ''
  let clockSynchronised = false
  const collect = async (): Promise<string> => {
    const families = await measure.collect()
    clockSynchronised = isClockSynchronised(families)
    newest = reportText(families, config)
    return newest
  }
  return {
    collect,
    collectLast: () => Promise.race([collect().catch(() => newest), clock.sleep(longestLastCollectionMs).then(() => newest)]),
    get clockSynchronised () { return clockSynchronised }
  }
}
