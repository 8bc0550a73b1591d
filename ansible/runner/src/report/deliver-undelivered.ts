import { systemClock } from '../platform/clock.ts'
import { collectorClient } from '../collector/collector-client.ts'
import { deliverAll } from './collector/deliver-all.ts'
import { annotationFiles } from './grafana/annotation-files.ts'
import { deliverAnnotations } from './grafana/deliver-annotations.ts'
import { grafanaOf } from './grafana/grafana-client.ts'
import { undeliveredRuns } from '../state/undelivered.ts'
import { reportTimeoutMs, waitAtMost } from '../platform/wait-at-most.ts'
import type { Settings } from '../settings/settings.ts'
import type { StateDirectory } from '../state/state-directory.ts'

export interface Undelivered {
  readonly settings: Settings
  readonly state: StateDirectory
}

/**
 * Delivers to the collector the missing parts of runs and queue. Silent, since those runs have already warned. Also while one of
 * them continues without its runner, and in parallel with another process that does the same: a second delivery changes nothing.
 */
export const deliverToCollector = async ({ settings, state }: Undelivered): Promise<void> => {
  await waitAtMost(
    deliverAll({ runs: undeliveredRuns(state), state, client: collectorClient(settings), clock: systemClock }), reportTimeoutMs
  )
}

/** Delivers to the collector and to Grafana what earlier runs could not. */
export const deliverUndelivered = async ({ settings, state }: Undelivered): Promise<void> => {
  const grafana = grafanaOf(settings)
  await Promise.allSettled([
    deliverToCollector({ settings, state }),
    ...grafana === undefined ? [] : [waitAtMost(deliverAnnotations(annotationFiles(state.annotations), grafana), reportTimeoutMs)]
  ])
}
