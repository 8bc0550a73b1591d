/** The messages between agent, callback, runner, page and collector. */
export { about, requestId } from './about.ts'
export * from './headers.ts'
export { decodeOnBehalfOf, encodeOnBehalfOf, onBehalfOfHeader } from './on-behalf-of.ts'
export { deviceId } from './device-id.ts'
export { reservedDeviceIds } from './device-id-rule.ts'
export { timestamp, utcTimestamp } from './timestamp.ts'
export { logEntry, type LogEntry } from './log-entry.ts'
export { logLevels, type LogLevel } from './level-names.ts'
export { logLevel } from './log-level.ts'
export { rejected, type Rejected } from './rejected.ts'
export { statusAnswer, statusReport, type StatusAnswer, type StatusReport } from './status-report.ts'
export { batchAnswer, batchEnvelope, logBatch, toEnvelope, type BatchAnswer, type Envelope, type LogBatch } from './batch.ts'
export {
  sampleBatch,
  sampleBatchLimits,
  sampleSeries,
  valueCountMistake,
  type SampleBatch,
  type SampleSeries,
  type SampleValue
} from './sample-batch.ts'
export { errorAnswer, issue, type ErrorAnswer, type Issue } from './error-answer.ts'
export { oldKeysOf } from './old-keys.ts'
export { isOutOfUse } from './out-of-use.ts'
export { agentRelease, hostOutcomes, isFailure, isSuccess, type HostOutcome } from './outcomes.ts'
export {
  hostCounts,
  hostFinished,
  hostUnderWay,
  maxHostsOfRun,
  maxReleases,
  runHost,
  runId,
  runKinds,
  runOutcomes,
  runSummary,
  updateEnd,
  updateHosts,
  updateQueue,
  updateStart,
  type HostCounts,
  type HostFinished,
  type HostItem,
  type ReleaseOutcome,
  type RunHost,
  type RunKind,
  type RunOutcome,
  type RunSummary,
  type UpdateEnd,
  type UpdateHosts,
  type UpdateQueue,
  type UpdateStart
} from './update-run.ts'
export { nextHostState, waitingHost, type HeardHostState, type HostState } from './host-state.ts'
export {
  runChange,
  runDetails,
  runList,
  queueView,
  type QueueView,
  type RunChange,
  type RunDetails,
  type RunList
} from './update-answers.ts'
export { freshnesses, reasonCodes, type Freshness, type ReasonCode } from './freshness.ts'
export { limits, warningCodes, type WarningCode } from './warnings.ts'
export {
  deviceLimits, limitFields, limitList, limitScopes, limitsChange, optionalLimits, ownLimits, scopedLimits,
  type DeviceLimits, type LimitList, type LimitName, type LimitScope, type OwnLimits, type ScopedLimits
} from './device-limits.ts'
export { wholeFleet } from './default-limits.ts'
export {
  deviceList,
  deviceStates,
  deviceView,
  hashPrefixLength,
  type DeviceList,
  type DeviceState,
  type DeviceView
} from './registered-device.ts'
export {
  fetchedRunRequest,
  fetchRunRequest,
  oneRunRequest,
  requestActions,
  runRequest,
  runRequestAnswer,
  runRequestList,
  runRequestStates,
  wantedRun,
  type FetchedRunRequest,
  type FetchRunRequest,
  type OneRunRequest,
  type RequestAction,
  type RunRequest,
  type RunRequestAnswer,
  type RunRequestList,
  type WantedRun
} from './run-request.ts'
export { installs, runActions, type RunAction } from './run-action.ts'
export {
  enrollmentObstacleCodes, enrollmentObstacles, enrollmentObstaclesAnswer, enrollmentToken,
  type EnrollmentObstacleCode, type EnrollmentObstacles, type EnrollmentToken
} from './enrollment-token.ts'
export { logLineView, logList, logTail, type LogLineView, type LogList, type LogTail } from './log-line.ts'
export { clientStatus, lastUpdate, type ClientStatus, type LastUpdate } from './client-status.ts'
export { deviceStatus, fleetChange, fleetStatus, type DeviceStatus, type FleetChange, type FleetStatus } from './fleet-status.ts'
export { deviceDetails, measures, type DeviceDetails, type Measure } from './device-details.ts'
export {
  deviceHistory,
  deviceHistoryQuery,
  historyMetrics,
  markKinds,
  type DeviceHistory,
  type HistoryMark,
  type HistoryMetric,
  type HistoryPoint,
  type MarkKind
} from './device-history.ts'
export { historyRanges, rememberedRange, type HistoryRange } from './history-range.ts'
export { languages, type Language } from './language.ts'
export type { ServerPlace } from './server-place.ts'
export * from './receivers/index.ts'
export {
  acknowledgementRequest,
  alertingStatus,
  alertList,
  alertNotification,
  alertNotificationQuery,
  alertStates,
  alertView,
  fingerprint,
  oneAlert,
  type AlertingStatus,
  type AlertList,
  type AlertNotification,
  type AlertState,
  type AlertView,
  type NotifiedAlert
} from './alerts.ts'
export {
  auditActions,
  auditEntry,
  auditList,
  auditSubjects,
  fieldChange,
  type AuditAction,
  type AuditEntry,
  type AuditList,
  type AuditSubject,
  type FieldChange
} from './audit.ts'
export { alertGroups, type AlertGroup, type AlertGroups } from './alert-groups.ts'
export { notificationProblems, notificationProblemText, type NotificationProblem } from './text/notification-problem.ts'
export { severities, severityOf, type Severity } from './severity.ts'
export { suppression, type Suppression } from './suppression.ts'
export {
  addedSilence,
  oneSilence,
  silenceList,
  silenceMatcher,
  silenceRequest,
  silenceView,
  type SilenceList,
  type SilenceMatcher,
  type SilenceRequest,
  type SilenceView
} from './silences.ts'
