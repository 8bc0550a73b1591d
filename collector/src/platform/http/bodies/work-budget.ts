import type { Clock } from '../../clock/clock.ts'
import { createMinuteBudget } from '../../rate-limits/minute-budget.ts'
import { ApiError } from '../../errors/error-codes.ts'

/**
 * The bytes that the bodies of one device may have in a minute. A report of a Pi has 50 kB; this lets one key take at most some twentieth
 * of a core.
 */
const workPerMinute = 32 * 1024 * 1024
/** Reading a value of JSON takes as long as this many bytes of text. */
const bytesPerValue = 50

/** The budget for reading the bodies of each device. */
export interface WorkBudget {
  /** Call it once a body of a device is unpacked, and once more with the number of values of a JSON body. */
  readonly spend: (deviceId: string, body: { readonly bytes?: number, readonly values?: number }) => void
  /** @throws {ApiError} RATE_LIMITED if the device's bodies have taken their limit */
  readonly require: (deviceId: string) => void
}

export const createWorkBudget = (clock: Pick<Clock, 'monotonicMs'>): WorkBudget => {
  const budget = createMinuteBudget({ clock, perMinute: workPerMinute })
  return {
    spend: (deviceId, { bytes = 0, values = 0 }) => { budget.spend(deviceId, bytes + bytesPerValue * values) },
    require (deviceId) {
      const retryAfterSeconds = budget.waitSeconds(deviceId)
      if (retryAfterSeconds !== undefined) {
        throw new ApiError('RATE_LIMITED', 'this device sends more data than allowed per minute; keep it and try again later', {
          retryAfterSeconds
        })
      }
    }
  }
}
