import { expect, it } from 'vitest'
import type { Envelope } from '@mimamori/contract'
import { afterEnd, afterMessage, newConnection, withoutFuture, type ConnectionState } from '../../../src/devices/connection/connection-state.ts'
import { gapAt } from '../../../src/devices/connection/gaps.ts'

const minute = 60_000
const nowMs = 1_000_000 * minute
const envelope: Envelope = {
  clientId: undefined, stream: 's', kind: 'report', sequence: 1, boot: 'b', bootStartedMs: undefined, attemptBoot: 'b', attemptMonotonicMs: 0, attemptWallMs: 0, clockSynchronised: true,
  spoolOldestAgeMs: undefined, dropped: undefined, agentVersion: undefined, contentVersion: undefined, goodbye: undefined
}

/** The connection after reports at these times. */
const afterReports = (...timesMs: readonly number[]): ConnectionState =>
  timesMs.reduce((state, atMs) => afterMessage(state, { deviceId: 'pi', atMs, envelope, isReport: true }), newConnection(60))

it('a device has a gap from the end of its live series, three intervals after their report, to the next report', () => {
  expect(afterReports(nowMs, nowMs + minute, nowMs + 60 * minute, nowMs + 63 * minute).gaps).toEqual([{ fromMs: 0, untilMs: nowMs }, { fromMs: nowMs + 4 * minute, untilMs: nowMs + 60 * minute }])
})

it('log lines, a status and a report that is not taken end no gap', () => {
  const state = afterReports(nowMs)
  const later = { deviceId: 'pi', atMs: nowMs + 60 * minute }
  for (const message of [{ ...later, envelope }, { ...later, isReport: true }, { ...later, envelope, refusedAs: 'EXPOSITION_REFUSED' }]) expect(afterMessage(state, message)).toMatchObject({ gaps: state.gaps, publishedUntilMs: state.publishedUntilMs })
})

it('the end of the collector is the beginning of a gap', () => {
  const ended = afterEnd(afterReports(nowMs), nowMs + minute)
  expect(afterMessage(ended, { deviceId: 'pi', atMs: nowMs + 2 * minute, envelope, isReport: true }).gaps.at(-1)).toEqual({ fromMs: nowMs + minute, untilMs: nowMs + 2 * minute })
  const expired = afterReports(nowMs)
  expect(afterEnd(expired, nowMs + 60 * minute)).toBe(expired)
})

it('the newest 200 gaps are kept', () => {
  const state = afterReports(...Array.from({ length: 300 }, (_, i) => nowMs + i * 4 * minute))
  expect([state.gaps.length, state.gaps.at(-1)!.untilMs]).toEqual([200, nowMs + 299 * 4 * minute])
})

it('no gap lies in the future, nor is anything published until then, after a clock that was ahead', () => {
  const { gaps, publishedUntilMs } = withoutFuture(afterReports(nowMs, nowMs + 500_000 * minute), nowMs + 10 * minute)
  expect(gaps).toEqual([{ fromMs: 0, untilMs: nowMs }, { fromMs: nowMs + 3 * minute, untilMs: nowMs + 10 * minute }])
  expect(publishedUntilMs).toBe(nowMs + 13 * minute)
})

it('neither end of a gap lies in it, and one that goes on has no end', () => {
  const gaps = [{ fromMs: 10, untilMs: 20 }, { fromMs: 30 }]
  expect([10, 11, 20, 30, 31, 1e15].map((ms) => gapAt(gaps, ms))).toEqual([undefined, gaps[0], undefined, undefined, gaps[1], gaps[1]])
})
