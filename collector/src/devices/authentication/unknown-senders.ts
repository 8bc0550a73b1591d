import { deviceIdPattern } from '@mimamori/contract/device-id-rule'
import type { Clock } from '../../platform/clock/clock.ts'
import type { RestoredData } from '../../platform/storage/restored-data.ts'
import type { Registry } from '../registry/registry.ts'

const dayMs = 86_400_000
/** Agents ask again every ten minutes; one that has not asked for a day is gone. */
const forgottenAfterMs = dayMs
/** A device that appears later was hardly added before the restore. */
const explainedForMs = 30 * dayMs
/** Anybody on the network can send a name. */
const mostSenders = 100

/** The senders that name themselves as devices which a restored server does not know. */
export interface UnknownSenders {
  /** Records the id that came with an unknown key. */
  record (claimedId: string | undefined): void
  /** Sorted; those that are in the registry by now are left out. */
  ids (): readonly string[]
}

interface Deps {
  readonly clock: Pick<Clock, 'nowMs'>
  readonly registry: Pick<Registry, 'get'>
  /** Undefined on a server that was never restored: it names nobody. */
  readonly restored: RestoredData | undefined
}

/** Remembers them in memory: after a restart, they ask again. */
export const createUnknownSenders = ({ clock, registry, restored }: Deps): UnknownSenders => {
  const heardMs = new Map<string, number>()
  const forget = (): void => {
    for (const [id, atMs] of heardMs) {
      if (clock.nowMs() - atMs > forgottenAfterMs || registry.get(id) !== undefined) heardMs.delete(id)
    }
  }
  return {
    record (id) {
      if (restored === undefined || clock.nowMs() - restored.restoredMs > explainedForMs) return
      if (id === undefined || !deviceIdPattern.test(id) || registry.get(id) !== undefined) return
      if (heardMs.size >= mostSenders) forget()
      if (heardMs.has(id) || heardMs.size < mostSenders) heardMs.set(id, clock.nowMs())
    },
    ids () {
      forget()
      return [...heardMs.keys()].sort()
    }
  }
}
