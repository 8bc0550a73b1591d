import type { Report } from '../spool/batch/report-batch.ts'
import type { AgentConfig } from '../config/agent-config.ts'
import type { DeviceClock } from '../device/clock.ts'
import { isClockSynchronised } from '../measure/clock-synchronised.ts'
import type { Measure } from '../measure/measure.ts'
import { reportText } from '../measure/report-text.ts'

/** The reports of a run. */
export interface Reports {
  collect (): Promise<Report>
  /**
   * For a shutdown report, which must not wait: the newest report once more if a collection hangs, as on a file
   * server that went first, or fails.
   */
  collectLast (): Promise<Report>
  /** As the newest report has it. */
  readonly clockSynchronised: boolean
}

const longestLastCollectionMs = 2000

export const createReports = ({
  config,
  measure,
  clock
}: {
  readonly config: AgentConfig
  readonly measure: Measure
  readonly clock: DeviceClock
}): Reports => {
  let newest: Report = { monotonicMs: clock.monotonicMs(), wallMs: clock.wallMs(), exposition: '' }
  let clockSynchronised = false
  const collect = async (): Promise<Report> => {
    const clocks = { monotonicMs: clock.monotonicMs(), wallMs: clock.wallMs() }
    const families = await measure.collect()
    clockSynchronised = isClockSynchronised(families)
    newest = { ...clocks, exposition: reportText(families, config) }
    return newest
  }
  return {
    collect,
    collectLast: () => Promise.race([collect().catch(() => newest), clock.sleep(longestLastCollectionMs).then(() => newest)]),
    get clockSynchronised () {
      return clockSynchronised
    }
  }
}
