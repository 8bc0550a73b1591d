import { describe, expect, test } from 'vitest'
import type { Batch } from '../../src/spool/batch/batch.ts'
import { encodeLogs } from '../../src/spool/batch/log-batch.ts'
import { encodeReport } from '../../src/spool/batch/report-batch.ts'
import type { DeliveryOutcome } from '../../src/delivery/outcome.ts'
import { noBackoff } from '../../src/delivery/backoff.ts'
import { createLogger, type LogLine } from '../../src/log/logger.ts'
import { createDeliveryLog } from '../../src/run/delivery-log.ts'
import { createManualClock } from '../manual-clock.ts'

const identity = { stream: 's', boot: 'b', sequence: 1 }
const report = encodeReport(identity, 'a 1\nb 2\n')
const logs = encodeLogs(identity, [{ monotonicMs: 1, wallMs: 1, level: 'info', message: 'x' }])
const taken = (serverTimeMs = 0, rejected: { reason: string, count: number }[] = []): DeliveryOutcome => ({
  kind: 'acknowledged',
  answer: {
    requestId: 'r',
    kind: 'report',
    stream: 's',
    acknowledgedSequence: 1,
    serverTimeMs,
    intervalSeconds: 60,
    accepted: 2,
    rejected,
    lateSamples: false
  }
})
const away: DeliveryOutcome = { kind: 'retry', reason: 'connect ECONNREFUSED' }
const refused: DeliveryOutcome = { kind: 'refused', code: 'CLIENT_KEY_INVALID', reason: 'unknown key' }

const create = () => {
  const clock = createManualClock(0, 1_000_000)
  const lines: LogLine[] = []
  const deliveries = createDeliveryLog(createLogger('info', (line) => lines.push(line)), clock)
  const note = (outcome: DeliveryOutcome, { batch = report, waitMs = 0 }: { batch?: Batch, waitMs?: number } = {}) =>
    deliveries.record(batch, outcome, { ...noBackoff, waitMs })
  return { clock, deliveries, note, messages: () => lines.map(({ level, message }) => `${level}: ${message}`), lines }
}

describe('the log of deliveries', () => {
  test('says one line when the collector goes away, and one when it is back', async () => {
    const { note, messages, clock, lines } = create()
    note(taken())
    for (let i = 0; i < 20; i++) note(away)
    await clock.advance(90_000)
    note(taken())
    note(taken())
    expect(messages()).toEqual([
      'info: first report delivered',
      'warn: collector not reachable, trying again',
      'info: collector accepts reports again'
    ])
    expect(lines.at(-1)?.fields).toMatchObject({ was: 'retrying', sinceMs: 90_000 })
  })

  test('says every five minutes that it still tries, in the journal alone', async () => {
    const { note, clock, lines } = create()
    for (let minute = 0; minute <= 12; minute++) {
      note(away, { waitMs: 60_000 })
      await clock.advance(60_000)
    }
    expect(lines.map(({ message, local, fields }) => [message, local, fields['sinceMs']])).toEqual([
      ['collector not reachable, trying again', false, undefined],
      ['collector still not reachable, trying again', true, 300_000],
      ['collector still not reachable, trying again', true, 600_000]
    ])
  })

  test('says one line for each reason to be refused', () => {
    const { note, messages } = create()
    note(refused)
    note(refused)
    note({ kind: 'refused', code: 'CLIENT_RETIRED', reason: 'retired' })
    expect(messages()).toEqual(Array.from({ length: 2 }, () => 'warn: rejected by the collector, retrying every 10 minutes'))
  })

  test('knows since when, why, and when the next try is', async () => {
    const { note, deliveries, clock } = create()
    note(away, { waitMs: 2000 })
    await clock.advance(2000)
    note(away, { waitMs: 4000 })
    expect(deliveries.connection).toEqual({
      state: 'retrying',
      reason: 'connect ECONNREFUSED',
      sinceWallMs: 1_000_000,
      nextTryWallMs: 1_006_000
    })
    note(refused, { waitMs: 600_000 })
    expect(deliveries.connection).toMatchObject({ state: 'refused', code: 'CLIENT_KEY_INVALID', sinceWallMs: 1_002_000 })
  })

  test('knows it by a clock that is set meanwhile, too', async () => {
    const { note, deliveries, clock, lines } = create()
    note(taken())
    await clock.advance(60_000)
    note(away, { waitMs: 2000 })
    clock.setWallMs(1_795_608_000_000)
    expect(deliveries.connection).toMatchObject({ sinceWallMs: 1_795_608_000_000, nextTryWallMs: 1_795_608_002_000 })
    expect(deliveries.lastReport?.wallMs).toBe(1_795_607_940_000)
    await clock.advance(5000)
    note(taken())
    expect(lines.at(-1)?.fields).toMatchObject({ was: 'retrying', sinceMs: 5000 })
  })

  test('remembers the last report that was taken, and how far the clock is off', () => {
    const { note, deliveries } = create()
    note(taken(1_004_000, [{ reason: 'label too long', count: 3 }]))
    expect(deliveries.lastReport).toMatchObject({
      wallMs: 1_000_000,
      series: 2,
      accepted: 2,
      rejected: [{ reason: 'label too long', count: 3 }]
    })
    expect(deliveries.clockSkewMs).toBe(-4000)
    note(taken(1_000_000), { batch: logs })
    expect(deliveries.lastReport?.rejected).toHaveLength(1)
  })

  test('complains about refused parts once, and again when it has been well in between', () => {
    const { note, messages } = create()
    const partly = taken(0, [{ reason: 'label too long', count: 3 }])
    for (const outcome of [taken(), partly, partly, taken(), partly]) note(outcome)
    expect(messages().slice(1)).toEqual(['warn: collector refused parts of a batch', 'warn: collector refused parts of a batch'])
  })

  test('ships no line about a batch of logs, which would become the next one', () => {
    const { note, lines } = create()
    note({ kind: 'rejected', reason: '400' }, { batch: logs })
    note({ kind: 'rejected', reason: '400' })
    expect(lines.map(({ local }) => local)).toEqual([true, false])
  })

  test('does not take a collector that answers for one that takes reports', () => {
    const { note, deliveries, messages } = create()
    note({ kind: 'rejected', reason: 'line 1' })
    note({ kind: 'rejected', reason: 'line 1' })
    expect(deliveries.connection).toMatchObject({ state: 'rejecting', reason: 'line 1', sinceWallMs: 1_000_000 })
    note(taken())
    expect(messages()).toEqual(['warn: collector cannot take this batch; it is dropped', 'info: collector accepts reports again'])
  })
})
