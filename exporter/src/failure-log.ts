import type { CollectFailure, CollectOptions } from './collect.ts'

export interface FailureLogOptions extends Pick<CollectOptions, 'monotonicMs'> {
  /** How the log reports changes. */
  readonly failed: (collector: string, reason: string) => void
  readonly worksAgain: (collector: string) => void
}

export interface FailureLog extends Required<Pick<CollectOptions, 'onFailure' | 'onSuccess'>> {
  /** Collectors that failed when they were last asked, and why. */
  readonly failing: ReadonlyMap<string, string>
}

/** A reason may change each time, since it may be another program's message, with a time or the number of a process in it. */
const betweenLinesMs = 600_000

/**
 * Says once that a collector has failed, again when the reason changes or it fails again, but every ten minutes at most,
 * and when it has recovered, so that a broken file does not fill the journal at each scrape. That a machine has nothing
 * of a kind is not worth a line.
 */
export const failureLog = ({ failed, worksAgain, monotonicMs = () => performance.now() }: FailureLogOptions): FailureLog => {
  const failing = new Map<string, string>()
  /** The last message about each collector; the reason is undefined once it was said to work again. */
  const said = new Map<string, { readonly reason: string | undefined, readonly atMs: number }>()
  return {
    failing,
    onFailure ({ collector, error, noData }: CollectFailure) {
      if (noData) return
      const reason = error instanceof Error ? error.message : String(error)
      failing.set(collector, reason)
      const last = said.get(collector)
      const nowMs = monotonicMs()
      if (last !== undefined && (last.reason === reason || nowMs - last.atMs < betweenLinesMs)) return
      said.set(collector, { reason, atMs: nowMs })
      failed(collector, reason)
    },
    onSuccess (collector) {
      failing.delete(collector)
      const last = said.get(collector)
      if (last?.reason === undefined) return
      said.set(collector, { ...last, reason: undefined })
      worksAgain(collector)
    }
  }
}
