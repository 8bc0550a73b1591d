import type { CollectFailure, CollectOptions } from './collect.ts'

/** How the log says what has changed. */
export interface FailureWords {
  readonly failed: (collector: string, reason: string) => void
  readonly worksAgain: (collector: string) => void
}

export interface FailureLog extends Required<Pick<CollectOptions, 'onFailure' | 'onSuccess'>> {
  /** Collectors that failed when they were last asked, and why. */
  readonly failing: ReadonlyMap<string, string>
}

/**
 * Says once that a collector has failed, again when the reason changes, and when it has recovered, so that a broken
 * file does not fill the journal at each scrape. That a machine has nothing of a kind is not worth a line.
 */
export const failureLog = ({ failed, worksAgain }: FailureWords): FailureLog => {
  const failing = new Map<string, string>()
  return {
    failing,
    onFailure ({ collector, error, noData }: CollectFailure) {
      if (noData) return
      const reason = error instanceof Error ? error.message : String(error)
      if (failing.get(collector) === reason) return
      failing.set(collector, reason)
      failed(collector, reason)
    },
    onSuccess (collector) {
      if (failing.delete(collector)) worksAgain(collector)
    }
  }
}
