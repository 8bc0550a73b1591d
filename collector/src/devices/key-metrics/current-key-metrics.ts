import { intervalsUntilLate } from '../connection/connection.ts'
import type { Connection } from '../connection/connection.ts'
import type { KeyMetrics } from './key-metrics.ts'

/**
 * A device's values, for as long as its live series are published: a device that sends messages, but had no report
 * accepted for three intervals, has none.
 */
export const currentKeyMetrics = (
  keyMetrics: KeyMetrics | undefined,
  { connection, nowMs }: { readonly connection: Connection | undefined, readonly nowMs: number }
): KeyMetrics | undefined =>
  keyMetrics !== undefined && connection !== undefined && nowMs - keyMetrics.atMs <= intervalsUntilLate * connection.intervalSeconds * 1000
    ? keyMetrics
    : undefined
