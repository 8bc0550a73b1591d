import { isOutOfUse } from '@mimamori/contract/out-of-use'
import type { Registry } from '../registry/registry.ts'
import type { LastingFacts } from './facts.ts'
import type { StoredFacts } from './stored-facts.ts'

interface Options {
  readonly registry: Pick<Registry, 'all'>
  readonly stored: StoredFacts
  readonly read: (deviceId: string) => LastingFacts
  readonly onError: (error: unknown) => void
  readonly everyMs?: number
}

/** Stores the lasting facts of devices every five minutes, and once more at the end. */
export const startFactsPersistence = ({
  registry,
  stored,
  read,
  onError,
  everyMs = 300_000
}: Options): { readonly close: () => Promise<void> } => {
  let round: Promise<void> | undefined
  const keep = (): Promise<void> =>
    (round ??= stored
      .keep(
        registry
          .all()
          .filter(({ state }) => !isOutOfUse(state))
          .map(({ id }) => id),
        read
      )
      .catch(onError)
      .finally(() => {
        round = undefined
      }))
  const timer = setInterval(() => {
    void keep()
  }, everyMs).unref()
  return {
    async close () {
      clearInterval(timer)
      await round
      await keep()
    }
  }
}
