import type { Clock } from '../clock/clock.ts'

/** Counts the failures of the last minute. */
export interface FailureBudget {
  record (): void
  readonly hasAny: boolean
  /** Seconds until another failure is allowed; undefined while one still is. */
  exhaustedForSeconds (): number | undefined
}

export const failureBudget = (clock: Clock, { perMinute }: { readonly perMinute: number }): FailureBudget => {
  let failures: number[] = []
  const recent = (): number[] => failures = failures.filter((atMs) => atMs > clock.monotonicMs() - 60_000)
  return {
    record: () => { if (recent().length < perMinute) failures.push(clock.monotonicMs()) },
    get hasAny () { return recent().length > 0 },
    exhaustedForSeconds: () => {
      const [oldest] = recent()
      if (oldest === undefined || failures.length < perMinute) return undefined
      return Math.max(1, Math.ceil((oldest + 60_000 - clock.monotonicMs()) / 1000))
    }
  }
}
