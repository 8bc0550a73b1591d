import type { LogLineView } from '@mimamori/contract'
import type { LogLine } from './log-line.ts'

/** A stored line as the API shows it. */
export const viewLogLine = (line: LogLine): LogLineView => ({
  id: line.id,
  clientId: line.deviceId,
  level: line.level,
  message: line.message,
  timestamp: new Date(line.eventMs).toISOString(),
  receivedAt: new Date(line.receivedMs).toISOString(),
  estimated: line.estimated ?? false,
  ...(line.unit !== undefined && { unit: line.unit }),
  ...(line.context && { context: { ...line.context } }),
  ...(line.requestId !== undefined && { requestId: line.requestId }),
  ...(line.runId !== undefined && { run: line.runId })
})
