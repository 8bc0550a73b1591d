import { Counter, type Registry } from '@prometheus-io/client'
import { removalReasons, type RemovalReason } from '../../logs/retention.ts'

/** Counts the log lines that were removed to hold the limits. */
export interface LogMetrics {
  removed (reason: RemovalReason, lines: number): void
}

export const createLogMetrics = (registry: Registry): LogMetrics => {
  const removed = new Counter({ name: 'mimamori_collector_log_lines_removed_total', help: 'Stored log lines removed, by reason: older than MIMAMORI_LOG_RETENTION_DAYS, or for others within MIMAMORI_LOG_MAX_BYTES.', labelNames: ['reason'], registers: [registry] })
  for (const reason of removalReasons) removed.inc({ reason }, 0)
  return { removed: (reason, lines) => { removed.inc({ reason }, lines) } }
}
