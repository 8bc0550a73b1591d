import type { Clock } from '../../platform/clock/clock.ts'
import { failureBudget } from '../../platform/rate-limits/failure-budget.ts'
import { failureBudgets } from '../../platform/rate-limits/failure-budgets.ts'
import { networkOf } from '../../platform/http/connections/peer-address.ts'

/**
 * Wrong keys that one address may send in a minute before it counts as guessing. Keys that were imported from
 * elsewhere may be short or common; generated keys have 256 bits and are not limited, since a
 * whole site can share the address of one guesser.
 */
const byAddress = 20
/** The same for all addresses together, and so for each device whose key is guessed: an attacker can have many addresses. */
const inAll = 200

export interface KeyGuesses {
  record (address: string): void
  /**
   * Seconds until a weak key, or an unknown one, is taken or refused from there again; undefined if it is now. A device at its
   * known address does not suffer from keys that come from elsewhere.
   */
  waitSeconds (address: string, isKnownPlace: boolean): number | undefined
}

/** The wrong keys of the last minute. */
export const createKeyGuesses = (clock: Clock): KeyGuesses => {
  const addresses = failureBudgets(clock, { perMinute: byAddress, mostSources: 1000 })
  const networks = failureBudgets(clock, { perMinute: byAddress, mostSources: 1000 })
  const all = failureBudget(clock, { perMinute: inAll })
  return {
    record (address) {
      addresses.record(address)
      networks.record(networkOf(address))
      all.record()
    },
    waitSeconds: (address, isKnownPlace) =>
      addresses.exhaustedForSeconds(address) ??
      (isKnownPlace ? undefined : (networks.exhaustedForSeconds(networkOf(address)) ?? all.exhaustedForSeconds()))
  }
}
