import { collectorClient } from '../collector/collector-client.ts'
import { openSpool } from '../collector/spool.ts'
import { annotationFiles } from '../grafana/annotation-files.ts'
import { deliverAnnotations } from '../grafana/deliver-annotations.ts'
import { grafanaOf } from '../grafana/grafana-client.ts'
import { reportTimeoutMs, waitAtMost } from '../run/wait-at-most.ts'
import type { Settings } from '../settings/settings.ts'
import type { StateDirectory } from '../state/state-directory.ts'

/** Brings to the collector and to Grafana what earlier runs could not. Silent: those runs have said so already. */
export const deliverUndelivered = async ({ settings, state }: { readonly settings: Settings, readonly state: Pick<StateDirectory, 'spool' | 'annotations'> }): Promise<void> => {
  const grafana = grafanaOf(settings)
  const client = collectorClient(settings)
  await waitAtMost(Promise.allSettled([
    openSpool(state.spool).deliver((request) => client.send(request)),
    ...grafana === undefined ? [] : [deliverAnnotations(annotationFiles(state.annotations), grafana)]
  ]), reportTimeoutMs)
}
