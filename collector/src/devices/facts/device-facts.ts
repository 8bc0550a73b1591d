import { reportGroup, scrapeGroup, type LiveStore } from '../live/live-store.ts'
import { factFamilies, lastingFacts, lastingFamilies, readFacts, type Facts, type LastingFacts } from './facts.ts'
import type { LiveSample } from '../live/live-sample.ts'
import { createRestarts } from './restarts.ts'
import type { StoredFacts } from './stored-facts.ts'

/** Facts that devices report about themselves, read from their live series once per message. */
export interface DeviceFacts {
  /** `lastSeenMs`: when the device last reported; facts are read again if that has changed. */
  of (deviceId: string, lastSeenMs: number | undefined): Facts
  /** Facts that stay true while it does not report, at a fraction of the cost. */
  lasting (deviceId: string): LastingFacts
  /** For a device that is no longer expected to report. */
  forget (deviceId: string): void
}

export const createDeviceFacts = ({
  live,
  stored
}: {
  readonly live: Pick<LiveStore, 'samples'>
  readonly stored: Pick<StoredFacts, 'get' | 'forget'>
}): DeviceFacts => {
  const known = new Map<string, { readonly seenMs: number | undefined, readonly facts: Facts }>()
  const restarts = createRestarts()
  const lastOf = (deviceId: string): LastingFacts | undefined => known.get(deviceId)?.facts ?? stored.get(deviceId)
  /** The samples that are pushed, then the ones that are scraped. */
  const samplesOf = (deviceId: string, families: readonly string[]): readonly LiveSample[] =>
    [reportGroup, scrapeGroup].flatMap((key) => live.samples({ deviceId, key }, families))
  return {
    of (deviceId, lastSeenMs) {
      const last = known.get(deviceId)
      if (last && last.seenMs === lastSeenMs) return last.facts
      const samples = samplesOf(deviceId, factFamilies)
      const watchedRestarting = restarts.often(deviceId, samples, lastSeenMs ?? 0)
      const facts: Facts = { ...readFacts(samples, lastOf(deviceId)), ...(watchedRestarting.length > 0 && { watchedRestarting }) }
      known.set(deviceId, { seenMs: lastSeenMs, facts })
      return facts
    },
    lasting: (deviceId) => lastingFacts(readFacts(samplesOf(deviceId, lastingFamilies), lastOf(deviceId))),
    forget (deviceId) {
      known.delete(deviceId)
      restarts.forget(deviceId)
      stored.forget(deviceId)
    }
  }
}
