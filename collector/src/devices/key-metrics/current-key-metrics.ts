import { intervalsUntilLate } from '../connection/connection.ts'
import type { Connection } from '../connection/connection.ts'
import type { KeyMetrics } from './key-metrics.ts'

/**
 * A device's values as long as they hold, which is as long as its live series do: one that is heard, but of which no report
 * was taken for three intervals, shows none.
 */
export const currentKeyMetrics = (keyMetrics: KeyMetrics | undefined, { connection, nowMs }: { readonly connection: Connection | undefined, readonly nowMs: number }): KeyMetrics | undefined =>
  keyMetrics !== undefined && connection !== undefined && nowMs - keyMetrics.atMs <= intervalsUntilLate * connection.intervalSeconds * 1000 ? keyMetrics : undefined
