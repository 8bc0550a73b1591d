import { describe, expect, test } from 'vitest'
import type { DeliveryOutcome } from '../../src/delivery/outcome.ts'
import { noBackoff, nextBackoff, type Backoff } from '../../src/delivery/backoff.ts'

const failure: DeliveryOutcome = { kind: 'retry', reason: 'nobody there' }
const refusal: DeliveryOutcome = { kind: 'refused', code: 'CLIENT_KEY_INVALID', reason: 'unknown key' }
const minutes = (count: number): number => count * 60_000

/** The waits after so many outcomes in a row. */
const waits = (
  outcome: DeliveryOutcome,
  count: number,
  options: { random?: () => number, spread?: number, intervalMs?: number } = {}
): number[] => {
  let backoff: Backoff = noBackoff
  return Array.from({ length: count }, () => {
    backoff = nextBackoff(backoff, outcome, { random: () => 0.999_999, spread: 0.5, intervalMs: minutes(10), ...options })
    return backoff.waitMs
  })
}

describe('after failures', () => {
  test('the ceiling of the wait doubles from 2 s to 5 minutes, and stays there', () => {
    expect(waits(failure, 12).map((ms) => Math.ceil(ms / 1000))).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300, 300])
  })

  test.each([
    [10, [2, 4, 8, 16, 20, 20]],
    [60, [2, 4, 8, 16, 32, 64, 120, 120]]
  ])('a device that reports every %i s waits no longer than two of its intervals', (seconds, ceilings) => {
    expect(waits(failure, ceilings.length, { intervalMs: seconds * 1000 }).map((ms) => Math.ceil(ms / 1000))).toEqual(ceilings)
  })

  test('the ceiling stays at 5 minutes after years of failures', () => {
    expect(
      nextBackoff({ failures: 1_000_000, refusals: 0, waitMs: 0 }, failure, { random: () => 1, spread: 0, intervalMs: minutes(10) }).waitMs
    ).toBe(minutes(5))
  })

  test('the wait is anywhere below the ceiling: full jitter', () => {
    expect(waits(failure, 4, { random: () => 0 })).toEqual([0, 0, 0, 0])
    expect(waits(failure, 3, { random: () => 0.5 })).toEqual([1000, 2000, 4000])
  })

  test('what the server asks for comes first, and the jitter on top', () => {
    expect(waits({ ...failure, waitMs: 12_000 }, 2, { random: () => 0.5 })).toEqual([13_000, 14_000])
  })

  test('a server that asks for a year is heard for 10 minutes', () => {
    expect(waits({ ...failure, waitMs: 365 * 24 * 3_600_000 }, 1, { random: () => 0 })).toEqual([minutes(10)])
  })

  test('one success puts everything back', () => {
    const tired = nextBackoff(nextBackoff(noBackoff, failure, { random: () => 1, spread: 0, intervalMs: minutes(10) }), failure, {
      random: () => 1,
      spread: 0,
      intervalMs: minutes(10)
    })
    for (const kind of ['too-large', 'rejected'] as const) {
      expect(nextBackoff(tired, { kind, reason: '' }, { random: () => 1, spread: 0, intervalMs: minutes(10) })).toEqual(noBackoff)
    }
  })
})

describe('after a refusal', () => {
  test('the wait is 10 minutes, for ever, but for the first, which is the device’s own', () => {
    expect(waits(refusal, 4, { spread: 0.25 })).toEqual([minutes(7.5), minutes(10), minutes(10), minutes(10)])
  })

  test('devices that are refused in one moment come back over 10 minutes', () => {
    expect(waits(refusal, 1, { spread: 0 })[0]).toBe(minutes(5))
    expect(waits(refusal, 1, { spread: 0.999 })[0]).toBeCloseTo(minutes(14.99))
  })

  test('a failure in between does not make the next refusal a second one', () => {
    const options = { random: () => 0, spread: 0, intervalMs: minutes(1) }
    expect(nextBackoff(nextBackoff(nextBackoff(noBackoff, refusal, options), failure, options), refusal, options).waitMs).toBe(minutes(5))
  })
})
