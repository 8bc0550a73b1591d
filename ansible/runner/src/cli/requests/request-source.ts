import { fetchedRunRequest, type ErrorAnswer, type FetchedRunRequest, type RequestAction, type RunRequestAnswer } from '@mimamori/contract'
import { askCollector, type CollectorSettings } from '../../collector/ask-collector.ts'

/** The source of requested runs, and the destination of the answers. */
export interface RequestSource {
  /**
   * The next request, as soon as there is one; undefined if none came for a while. @throws if the collector gave no answer of its
   * own, or the signal has fired
   */
  next (ended: AbortSignal): Promise<FetchedRunRequest | undefined>
  /** @throws as `next` */
  answer (id: string, answer: RunRequestAnswer): Promise<void>
}

/** How long the collector's answer waits for a request: shorter than the timeout of a proxy. */
const waitSeconds = 25
const answerWithinMs = 10_000
/** The contract's limit of an answer's message. */
const mostCharacters = 4000

/** Messages may quote a device or Ansible. */
const shortened = (answer: RunRequestAnswer): RunRequestAnswer =>
  'message' in answer ? { message: answer.message.slice(0, mostCharacters) } : answer

/** The collector's requests, of the actions that this runner may start. */
export const collectorRequests = (settings: CollectorSettings, actions: readonly RequestAction[]): RequestSource => {
  const { collectorUrl } = settings
  const post = async (
    path: string, body: unknown, until: { readonly timeoutMs: number, readonly ended?: AbortSignal }
  ): Promise<unknown> => {
    const { status, body: answer } = await askCollector(settings, { method: 'POST', path, body, ...until })
    const { requestId, message } = (answer ?? {}) as Partial<ErrorAnswer>
    if (status !== 200 || requestId === undefined) throw new Error(
      `${collectorUrl}${path}: ${status}${message === undefined ? ', and it is not the collector that answers' : ` ${message}`}`
    )
    return answer
  }
  return {
    async next (ended) {
      // Checked: a collector that somebody has broken into must not send a pattern of hosts, or an action that nobody has allowed.
      const { data, error } = fetchedRunRequest.safeParse(
        await post('/api/run-requests/fetch', { actions, waitSeconds }, { timeoutMs: waitSeconds * 1000 + answerWithinMs, ended })
      )
      if (error) throw new Error(
        `${collectorUrl}/api/run-requests/fetch: ${error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}`
      )
      const { request } = data
      if (request && !actions.includes(request.action)) throw new Error(
        `${collectorUrl}: ${request.action} was requested, which MIMAMORI_UPDATE_REQUESTS does not allow`
      )
      return request ?? undefined
    },
    async answer (id, answer) { await post(`/api/run-requests/${id}/answer`, shortened(answer), { timeoutMs: answerWithinMs }) }
  }
}
