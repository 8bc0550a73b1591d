import { CodedError } from '../../platform/errors/error-codes.ts'
import { createMinuteBudget } from '../../platform/rate-limits/minute-budget.ts'
import type { Clock } from '../../platform/clock/clock.ts'

/** A device sends more log lines than it may; nothing of its message was taken. */
export class LogBudgetError extends CodedError {
  override readonly name = 'LogBudgetError'
  readonly code = 'TOO_MANY_LOG_BYTES'
  override readonly retryAfterSeconds: number

  constructor (retryAfterSeconds: number) {
    super(
      'this device sends more log lines than it may in a minute (MIMAMORI_DEVICE_LOG_BYTES_PER_MINUTE): nothing was stored; keep them and try again later'
    )
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** How many bytes of log lines each device may send. */
export interface LogBudget {
  /** @throws {LogBudgetError} if the device has used up its bytes */
  require (deviceId: string): void
  /** Negative bytes give back lines that were not stored. */
  spend (deviceId: string, bytes: number): void
}

/**
 * Limits the bytes of each device in a minute. No batch is too large for ever, and a spool of hours drains at this rate
 * (minute-budget.ts).
 */
export const createLogBudget = ({
  clock,
  bytesPerMinute
}: {
  readonly clock: Pick<Clock, 'monotonicMs'>
  readonly bytesPerMinute: number
}): LogBudget => {
  const budget = createMinuteBudget({ clock, perMinute: bytesPerMinute })
  return {
    require (deviceId) {
      const waitSeconds = budget.waitSeconds(deviceId)
      if (waitSeconds !== undefined) throw new LogBudgetError(waitSeconds)
    },
    spend: (deviceId, bytes) => {
      budget.spend(deviceId, bytes)
    }
  }
}
