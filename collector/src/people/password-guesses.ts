import type { Clock } from '../platform/clock/clock.ts'
import { failureBudgets } from '../platform/rate-limits/failure-budgets.ts'

/** Wrong passwords of one client in a minute for one name; whoever is kept out by a neighbour's guesses still logs in with a link. */
const byName = 10
/** The same for all names: a whole site may share an address. */
const byClient = 30

/** The wrong passwords of the last minute, by the network that they came from: nobody is kept out by what others do elsewhere. */
export const createPasswordGuesses = (clock: Clock) => {
  const names = failureBudgets(clock, { perMinute: byName, mostSources: 1000 })
  const clients = failureBudgets(clock, { perMinute: byClient, mostSources: 1000 })
  return {
    note (client: string, name: string): void {
      names.note(`${client} ${name}`)
      clients.note(client)
    },
    /** Whether there are any of this client. */
    hasFailed: (client: string): boolean => clients.hasAny(client),
    /** Seconds until a password of this client for this name is checked again; undefined if it is now. */
    waitSeconds: (client: string, name: string): number | undefined =>
      names.exhaustedForSeconds(`${client} ${name}`) ?? clients.exhaustedForSeconds(client)
  }
}
