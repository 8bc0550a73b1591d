import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import type { Batch } from '../../src/spool/batch/batch.ts'
import type { DeliveryOutcome } from '../../src/delivery/outcome.ts'
import { createLogger } from '../../src/log/logger.ts'
import { createChannels } from '../../src/run/channels.ts'
import { sendShutdownReport } from '../../src/run/shutdown-report.ts'
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

/** A shutdown report from an agent with lines in its spool; the sender has nothing under way. */
const part = async ({
  isDelivering = true,
  answer = taken,
  lines = 1
}: { isDelivering?: boolean, answer?: DeliveryOutcome, lines?: number } = {}) => {
  const { spool: logSpool, add, clock } = createLineSpool()
  for (let n = 1; n <= lines; n++) add(n)
  const channels = createChannels({
    stream: 's',
    boot: 'b',
    logSpool,
    sampleSpool: createReportSpool({ clock }).spool,
    clock,
    backlogLinesPerSecond: 100
  })
  channels.report.offer(reportOf('old 1\n'))
  const sent: Batch[] = []
  const shutdownReport = await sendShutdownReport({
    sender: { wake: () => undefined, stop: async () => undefined },
    channels,
    deliver: async (batch) => {
      sent.push(batch)
      return answer
    },
    collect: async () => reportOf('new 1\n'),
    log: createLogger('info', () => undefined),
    isDelivering: () => isDelivering,
    findReason: async () => 'reboot'
  })
  return { shutdownReport, sent, channels }
}

describe('the shutdown report', () => {
  test('is a last report with the reason, and nothing comes after it', async () => {
    const { shutdownReport, sent } = await part()
    expect(sent.map(({ kind, shutdownReason }) => [kind, shutdownReason])).toEqual([['logs', undefined], ['report', 'reboot']])
    expect(gunzipSync(sent[1]!.body).toString()).toBe('new 1\n')
    expect(shutdownReport).toEqual({ reason: 'reboot', wasNotified: true })
  })

  test('does not spend its time on logs while the collector is away', async () => {
    const { sent, channels } = await part({ isDelivering: false })
    expect(sent.map(({ kind }) => kind)).toEqual(['report'])
    expect(channels.logs.oldestAgeMs()).toBe(999)
  })

  test('is sent no more than once, and says so if it did not arrive', async () => {
    const { shutdownReport, sent } = await part({ lines: 0, answer: { kind: 'retry', reason: 'nobody there' } })
    expect(sent).toHaveLength(1)
    expect(shutdownReport).toEqual({ reason: 'reboot', wasNotified: false })
  })
})
