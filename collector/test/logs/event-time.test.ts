import { describe, expect, it } from 'vitest'
import { eventTime, timestampTime } from '../../src/logs/event-time.ts'

const receivedMs = Date.UTC(2026, 10, 25, 12)
const moment = (monotonicMs: number, wallMs = 0) => ({ boot: 'b', monotonicMs, wallMs })

describe('the time of a line from a batch', () => {
  it('is told by the monotonic clock of its boot, however wrong the device’s date is', () => {
    expect(eventTime(moment(90_000, Date.UTC(1970)), { bootStartedMs: receivedMs - 100_000, clockSynchronised: true, receivedMs })).toEqual({ eventMs: receivedMs - 10_000, estimated: false })
  })

  it('is the wall clock’s where that boot is unknown and the clock synchronised', () => {
    expect(eventTime(moment(5, receivedMs - 7_200_000), { bootStartedMs: undefined, clockSynchronised: true, receivedMs })).toEqual({ eventMs: receivedMs - 7_200_000, estimated: false })
  })

  it.each([
    ['the clock is not synchronised', false, receivedMs - 1000],
    ['the wall clock stands before any Pi', true, Date.UTC(1970)],
    ['the wall clock stands in the future', true, receivedMs + 1]
  ])('is that of receipt, marked estimated, where %s', (_why, clockSynchronised, wallMs) => {
    expect(eventTime(moment(5, wallMs), { bootStartedMs: undefined, clockSynchronised, receivedMs })).toEqual({ eventMs: receivedMs, estimated: true })
  })

  it('is never later than its receipt', () => {
    expect(eventTime(moment(200_000), { bootStartedMs: receivedMs - 100_000, clockSynchronised: false, receivedMs }).eventMs).toBe(receivedMs)
  })
})

describe('the time of a plain entry', () => {
  it('is its own timestamp where that can be true', () => {
    expect(timestampTime('2026-11-25T20:30:00+09:00', receivedMs)).toEqual({ eventMs: receivedMs - 1_800_000, estimated: false })
  })

  it('is that of receipt where there is none', () => {
    expect(timestampTime(undefined, receivedMs)).toEqual({ eventMs: receivedMs, estimated: false })
  })

  it.each(['1970-01-01T00:00:30Z', '2030-01-01T00:00:00Z'])('is that of receipt, marked estimated, for %s', (timestamp) => {
    expect(timestampTime(timestamp, receivedMs)).toEqual({ eventMs: receivedMs, estimated: true })
  })
})
