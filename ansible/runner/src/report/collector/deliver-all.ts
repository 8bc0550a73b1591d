import { existsSync } from 'node:fs'
import type { UpdateEnd } from '@mimamori/contract'
import type { RunnerClock } from '../../platform/clock.ts'
import type { StateDirectory } from '../../state/state-directory.ts'
import type { CollectorClient } from '../../collector/collector-client.ts'
import { deliverRun, type DeliveryReport } from './deliver-run.ts'
import { sendQueue } from './queue-sender.ts'

export interface DeliverAllOptions {
  /** In the order in which they began: the collector takes the run that is reported later for the newer one. */
  readonly runs: readonly string[]
  readonly state: StateDirectory
  readonly client: Pick<CollectorClient, 'send'>
  readonly clock: Pick<RunnerClock, 'nowMs'>
  /** The end of a run whose result is not written yet. */
  readonly ended?: { readonly run: string, readonly end: UpdateEnd | undefined }
}

/**
 * Delivers to the collector the missing parts of these runs, and queue and pins if they have changed. A run that cannot be
 * delivered does not delay the others.
 */
export const deliverAll = async ({ runs, state, client, clock, ended }: DeliverAllOptions): Promise<DeliveryReport> => {
  const refused: string[] = []
  let waiting: string | undefined
  const deliver = async (run: string): Promise<DeliveryReport> => {
    try {
      return await deliverRun({ run, files: state.run(run), send: client.send, ...ended?.run === run && { end: ended.end } })
    } catch (error) {
      return { waiting: (error as Error).message, isAway: false, refused: [] }
    }
  }
  for (const run of runs) {
    const report = await deliver(run)
    refused.push(...report.refused)
    waiting ??= report.waiting
    if (report.isAway) return { waiting: report.waiting!, isAway: true, refused }
  }
  if (existsSync(state.queueUndelivered)) {
    const delivery = await sendQueue({ state, client, clock })
    if (delivery.kind === 'refused') refused.push(delivery.reason)
    else if (delivery.kind !== 'taken') waiting ??= delivery.reason
  }
  return { ...waiting !== undefined && { waiting }, isAway: false, refused }
}
