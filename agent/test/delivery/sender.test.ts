import { describe, expect, test } from 'vitest'
import type { Batch } from '../../src/spool/batch/batch.ts'
import { takeLogs } from '../../src/spool/batch/log-batch.ts'
import { createSender } from '../../src/delivery/sender.ts'
import type { Deliver } from '../../src/delivery/deliver.ts'
import type { DeliveryOutcome } from '../../src/delivery/outcome.ts'
import { createReportChannel } from '../../src/delivery/report-channel.ts'
import { createSampleChannel } from '../../src/delivery/sample-channel.ts'
import { createSpoolChannel } from '../../src/delivery/spool-channel.ts'
import { createManualClock, settled } from '../manual-clock.ts'
import { reportOf } from '../report.ts'
import { createReportSpool } from '../spool/late-reports.ts'
import { createLineSpool } from '../spool/line-spool.ts'

const taken = {
  kind: 'acknowledged',
  answer: {
    requestId: 'r',
    kind: 'report',
    stream: 's',
    acknowledgedSequence: 1,
    serverTimeMs: 0,
    intervalSeconds: 60,
    accepted: 1,
    rejected: [],
    lateSamples: false
  }
} as const satisfies DeliveryOutcome
const away: DeliveryOutcome = { kind: 'retry', reason: 'nobody there' }
const refused: DeliveryOutcome = { kind: 'refused', code: 'CLIENT_KEY_INVALID', reason: 'unknown key' }

/** A sender of reports, logs and late samples, whose every try ends as the test says: the next outcome, else taken. */
const create = (...outcomes: DeliveryOutcome[]) => {
  const clock = createManualClock()
  const [stream, boot] = ['s', 'b']
  const [logSpool, sampleSpool] = [
    createLineSpool({ stream, clock, limits: { items: 2, bytes: 10_000 } }),
    createReportSpool({ stream, clock })
  ]
  const samples = createSampleChannel({ spool: sampleSpool.spool, boot, clock })
  const report = createReportChannel({ stream, boot, keep: samples.keep })
  let isBacklog = false
  const logs = createSpoolChannel({
    kind: 'logs',
    spool: { ...logSpool.spool, isBacklog: () => isBacklog },
    takePart: takeLogs,
    clock,
    backlogItemsPerSecond: 10
  })
  const tries: { readonly batch: Batch, readonly atMs: number }[] = []
  let answer = async (): Promise<DeliveryOutcome> => outcomes.shift() ?? taken
  let underWay = 0
  let mostUnderWay = 0
  const deliver: Deliver = async (batch, { signal } = {}) => {
    tries.push({ batch, atMs: clock.monotonicMs() })
    mostUnderWay = Math.max(mostUnderWay, ++underWay)
    const cut = new Promise<DeliveryOutcome>((resolve) =>
      signal?.addEventListener('abort', () => resolve({ kind: 'retry', reason: 'cut off' }))
    )
    return Promise.race([answer(), cut]).finally(() => { underWay -= 1 })
  }
  const sender = createSender({
    channels: [report, logs, samples],
    deliver,
    clock,
    random: () => 0.5,
    spread: 0,
    intervalMs: () => 300_000,
    onOutcome: () => undefined
  })
  return {
    clock, report, logs, sender, tries,
    setBacklog: (value: boolean): void => { isBacklog = value },
    addLogs: logSpool.add,
    addSamples: sampleSpool.add,
    answerBy: (next: () => Promise<DeliveryOutcome>) => { answer = next },
    sent: () => tries.map(({ batch }) => `${batch.kind} ${batch.sequence}`),
    mostUnderWay: () => mostUnderWay
  }
}

