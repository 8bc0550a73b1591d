import type { Clock } from '../platform/clock/clock.ts'
import { createRefusalLog } from '../platform/queue/refusal-log.ts'
import type { LateSampleOutcome } from './late-samples.ts'

/** Outcomes of samples that the receiver did not store, and never will. */
const refusedOutcomes: ReadonlySet<LateSampleOutcome> = new Set(['duplicate', 'too_old', 'out_of_order', 'refused'])

interface Options {
  readonly clock: Pick<Clock, 'monotonicMs'>
  readonly log: { warn (fields: object, message: string): void }
}

/** Logs the receiver's refusals, at most once a minute, for the person who searches for the cause of a gap. */
export const refusedSampleLog = ({ clock, log }: Options) => {
  const refusals = createRefusalLog<LateSampleOutcome>({
    clock,
    report: ({ counts: samples }) => {
      log.warn({ samples }, 'late samples refused by the remote-write receiver')
    }
  })
  return {
    note (outcome: LateSampleOutcome, samples: number): void {
      if (samples > 0 && refusedOutcomes.has(outcome)) refusals.record(outcome, samples)
    },
    /** Logs refusals that have not been logged yet. */
    flush: (): void => {
      refusals.flush()
    }
  }
}
