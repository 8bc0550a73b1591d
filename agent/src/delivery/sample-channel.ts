import { takeSamples, type LateReport } from '../spool/batch/sample-batch.ts'
import type { DeviceClock } from '../device/clock.ts'
import type { Spool, SpooledBatches } from '../spool/spool.ts'
import type { Channel } from './channel.ts'
import type { KeepReport } from './report-channel.ts'
import { createSpoolChannel } from './spool-channel.ts'

/** Late samples: reports that did not arrive when they were made. */
export interface SampleChannel extends Channel {
  readonly keep: KeepReport
  /** Whether the collector wants late samples: where it does not, what waits is forgotten, and nothing is kept. */
  setWanted (isWanted: boolean): void
}

interface SampleChannelOptions {
  readonly spool: Spool<LateReport> & SpooledBatches
  readonly boot: string
  readonly clock: Pick<DeviceClock, 'monotonicMs'>
}

/**
 * Two reports of the spool are half a minute apart, less what the turns of a schedule may be early: a fleet that reports every 5 s
 * need not fill its cards, and a graph of an outage needs no more.
 */
const closestMs = 29_000
/** The pace of a device that was away: an hour of a report a minute takes a minute, and the collector has others to serve. */
const backlogReportsPerSecond = 1

/** Samples are kept until an answer does not want them. */
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
