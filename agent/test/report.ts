import type { Report } from '../src/spool/batch/report-batch.ts'

/** A report of these lines, made at this time of the boot. */
export const reportOf = (exposition: string, monotonicMs = 1000): Report => ({
  exposition,
  monotonicMs,
  wallMs: 1_795_608_000_000 + monotonicMs
})
