import { expect, test } from 'vitest'
import type { Envelope } from '@mimamori/contract'
import { createReportAcceptor } from '../../src/ingest/accept-report.ts'
import { longExpositionBytes } from '../../src/devices/live/live-store.ts'
import { collectorInTest } from '../collector-in-test.ts'

const report = (sequence: number, page: string) => ({
  deviceId: 'pi-1',
  requestId: 'r',
  receivedMs: 1,
  address: '192.0.2.1',
  body: Buffer.from(page),
  envelope: {
    clientId: undefined,
    stream: 's'.repeat(16),
    kind: 'report',
    sequence,
    boot: 'b'.repeat(16),
    bootStartedMs: undefined,
    attemptBoot: 'b'.repeat(16),
    attemptMonotonicMs: 1,
    attemptWallMs: 1,
    clockSynchronised: true,
    spoolOldestAgeMs: undefined,
    dropped: undefined,
    agentVersion: undefined,
    contentVersion: undefined,
    shutdownReason: undefined
  } satisfies Envelope
})

test('a report that comes while a long one of its device is being read waits for it, and one that was taken is not taken twice', async () => {
  const { deps, enroll } = await collectorInTest()
  await enroll({ id: 'pi-1' })
  const acceptor = createReportAcceptor({ ...deps, metrics: deps.ingestMetrics, intervalSeconds: 60 })
  const accept = (message: ReturnType<typeof report>) => acceptor.pushed(message)
  const long = Array.from({ length: 3000 }, (_, i) => `long{n="${i}",x="${'x'.repeat(1000)}"} 1\n`).join('')
  expect(long.length).toBeGreaterThan(longExpositionBytes)
  const outcomes = await Promise.all([accept(report(1, long)), accept(report(1, long)), accept(report(2, 'short 1\n'))])
  expect(outcomes.map(({ accepted, acknowledgedSequence }) => [accepted, acknowledgedSequence])).toEqual([
    [3000, 1],
    [0, 1],
    [1, 2]
  ])
  expect(deps.live.deviceExposition('pi-1', deps.clock.monotonicMs())?.toString()).toBe('# TYPE short untyped\nshort 1\n')
  await expect(accept(report(3, 'short one\n'))).rejects.toThrow(/expected a number/)
  expect((await accept(report(3, 'short 2\n'))).accepted).toBe(1)
})
