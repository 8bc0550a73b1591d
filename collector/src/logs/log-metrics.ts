import { Counter, Gauge, type Registry } from '@prometheus-io/client'
import { removalReasons, type RemovalReason } from './removal-reason.ts'

/** Counts the log lines that were removed to enforce the limits, and shows the ones that wait to be stored. */
export interface LogMetrics {
  removed (reason: RemovalReason, lines: number): void
}

interface Deps {
  readonly maxQueueBytes: number
  readonly queued: () => { readonly batches: number, readonly bytes: number }
  readonly isBackendUp: () => boolean
}

export const createLogMetrics = (registry: Registry, { maxQueueBytes, queued, isBackendUp }: Deps): LogMetrics => {
  const removed = new Counter({
    name: 'mimamori_collector_log_lines_removed_total',
    help: 'Stored log lines removed, by reason: older than MIMAMORI_LOG_RETENTION_DAYS, or for others within MIMAMORI_LOG_MAX_BYTES.',
    labelNames: ['reason'],
    registers: [registry]
  })
  for (const reason of removalReasons) removed.inc({ reason }, 0)
  const registers = [registry]
  new Gauge({
    name: 'mimamori_collector_log_queue_bytes',
    help: 'Log lines that are accepted and wait to be stored, in bytes.',
    registers,
    collect () {
      this.set(queued().bytes)
    }
  })
  new Gauge({
    name: 'mimamori_collector_log_queue_batches',
    help: 'Batches of log lines that are accepted and wait to be stored.',
    registers,
    collect () {
      this.set(queued().batches)
    }
  })
  new Gauge({
    name: 'mimamori_collector_log_queue_limit_bytes',
    help: 'What may wait, in bytes, before devices have to keep their log lines (MIMAMORI_LOG_QUEUE_MAX_BYTES).',
    registers
  }).set(maxQueueBytes)
  new Gauge({
    name: 'mimamori_collector_log_backend_up',
    help: '1 while log lines can be stored, in the embedded database or in Loki; 0 while tries to store them fail.',
    registers,
    collect () {
      this.set(isBackendUp() ? 1 : 0)
    }
  })
  return { removed: (reason, lines) => { removed.inc({ reason }, lines) } }
}
