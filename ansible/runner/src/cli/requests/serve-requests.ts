import type { FetchedRunRequest, RunRequestAnswer } from '@mimamori/contract'
import type { RunnerClock } from '../../platform/clock.ts'
import type { RequestSource } from './request-source.ts'

export interface ServeOptions {
  readonly source: RequestSource
  /** Starts the run, or does what needs none, or says why it does not. */
  readonly begin: (request: FetchedRunRequest) => Promise<RunRequestAnswer>
  /** Whether other requests are fetched while it is served: it takes minutes. */
  readonly isLong: (request: FetchedRunRequest) => boolean
  readonly clock: RunnerClock
  readonly ended: AbortSignal
  readonly onAnswered: (request: FetchedRunRequest, answer: RunRequestAnswer) => void
  /** The collector cannot be asked, or cannot be told: once, until it can again. */
  readonly onTrouble: (reason: string) => void
}

/** A collector that starts again is back within this; one that is away for long is not asked more often. */
const waitAfterTroubleMs = 10_000
/** The run has begun in any case: the page then shows it among the runs. */
const answerTries = 6
/** More than people ask for at once; bounds what a compromised collector can start. */
const mostUnderWay = 10

/**
 * Starts runs as they are requested, one after the other, until the signal fires; long ones continue in the background, and are
 * finished before it ends.
 */
export const serveRequests = async ({ source, begin, isLong, clock, ended, onAnswered, onTrouble }: ServeOptions): Promise<void> => {
  let trouble: string | undefined
  /** Undefined, after a while, if the collector could not be reached. */
  const tried = async <Value>(talk: () => Promise<Value>): Promise<{ readonly value: Value } | undefined> => {
    try {
      const value = await talk()
      trouble = undefined
      return { value }
    } catch (error) {
      if (ended.aborted) return undefined
      const { message } = error as Error
      if (message !== trouble) onTrouble(trouble = message)
      await clock.sleep(waitAfterTroubleMs, ended)
      return undefined
    }
  }
  const serve = async (request: FetchedRunRequest): Promise<void> => {
    const answer = await begin(request)
    onAnswered(request, answer)
    for (let times = 0; times < answerTries; times++) {
      if (await tried(() => source.answer(request.id, answer)) || ended.aborted) break
    }
  }
  const underWay = new Set<Promise<void>>()
  while (!ended.aborted) {
    // Before the fetch: once fetched, the time that the collector waits for an answer runs.
    if (underWay.size >= mostUnderWay) {
      await Promise.race(underWay)
      continue
    }
    const request = (await tried(() => source.next(ended)))?.value
    if (!request) continue
    if (!isLong(request)) {
      await serve(request)
      continue
    }
    const served = serve(request).finally(() => { underWay.delete(served) })
    underWay.add(served)
  }
  await Promise.all(underWay)
}
