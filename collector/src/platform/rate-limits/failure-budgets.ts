import type { Clock } from '../clock/clock.ts'
import { failureBudget, type FailureBudget } from './failure-budget.ts'

/** A budget of failures for each source, such as an address. Sources are bounded: the one that failed longest ago is dropped. */
export interface FailureBudgets {
  record (source: string): void
  hasAny (source: string): boolean
  /** Seconds until another failure of this source is allowed; undefined while one still is. */
  exhaustedForSeconds (source: string): number | undefined
}

export const failureBudgets = (
  clock: Clock,
  { perMinute, mostSources }: { readonly perMinute: number, readonly mostSources: number }
): FailureBudgets => {
  const budgets = new Map<string, FailureBudget>()
  return {
    record (source) {
      const budget = budgets.get(source) ?? failureBudget(clock, { perMinute })
      budget.record()
      // A map keeps the order in which its entries were put in: the first is the one whose last failure is oldest.
      budgets.delete(source)
      budgets.set(source, budget)
      if (budgets.size > mostSources) budgets.delete(budgets.keys().next().value!)
    },
    hasAny: (source) => budgets.get(source)?.hasAny === true,
    exhaustedForSeconds: (source) => budgets.get(source)?.exhaustedForSeconds()
  }
}
