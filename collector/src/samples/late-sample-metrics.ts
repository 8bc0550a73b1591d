import { Counter, Gauge, type Registry } from '@prometheus-io/client'
import { lateOutcomes, type LateSampleOutcome } from './late-samples.ts'

/** Counts the outcomes of late samples, and shows the ones that wait to be written. */
export interface LateSampleMetrics {
  count (outcome: LateSampleOutcome, samples: number): void
}

export const createLateSampleMetrics = (
  registry: Registry,
  queued: () => { readonly batches: number, readonly bytes: number }
): LateSampleMetrics => {
  const registers = [registry]
  const samples = new Counter({
    name: 'mimamori_collector_late_samples_total',
    help: 'Samples that devices sent late, and their key metrics, by what became of them: written to the remote-write receiver, not taken by it (duplicate, too_old, out_of_order, refused), or not sent (live: live series had been published then; undated: of an unknown time; left_out: of a series left out of reports, too).',
    labelNames: ['outcome'],
    registers
  })
  for (const outcome of lateOutcomes) samples.inc({ outcome }, 0)
  new Gauge({
    name: 'mimamori_collector_sample_queue_bytes',
    help: 'Late samples that are accepted and wait to be written, in bytes.',
    registers,
    collect () {
      this.set(queued().bytes)
    }
  })
  new Gauge({
    name: 'mimamori_collector_sample_queue_batches',
    help: 'Batches of late samples that are accepted and wait to be written.',
    registers,
    collect () {
      this.set(queued().batches)
    }
  })
  return {
    count: (outcome, count) => {
      samples.inc({ outcome }, count)
    }
  }
}
