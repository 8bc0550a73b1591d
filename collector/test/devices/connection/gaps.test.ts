import { expect, it } from 'vitest'
import type { Envelope } from '@mimamori/contract'
import { afterMessage, newConnection } from '../../../src/devices/connection/connection-state.ts'
import { gapAt } from '../../../src/devices/connection/gaps.ts'

const minute = 60_000
const nowMs = 1_000_000 * minute
const envelope: Envelope = {
  clientId: undefined,
  stream: 's',
  kind: 'report',
  sequence: 1,
  boot: 'b',
  bootStartedMs: undefined,
  attemptBoot: 'b',
  attemptMonotonicMs: 0,
  attemptWallMs: 0,
  clockSynchronised: true,
  spoolOldestAgeMs: undefined,
  dropped: undefined,
  agentVersion: undefined,
  contentVersion: undefined,
  shutdownReason: undefined
}

it('log lines, a status and a report that is not taken end no gap', () => {
  const { liveSeries, ...state } = afterMessage(newConnection(60), { deviceId: 'pi', atMs: nowMs, envelope, isReport: true })
  expect(liveSeries.publishedUntilMs).toBe(nowMs + 3 * minute)
  const later = { deviceId: 'pi', atMs: nowMs + 60 * minute }
  for (const message of [
    { ...later, envelope },
    { ...later, isReport: true },
    { ...later, envelope, refusedAs: 'EXPOSITION_REFUSED' }
  ]) {
    expect(afterMessage({ liveSeries, ...state }, message).liveSeries).toBe(liveSeries)
  }
})

it('neither end of a gap lies in it, and one that goes on has no end', () => {
  const gaps = [{ fromMs: 10, untilMs: 20 }, { fromMs: 30 }]
  expect([10, 11, 20, 30, 31, 1e15].map((ms) => gapAt(gaps, ms))).toEqual([undefined, gaps[0], undefined, undefined, gaps[1], gaps[1]])
})
