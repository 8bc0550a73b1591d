import type { UpdateEnd } from '@mimamori/contract'
import { trySync } from '../../platform/files/try-sync.ts'
import type { Plan } from '../../plan/plan.ts'
import type { RunResult } from '../../state/run-result.ts'
import { readJsonFile } from '../../platform/files/json-file.ts'
import type { RunFiles } from '../../state/state-directory.ts'
import type { CollectorClient, UpdateRequest } from '../../collector/collector-client.ts'
import { deliveryRecord, nothingDelivered, type Delivered } from './delivery-record.ts'
import { nextItems } from './next-items.ts'
import { endMessage, startMessage } from './run-messages.ts'

export interface DeliveryReport {
  /** Why something could not be delivered yet. */
  readonly waiting?: string
  /** Nothing else would be accepted now either. */
  readonly isAway: boolean
  /** Why something never will be. */
  readonly refused: readonly string[]
}

export interface DeliverRunOptions {
  readonly run: string
  readonly files: RunFiles
  readonly send: CollectorClient['send']
  /** Known before the run's result is a file; undefined while the run goes on. */
  readonly end?: UpdateEnd | undefined
}

interface Step {
  /** Undefined if the next part of the events file has nothing to report. */
  readonly request?: UpdateRequest
  /** Undefined: everything is delivered. */
  readonly after: Delivered | undefined
}

const endOf = (files: RunFiles): UpdateEnd | undefined => {
  const result = readJsonFile<RunResult>(files.result)
  return result && endMessage(result)
}

const nextStep = ({ run, files, end }: DeliverRunOptions, { start, offset }: Delivered): Step | undefined => {
  if (!start) {
    const plan = readJsonFile<Plan>(files.plan)
    return plan && { request: { path: '/api/updates', body: startMessage(plan) }, after: { start: true, offset } }
  }
  const next = nextItems(files.events, offset)
  if (next) {
    // After a power cut, the result of the run would contradict what the collector has otherwise.
    if (next.items.some(({ state }) => state === 'finished')) trySync(files.events)
    return {
      ...next.items.length > 0 && { request: { path: `/api/updates/${run}/hosts`, body: { hosts: next.items } } },
      after: { start, offset: next.end }
    }
  }
  const body = end ?? endOf(files)
  return body && { request: { path: `/api/updates/${run}/end`, body }, after: undefined }
}

/**
 * Delivers to the collector the missing parts of a run, in order: the start, the items of the events file, the end.
 * Stops at the first that must wait. A collector that has lost the run, as after a restore, gets all of it again.
 */
export const deliverRun = async (options: DeliverRunOptions): Promise<DeliveryReport> => {
  const record = deliveryRecord(options.files.undelivered)
  const refused: string[] = []
  let isStartedAgain = false
  for (let delivered = record.read(); delivered;) {
    const step = nextStep(options, delivered)
    if (!step) break
    const delivery = step.request ? await options.send(step.request) : { kind: 'taken' } as const
    if (delivery.kind === 'later' || (delivery.kind === 'unknownRun' && isStartedAgain)) return {
      waiting: delivery.reason, isAway: delivery.kind === 'later', refused
    }
    if (delivery.kind === 'refused') refused.push(delivery.reason)
    isStartedAgain ||= delivery.kind === 'unknownRun'
    delivered = delivery.kind === 'unknownRun' ? nothingDelivered : step.after
    if (delivered) record.write(delivered)
    else record.remove()
  }
  return { isAway: false, refused }
}
