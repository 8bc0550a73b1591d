import type { CollectFailure } from './collect.ts'

/**
 * Says once that a collector has failed, again when the reason changes, and when it has recovered, so that a broken
 * file does not fill the journal at each scrape. That a machine has nothing of a kind is not worth a line.
 */
export const failureLog = (write: (line: string) => void) => {
  const known = new Map<string, string>()
  return {
    failed: ({ collector, error, noData }: CollectFailure): void => {
      if (noData) return
      const reason = error instanceof Error ? error.message : String(error)
      if (known.get(collector) === reason) return
      known.set(collector, reason)
      write(`collector ${collector} failed: ${reason}`)
    },
    succeeded: (collector: string): void => {
      if (known.delete(collector)) write(`collector ${collector} works again`)
    }
  }
}
