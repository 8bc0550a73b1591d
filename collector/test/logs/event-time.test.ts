import { describe, expect, it } from 'vitest'
import { eventTime, timestampTime } from '../../src/logs/intake/event-time.ts'

const receivedMs = Date.UTC(2026, 10, 25, 12)
const unknown = { bootStartedMs: undefined, toldBootStartMs: undefined, receivedMs }

describe('the time of a line from a batch', () => {
  it('is told by the monotonic clock of its boot, whatever the device’s date was: 1970, or one that jumped or was set back', () => {
    expect(eventTime(90_000, { ...unknown, bootStartedMs: receivedMs - 100_000 })).toEqual({ eventMs: receivedMs - 10_000, estimated: false })
    expect(eventTime(90_000, { ...unknown, bootStartedMs: receivedMs - 100_000, toldBootStartMs: Date.UTC(2025) })).toEqual({ eventMs: receivedMs - 10_000, estimated: false })
  })

  it('is told by the device’s synchronised clock where we never heard from that boot', () => {
    expect(eventTime(60_000, { ...unknown, toldBootStartMs: receivedMs - 7_200_000 })).toEqual({ eventMs: receivedMs - 7_140_000, estimated: false })
  })

  it.each([
    ['neither is known', undefined],
    ['the device’s clock says that its boot was before any Pi', Date.UTC(1970)],
    ['it says that its boot was in the future', receivedMs + 1]
  ])('is that of receipt, marked estimated, where %s', (_why, toldBootStartMs) => {
    expect(eventTime(5, { ...unknown, toldBootStartMs })).toEqual({ eventMs: receivedMs, estimated: true })
  })

  it('is never later than its receipt', () => {
    expect(eventTime(200_000, { ...unknown, bootStartedMs: receivedMs - 100_000 }).eventMs).toBe(receivedMs)
    expect(eventTime(200_000, { ...unknown, toldBootStartMs: receivedMs - 100_000 }).eventMs).toBe(receivedMs)
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
