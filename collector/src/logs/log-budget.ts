import type { Clock } from '../clock/clock.ts'

/** A device sends more log lines than it may; nothing of what it sent was taken. */
export class LogBudgetError extends Error {
  override readonly name = 'LogBudgetError'
  readonly retryAfterSeconds: number

  constructor (retryAfterSeconds: number) {
    super('this device sends more log lines than it may in a minute (MIMAMORI_DEVICE_LOG_BYTES_PER_MINUTE): nothing was stored; keep them and try again later')
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** How many bytes of log lines each device may send. */
export interface LogBudget {
  /** @throws {LogBudgetError} where the device has used up its bytes */
  require (deviceId: string): void
  spend (deviceId: string, bytes: number): void
}

/**
 * So many bytes a minute by device, all of which it may send at once. Whoever has any left is heard, however large the batch: the
 * next one waits longer. So no batch is too large for ever, and a spool of hours drains at this rate.
 */
export const createLogBudget = ({ clock, bytesPerMinute }: { readonly clock: Pick<Clock, 'monotonicMs'>, readonly bytesPerMinute: number }): LogBudget => {
  const spent = new Map<string, { readonly bytes: number, readonly atMs: number }>()
  const spentBy = (deviceId: string): number => {
    const last = spent.get(deviceId)
    return last === undefined ? 0 : Math.max(0, last.bytes - (clock.monotonicMs() - last.atMs) * bytesPerMinute / 60_000)
  }
  return {
    require (deviceId) {
      const excess = spentBy(deviceId) - bytesPerMinute
      if (excess >= 0) throw new LogBudgetError(Math.max(1, Math.ceil(excess / bytesPerMinute * 60)))
    },
    spend (deviceId, bytes) { spent.set(deviceId, { bytes: spentBy(deviceId) + bytes, atMs: clock.monotonicMs() }) }
  }
}
