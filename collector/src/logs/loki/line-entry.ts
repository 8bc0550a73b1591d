import { logLevel } from '@mimamori/contract'
import type { LogLine } from '../../devices/snapshot/log-line.ts'
import { msOfId } from '../line-id.ts'
import { readContext } from '../stored-context.ts'
import { idOfNs } from './entry-time.ts'
import type { Fields } from './label-set.ts'
import type { NumberedLine } from './number-lines.ts'
import type { LokiEntry } from './push-request.ts'

/** A line as Loki stores it: fields that are no label are structured metadata. */
export const toEntry = ({
  line: { message, receivedMs, requestId, runId, unit, estimated, context },
  timestampNs
}: NumberedLine): LokiEntry => ({
  timestampNs,
  line: message,
  metadata: {
    ...(requestId !== undefined && { request_id: requestId }),
    received_ms: String(receivedMs),
    ...(runId !== undefined && { run_id: runId }),
    ...(unit !== undefined && { unit }),
    ...(estimated === true && { estimated: 'true' }),
    ...(context !== undefined && { context: JSON.stringify(context) })
  }
})

/** A line as Loki gives it. Others may have written into the same streams: missing fields are made up. */
export const fromEntry = (labels: Fields, { timestampNs, line, metadata }: LokiEntry): LogLine => {
  const id = idOfNs(timestampNs)
  const eventMs = msOfId(id)
  const { request_id: requestId, received_ms: receivedMs, run_id: runId, unit, estimated, context } = metadata
  return {
    id,
    eventMs,
    deviceId: labels['device'] ?? '',
    receivedMs: receivedMs === undefined ? eventMs : Number(receivedMs),
    level: logLevel.safeParse(labels['level']).data ?? 'info',
    message: line,
    ...requestId !== undefined && { requestId },
    ...runId !== undefined && { runId },
    ...unit !== undefined && { unit },
    ...estimated === 'true' && { estimated: true },
    ...context !== undefined && { context: readContext(context) }
  }
}
