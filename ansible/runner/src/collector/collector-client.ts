import { readFileSync } from 'node:fs'
import type { ErrorAnswer } from '@mimamori/contract'
import { sendJson, type JsonAnswer } from '../http/send-json.ts'
import type { Settings } from '../settings/settings.ts'

export type CollectorSettings = Pick<Settings, 'collectorUrl' | 'tokenFile' | 'caFile'>

/** A message about runs. */
export interface UpdateRequest {
  /** `/api/updates…` */
  readonly path: string
  readonly body: unknown
}

/** What became of a message. `refused`: it will never be taken. `later`: the collector cannot be reached, or not now. `unknownRun`: it has not got the run's start. */
export type Delivery = { readonly kind: 'taken' } | { readonly kind: 'refused' | 'later' | 'unknownRun', readonly reason: string }

export interface CollectorClient {
  send (request: UpdateRequest): Promise<Delivery>
  /** @throws where no answer came */
  get (path: string): Promise<JsonAnswer>
}

/** The run must not wait for the collector. */
const timeoutMs = 5000

/** Statuses that say something of the request itself; whatever else, such as a wrong token, may be different tomorrow. */
const finalStatuses: readonly number[] = [400, 404, 409, 410, 413, 422]

/** The collector's code where a run's start has not come to it. */
const unknownRun = 'UPDATE_RUN_NOT_FOUND'

export const collectorClient = ({ collectorUrl, tokenFile, caFile }: CollectorSettings): CollectorClient => {
  // Read for each request: the token may be renewed while a run goes on.
  const access = () => ({ token: readFileSync(tokenFile, 'utf8').trim(), ca: caFile === undefined ? undefined : readFileSync(caFile, 'utf8'), timeoutMs })
  return {
    async send ({ path, body }) {
      try {
        const { status, body: answer } = await sendJson({ method: 'POST', url: `${collectorUrl}${path}`, body, ...access() })
        const { requestId, code, message } = (answer ?? {}) as Partial<ErrorAnswer>
        if (status >= 200 && status < 300) {
          // A page of a proxy or a login portal is no acknowledgement.
          return requestId === undefined ? { kind: 'later', reason: `${path}: ${status}, and it is not the collector that answers` } : { kind: 'taken' }
        }
        const reason = `${path}: ${status}${message === undefined ? '' : ` ${message}`}`
        if (code === unknownRun) return { kind: 'unknownRun', reason }
        // Only an answer of the collector's own counts: a proxy's 404 says nothing.
        return { kind: code !== undefined && finalStatuses.includes(status) ? 'refused' : 'later', reason }
      } catch (error) {
        return { kind: 'later', reason: (error as Error).message }
      }
    },
    get: (path) => sendJson({ method: 'GET', url: `${collectorUrl}${path}`, ...access() })
  }
}
