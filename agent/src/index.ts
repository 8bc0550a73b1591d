/** Exports for the simulator of a fleet, which sends a collector exactly what a device does. */
export type { Batch, BatchIdentity } from './spool/batch/batch.ts'
export { encodeLogs, type LogItem } from './spool/batch/log-batch.ts'
export { encodeReport } from './spool/batch/report-batch.ts'
export { requestHeaders, type Attempt, type Identity } from './spool/batch/request-headers.ts'
export { selectFamilies, type ProfileSettings } from './measure/profile.ts'
