import { intervalsUntilLate } from '../freshness/evaluate-status.ts'
import type { Contact } from '../connection/connection.ts'
import type { Vitals } from './key-metrics.ts'

/**
 * A device's values as long as they hold, which is as long as its live series do: one that is heard, but of which no report
 * was taken for three intervals, shows none.
 */
export const currentVitals = (vitals: Vitals | undefined, { contact, nowMs }: { readonly contact: Contact | undefined, readonly nowMs: number }): Vitals | undefined =>
  vitals !== undefined && contact !== undefined && nowMs - vitals.atMs <= intervalsUntilLate * contact.intervalSeconds * 1000 ? vitals : undefined
