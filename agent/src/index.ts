/** What others need of the agent: the simulator of a fleet sends a collector exactly what a device does. */
export type { Batch, BatchIdentity } from './batch/batch.ts'
export { encodeLogs, type LogItem } from './batch/log-batch.ts'
export { encodeReport } from './batch/report-batch.ts'
export { requestHeaders, type Attempt, type Identity } from './batch/request-headers.ts'
export { selectFamilies, type ProfileSettings } from './measure/profile.ts'
