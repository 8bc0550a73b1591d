import { Counter, Gauge, type Registry } from '@prometheus-io/client'
import { removalReasons, type RemovalReason } from '../../logs/removal-reason.ts'

/** Counts the log lines that were removed to hold the limits, and shows what waits to be stored. */
export interface LogMetrics {
  removed (reason: RemovalReason, lines: number): void
}

export const createLogMetrics = (registry: Registry, queued: () => { readonly batches: number, readonly bytes: number }): LogMetrics => {
  const removed = new Counter({ name: 'mimamori_collector_log_lines_removed_total', help: 'Stored log lines removed, by reason: older than MIMAMORI_LOG_RETENTION_DAYS, or for others within MIMAMORI_LOG_MAX_BYTES.', labelNames: ['reason'], registers: [registry] })
  for (const reason of removalReasons) removed.inc({ reason }, 0)
  const registers = [registry]
  new Gauge({ name: 'mimamori_collector_log_queue_bytes', help: 'Log lines that are accepted and wait to be stored, in bytes.', registers, collect () { this.set(queued().bytes) } })
  new Gauge({ name: 'mimamori_collector_log_queue_batches', help: 'Batches of log lines that are accepted and wait to be stored.', registers, collect () { this.set(queued().batches) } })
  return { removed: (reason, lines) => { removed.inc({ reason }, lines) } }
}
