import { takeSamples, type LateReport } from '../spool/batch/sample-batch.ts'
import type { DeviceClock } from '../device/clock.ts'
import type { Spool, SpooledBatches } from '../spool/spool.ts'
import type { Channel } from './channel.ts'
import type { KeepReport } from './report-channel.ts'
import { createSpoolChannel } from './spool-channel.ts'

/** Late samples: reports that did not arrive when they were made. */
export interface SampleChannel extends Channel {
  readonly keep: KeepReport
  /** Whether the collector wants late samples: if not, those that wait are forgotten, and no more are kept. */
  setWanted (isWanted: boolean): void
}

interface SampleChannelOptions {
  readonly spool: Spool<LateReport> & SpooledBatches
  readonly boot: string
  readonly clock: Pick<DeviceClock, 'monotonicMs'>
}

/**
 * The minimum between two reports of the spool: half a minute, less what a schedule may be early. A fleet that reports every 5 s
 * need not fill its cards, and a graph of an outage needs no more.
 */
const closestMs = 29_000
/** The rate at which a device that was away catches up: an hour of reports a minute takes a minute; the collector has others to serve. */
const backlogReportsPerSecond = 1

/** Keeps samples until an answer says that they are not wanted. */
export const createSampleChannel = ({ spool, boot, clock }: SampleChannelOptions): SampleChannel => {
  const channel = createSpoolChannel({
    kind: 'samples',
    spool,
    takePart: takeSamples,
    clock,
    backlogItemsPerSecond: backlogReportsPerSecond
  })
  let isWanted = true
  let newestMs = -Infinity

  return {
    ...channel,
    keep ({ monotonicMs, wallMs }, exposition) {
      if (!isWanted || monotonicMs - newestMs < closestMs) return
      newestMs = monotonicMs
      spool.append({ items: [{ monotonicMs, wallMs, exposition: exposition() }], boot })
    },
    setWanted (isWantedNow) {
      if (isWanted && !isWantedNow) channel.forget()
      isWanted = isWantedNow
    }
  }
}
