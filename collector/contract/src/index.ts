/** The messages between agent, callback and collector. */
export * from './headers.ts'
export { deviceId, reservedDeviceIds } from './device-id.ts'
export { instant } from './instant.ts'
export { logEntry, logLevels, type LogEntry, type LogLevel } from './log-entry.ts'
export { statusAnswer, statusReport, type StatusAnswer, type StatusReport } from './status-report.ts'
export { batchAnswer, batchEnvelope, logBatch, toEnvelope, type BatchAnswer, type Envelope, type LogBatch } from './batch.ts'
export { errorAnswer, issue, type ErrorAnswer, type Issue } from './error-answer.ts'
export {
  hostCounts, hostFinished, hostOutcomes, hostUnderWay, isFailure, isSuccess, maxHostsOfRun, overrules, runHost, runId, runKinds, runOutcomes, runSummary, updateEnd, updateHosts, updateQueue, updateStart,
  type HostCounts, type HostFinished, type HostItem, type HostOutcome, type RunHost, type RunKind, type RunOutcome, type RunSummary, type UpdateEnd, type UpdateHosts, type UpdateQueue, type UpdateStart
} from './update-run.ts'
