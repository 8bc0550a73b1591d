import { describe, expect, it } from 'vitest'
import { eventTime, timestampTime } from '../../src/logs/intake/event-time.ts'

const receivedMs = Date.UTC(2026, 10, 25, 12)
const attemptMonotonicMs = 7_200_000
/** Sent by a later boot, two hours after it began. */
const unknown = {
  bootStartedMs: undefined,
  reportedBootStartMs: undefined,
  attempt: { isOfSameBoot: false, bootStartedMs: receivedMs - attemptMonotonicMs, monotonicMs: attemptMonotonicMs },
  receivedMs
}
const ofThisBoot = { ...unknown, bootStartedMs: receivedMs - attemptMonotonicMs, attempt: { ...unknown.attempt, isOfSameBoot: true } }

describe('the time of a line from a batch', () => {
  it('comes from the monotonic clock of its boot, whatever the device’s date was: 1970, or one that jumped or was set back', () => {
    const line = { eventMs: receivedMs - 10_000, estimated: false }
    expect(eventTime(attemptMonotonicMs - 10_000, ofThisBoot)).toEqual(line)
    expect(eventTime(attemptMonotonicMs - 10_000, { ...ofThisBoot, reportedBootStartMs: Date.UTC(2025) })).toEqual(line)
  })

  it('comes from the device’s synchronised clock where we never heard from that boot', () => {
    expect(eventTime(60_000, { ...unknown, reportedBootStartMs: receivedMs - 10_800_000 })).toEqual({
      eventMs: receivedMs - 10_740_000,
      estimated: false
    })
  })

  it.each([
    ['neither is known', undefined],
    ['the device’s clock says that its boot was before any Pi', Date.UTC(1970)],
    ['it says that its boot began after the one that sends the line', receivedMs - attemptMonotonicMs + 1]
  ])('is before the boot that sends it, marked estimated, where %s', (_why, reportedBootStartMs) => {
    expect(eventTime(5, { ...unknown, reportedBootStartMs })).toEqual({
      eventMs: receivedMs - attemptMonotonicMs - 60_000 + 7200,
      estimated: true
    })
  })

  it('is before that boot, and rises with what is sent later, however late that is', () => {
    const sentAfterMs = [0, 1000, 60_000, 3_600_000, 86_400_000].map(
      (monotonicMs) =>
        eventTime(5, { ...unknown, attempt: { isOfSameBoot: false, bootStartedMs: receivedMs - 86_400_000, monotonicMs } }).eventMs -
        receivedMs +
        86_400_000
    )
    expect(sentAfterMs).toEqual([-60_000, -59_999, -59_940, -56_400, 0])
  })

  it('is never later than its receipt, and in an earlier boot not later than the next one began', () => {
    expect(eventTime(attemptMonotonicMs + 100_000, ofThisBoot).eventMs).toBe(receivedMs)
    const attemptStartedMs = receivedMs - attemptMonotonicMs
    expect(eventTime(200_000, { ...unknown, bootStartedMs: attemptStartedMs - 100_000 }).eventMs).toBe(attemptStartedMs)
    expect(eventTime(200_000, { ...unknown, reportedBootStartMs: attemptStartedMs - 100_000 }).eventMs).toBe(attemptStartedMs)
  })
})

describe('the time of a plain entry', () => {
  it('is its own timestamp where that can be true', () => {
    expect(timestampTime('2026-11-25T20:30:00+09:00', receivedMs)).toEqual({ eventMs: receivedMs - 1_800_000, estimated: false })
  })

  it('is that of receipt where there is none', () => {
    expect(timestampTime(undefined, receivedMs)).toEqual({ eventMs: receivedMs, estimated: false })
  })

  it('is that of receipt, and no estimate, where the sender’s clock is ahead by less than a second', () => {
    expect(timestampTime('2026-11-25T12:00:00.900Z', receivedMs)).toEqual({ eventMs: receivedMs, estimated: false })
    expect(timestampTime('2026-11-25T12:00:01.100Z', receivedMs)).toEqual({ eventMs: receivedMs, estimated: true })
  })

  it.each(['1970-01-01T00:00:30Z', '2030-01-01T00:00:00Z'])('is that of receipt, marked estimated, for %s', (timestamp) => {
    expect(timestampTime(timestamp, receivedMs)).toEqual({ eventMs: receivedMs, estimated: true })
  })
})