describe('a sender', () => {
  test('sends a live report first, then logs oldest first, then late samples', async () => {
    const { report, sender, addLogs, addSamples, sent } = create()
    addSamples(1)
    addLogs(1, 2, 3)
    report.offer(reportOf('a 1\n'))
    sender.wake()
    await settled()
    expect(sent()).toEqual(['report 1', 'logs 1', 'logs 2', 'samples 1'])
  })

  test('lets a new report go before the rest of a backlog', async () => {
    const { report, sender, addLogs, answerBy, sent } = create()
    addLogs(1, 2, 3, 4, 5, 6)
    let count = 0
    answerBy(async () => {
      if (++count === 2) report.offer(reportOf('a 1\n'))
      return taken
    })
    sender.wake()
    await settled()
    expect(sent()).toEqual(['logs 1', 'logs 2', 'report 1', 'logs 3'])
  })

  test('lets reports go on while the collector takes no more log lines, and tries these again after a while', async () => {
    const { clock, report, sender, addLogs, answerBy, sent, tries } = create()
    addLogs(1, 2)
    let isFull = true
    answerBy(async () => isFull && tries.at(-1)!.batch.kind === 'logs' ? { kind: 'full', reason: 'LOG_QUEUE_FULL', waitMs: 60_000 } : taken)
    sender.wake()
    await settled()
    report.offer(reportOf('a 1\n'))
    sender.wake()
    await settled()
    expect(sent()).toEqual(['logs 1', 'report 1'])
    await clock.advance(59_000)
    await settled()
    expect(sent()).toHaveLength(2)
    isFull = false
    await clock.advance(4000)
    await settled()
    expect(sent()).toEqual(['logs 1', 'report 1', 'logs 1'])
  })

  test('has one batch under way at a time, however often it is woken', async () => {
    const { report, sender, addLogs, mostUnderWay, sent } = create()
    addLogs(1, 2, 3)
    report.offer(reportOf('a 1\n'))
    for (let i = 0; i < 5; i++) sender.wake()
    await settled()
    expect(sent()).toEqual(['report 1', 'logs 1', 'logs 2'])
    expect(mostUnderWay()).toBe(1)
  })

  test.each(Array.from({ length: 20 }, (_, turns) => turns))(
    'does not miss what comes %d turns after it was woken, which may be just as it finishes',
    async (turns) => {
      const { report, sender, sent } = create()
      report.offer(reportOf('a 1\n'))
      sender.wake()
      for (let turn = 0; turn < turns; turn++) await Promise.resolve()
      report.offer(reportOf('a 2\n'))
      sender.wake()
      await settled()
      expect(report.head()).toBeUndefined()
      expect(
        sent()
          .filter((batch) => batch.startsWith('report'))
          .at(-1)
      ).toMatch(/^report [12]$/)
    }
  )

  test('repeats the very same batch after a failure, and not before its wait is over', async () => {
    const { report, sender, clock, tries } = create(away, away)
    report.offer(reportOf('a 1\n'))
    sender.wake()
    await settled()
    await clock.advance(999)
    sender.wake()
    await clock.advance(0)
    expect(tries).toHaveLength(1)
    await clock.advance(1)
    expect(tries).toHaveLength(2)
    await clock.advance(2000)
    expect(tries.map(({ atMs }) => atMs)).toEqual([1000, 2000, 4000])
    expect(tries[1]?.batch).toBe(tries[0]?.batch)
    expect(tries[2]?.batch).toBe(tries[0]?.batch)
  })

  test('sends the newest report and no other after an outage, and the logs behind it', async () => {
    const { report, sender, clock, addLogs, answerBy, sent, tries } = create()
    let isAway = true
    answerBy(async () => isAway ? away : taken)
    for (let minute = 1; minute <= 30; minute++) {
      report.offer(reportOf(`a ${minute}\n`, clock.monotonicMs()))
      addLogs(minute)
      sender.wake()
      await clock.advance(60_000)
    }
    isAway = false
    const before = tries.length
    await clock.advance(5 * 60_000)
    expect(sent().slice(before, before + 3)).toEqual([`report ${tries[before]?.batch.sequence}`, 'logs 1', 'logs 2'])
    expect(tries.slice(before).filter(({ batch }) => batch.kind === 'report')).toHaveLength(1)
    expect(report.supersededCount()).toBeGreaterThan(20)
    expect(report.droppedCount()).toBe(0)
  })

  test('asks again after a refusal for as long as it is refused, keeps everything, and goes on when it is taken', async () => {
    const { report, sender, clock, addLogs, answerBy, tries, sent } = create()
    let isRefused = true
    answerBy(async () => isRefused ? refused : taken)
    addLogs(1)
    report.offer(reportOf('a 1\n'))
    sender.wake()
    await clock.advance(24 * 3_600_000)
    const minutes = tries.map(({ atMs }) => (atMs - 1000) / 60_000)
    expect(minutes.slice(0, 4)).toEqual([0, 5, 15, 25])
    expect(minutes.slice(-2)).toEqual([24 * 60 - 15, 24 * 60 - 5])
    isRefused = false
    await clock.advance(600_000)
    expect(sent().slice(-2)).toEqual(['report 1', 'logs 1'])
  })

  test('comes back for a backlog that may go only later, and meanwhile sends reports', async () => {
    const { clock, report, sender, addLogs, sent, setBacklog } = create()
    setBacklog(true)
    addLogs(1, 2, 3, 4)
    sender.wake()
    await settled()
    expect(sent()).toEqual(['logs 1'])
    report.offer(reportOf('a 1\n'))
    sender.wake()
    await settled()
    expect(sent()).toEqual(['logs 1', 'report 1'])
    await clock.advance(200)
    expect(sent()).toEqual(['logs 1', 'report 1', 'logs 2'])
  })

  test('goes on at once after a batch that is too large or refused for good', async () => {
    const { report, sender, addLogs, sent, logs } = create({ kind: 'rejected', reason: '422' }, { kind: 'too-large', reason: '413' })
    addLogs(1, 2)
    report.offer(reportOf('a 1\n'))
    sender.wake()
    await settled()
    expect(sent()).toEqual(['report 1', 'logs 1', 'logs 17', 'logs 33'])
    expect(report.droppedCount()).toBe(1)
    expect(logs.droppedCount()).toBe(0)
  })

  test('stops in the middle of a wait, and keeps what is not delivered', async () => {
    const { report, sender, clock, tries } = create(away)
    report.offer(reportOf('a 1\n'))
    sender.wake()
    await settled()
    await sender.stop(new AbortController().signal)
    sender.wake()
    await clock.advance(600_000)
    expect(tries).toHaveLength(1)
    expect(report.head()?.sequence).toBe(1)
  })

  test('lets the try under way end when it stops, until it is cut off', async () => {
    const { report, sender, answerBy, tries } = create()
    answerBy(() => new Promise(() => undefined))
    report.offer(reportOf('a 1\n'))
    sender.wake()
    await settled()
    const cutOff = new AbortController()
    let hasStopped = false
    const stopped = sender.stop(cutOff.signal).then(() => { hasStopped = true })
    await settled()
    expect(hasStopped).toBe(false)
    cutOff.abort()
    await stopped
    expect(tries).toHaveLength(1)
    expect(report.head()?.sequence).toBe(1)
  })
})
