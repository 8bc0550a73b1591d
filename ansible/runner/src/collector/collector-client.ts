import type { ErrorAnswer } from '@mimamori/contract'
import type { JsonAnswer } from '../platform/send-json.ts'
import { askCollector, type CollectorSettings } from './ask-collector.ts'

/** A message about runs. */
export interface UpdateRequest {
  /** `/api/updates…` */
  readonly path: string
  readonly body: unknown
}

/**
 * The outcome of a message. `refused`: it will never be accepted. `later`: the collector cannot be reached or cannot take it now.
 * `unknownRun`: it does not have the run's start.
 */
export type Delivery = { readonly kind: 'taken' } | { readonly kind: 'refused' | 'later' | 'unknownRun', readonly reason: string }

export interface CollectorClient {
  send (request: UpdateRequest): Promise<Delivery>
  /** @throws if no answer came */
  get (path: string): Promise<JsonAnswer>
}

/** The run must not wait for the collector. */
const timeoutMs = 5000

/** Statuses that reject the request itself. Others, such as for a wrong token, may be fixed, so the message is kept. */
const finalStatuses: readonly number[] = [400, 404, 409, 410, 413, 422]

/** The collector's code for a run whose start it does not have. */
const unknownRun = 'UPDATE_RUN_NOT_FOUND'

export const collectorClient = (settings: CollectorSettings): CollectorClient => ({
  async send ({ path, body }) {
    try {
      const { status, body: answer } = await askCollector(settings, { method: 'POST', path, body, timeoutMs })
      const { requestId, code, message } = (answer ?? {}) as Partial<ErrorAnswer>
      if (status >= 200 && status < 300) {
        // A page of a proxy or a login portal is no acknowledgement.
        return requestId === undefined
          ? { kind: 'later', reason: `${path}: ${status}, and it is not the collector that answers` }
          : { kind: 'taken' }
      }
      const reason = `${path}: ${status}${message === undefined ? '' : ` ${message}`}`
      if (code === unknownRun) return { kind: 'unknownRun', reason }
      // Only the collector's own answer counts: a 404 may also be a proxy's.
      return { kind: code !== undefined && finalStatuses.includes(status) ? 'refused' : 'later', reason }
    } catch (error) {
      return { kind: 'later', reason: (error as Error).message }
    }
  },
  get: (path) => askCollector(settings, { method: 'GET', path, timeoutMs })
})
