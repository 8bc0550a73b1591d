import type { Clock } from '../../clock/clock.ts'
import { failureBudget } from '../../rate-limits/failure-budget.ts'
import { failureBudgets } from '../../rate-limits/failure-budgets.ts'

/** Wrong passwords for one name in a minute; whoever is kept out by another's guesses still logs in with a link. */
const byName = 10
/** The same for all names together: each attempt costs the server a third of a second. */
const inAll = 60

/** The wrong passwords of the last minute. */
export const createPasswordGuesses = (clock: Clock) => {
  const names = failureBudgets(clock, { perMinute: byName, mostSources: 1000 })
  const all = failureBudget(clock, { perMinute: inAll })
  return {
    note (name: string): void {
      names.note(name)
      all.note()
    },
    /** Seconds until a password for this name is looked at again; undefined where it is now. */
    waitSeconds: (name: string): number | undefined => names.exhaustedForSeconds(name) ?? all.exhaustedForSeconds()
  }
}
