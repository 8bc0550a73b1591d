import { beforeAll, describe, expect, it } from 'vitest'
import type { Clock } from '../../collector/src/platform/clock/clock.ts'
import { collectorInTest, type CollectorInTest } from '../../collector/test/collector-in-test.ts'
import { faultCases, newDevice, untilQueued } from '../../collector/test/logs/loki/fault-cases.ts'
import { lineSender } from '../../collector/test/logs/loki/line-sender.ts'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { untilAllEnd } from '../../collector/test/until-all-end.ts'
import { startFaultProxy, type FaultProxy } from './fault-proxy.ts'
import { lokiProgram, startLoki, type RealLoki } from './real-loki.ts'

const minuteMs = 60_000

/** The lines of a device, oldest first, by Loki's own answer, which the proxy before it has no part in. */
const messagesOf = (loki: RealLoki) => async (device: string): Promise<readonly string[]> =>
  (await loki.query(`{device="${device}"}`, 'range')).result.flatMap(({ values = [] }) => values)
    .sort(([one], [other]) => Number(BigInt(one) - BigInt(other))).map(([, line]) => line)

/**
 * How many lines Loki has of a device that differ in their first five characters, of at most 5000: whole, they are more than it gives at
 * once (gRPC, 4 MB).
 */
const differentLinesOf = async (loki: RealLoki, device: string): Promise<number> => {
  const nowMs = Date.now()
  const parameters = new URLSearchParams({
    query: `{device="${device}"} | line_format "{{ __line__ | trunc 5 }}"`,
    start: `${nowMs - 60 * minuteMs}000000`,
    end: `${nowMs}000000`,
    limit: '5000'
  })
  const { data } = (await (await fetch(`${loki.url}/loki/api/v1/query_range?${parameters}`)).json()) as {
    readonly data: { readonly result: readonly { readonly values: readonly (readonly [string, string])[] }[] }
  }
  return new Set(data.result.flatMap(({ values }) => values.map(([, line]) => line))).size
}

/** How many lines the collector has counted as refused, by reason. */
const refusedBy = async (collector: CollectorInTest): Promise<Readonly<Record<string, number>>> =>
  Object.fromEntries(
    [...(await collector.page('/metrics')).matchAll(/^mimamori_collector_loki_lines_refused_total\{reason="(\w+)"\} ([1-9]\d*)$/gm)].map(
      ([, reason, lines]) => [reason!, Number(lines)]
    )
  )

describe.skipIf(lokiProgram === undefined)('the real Loki behind a proxy', () => {
  const ended = untilAllEnd()
  let loki: RealLoki
  let proxy: FaultProxy
  beforeAll(async () => {
    loki = await startLoki(lokiProgram!, temporaryDirectory(ended))
    ended(() => loki.stop())
    proxy = await startFaultProxy(loki.url, ended)
  })
  faultCases(async () => {
    proxy.interrupt(() => undefined)
    return { ...proxy, messagesOf: messagesOf(loki) }
  })

  it('has every line once and in order after kill -9 in the midst of them', { timeout: 180_000 }, async () => {
    const collector = await collectorInTest({ env: { MIMAMORI_LOKI_URL: loki.url } })
    const id = newDevice()
    const { send } = lineSender(await collector.enroll({ id }))
    const messages = Array.from({ length: 60 }, (_, i) => String(i))
    const sendSome = async (some: readonly string[]) => {
      for (const message of some) expect(await send(collector, [message], [1000 - Number(message)])).toMatchObject({ accepted: 1 })
    }
    await sendSome(messages.slice(0, 30))
    await loki.stop('SIGKILL')
    await sendSome(messages.slice(30))
    await expect.poll(() => collector.deps.logs.trouble).toBeInstanceOf(Error)
    await loki.start()
    await untilQueued(collector, 0)
    await expect.poll(() => messagesOf(loki)(id), { timeout: 30_000 }).toEqual(messages)
  })
})

describe.skipIf(lokiProgram === undefined)('the real Loki with limits of its own', { timeout: 300_000 }, () => {
  const ended = untilAllEnd()
  let loki: RealLoki
  beforeAll(async () => {
    loki = await startLoki(lokiProgram!, temporaryDirectory(ended), {
      per_stream_rate_limit: '256KB',
      per_stream_rate_limit_burst: '2MB',
      ingestion_rate_mb: 0.5,
      ingestion_burst_size_mb: 4,
      reject_old_samples_max_age: '2h',
      max_line_size: '4KB',
      max_line_size_truncate: false
    })
    ended(() => loki.stop())
  })
  const collectorBefore = async (clock?: Clock) => {
    const collector = await collectorInTest({
      env: { MIMAMORI_LOKI_URL: loki.url, MIMAMORI_DEVICE_LOG_BYTES_PER_MINUTE: '1000000000' },
      ...(clock && { clock })
    })
    const id = newDevice()
    return { collector, id, ...lineSender(await collector.enroll({ id })) }
  }

  it('that limits the rate has every line in the end, and counts none as refused', async () => {
    const { collector, id, send } = await collectorBefore()
    const lines = Array.from({ length: 3000 }, (_, i) => `${i} `.padEnd(1500, 'x'))
    for (let from = 0; from < lines.length; from += 250) {
      expect(await send(collector, lines.slice(from, from + 250))).toMatchObject({ accepted: 250 })
    }
    await expect.poll(() => String(collector.deps.logs.trouble), { interval: 10 }).toContain('429')
    await untilQueued(collector, 0)
    expect(await refusedBy(collector)).toEqual({})
    // Some more than once (docs/adr/0032-one-stream-a-push-to-loki.md).
    await expect.poll(() => differentLinesOf(loki, id), { timeout: 30_000 }).toBe(lines.length)
  })

  it.each<
    [
      string,
      { readonly messages: readonly string[], readonly agoMs?: readonly number[], readonly aheadMs?: number },
      readonly string[],
      Readonly<Record<string, number>>
    ]
  >([
    ['older than it takes', { messages: ['old', 'older', 'young'], agoMs: [150 * minuteMs, 180 * minuteMs, 0] }, ['young'], { too_old: 2 }],
    ['too long', { messages: ['a', 'x'.repeat(5000), 'b'] }, ['a', 'b'], { too_long: 1 }],
    ['of a server whose clock is ahead', { messages: ['a', 'b'], aheadMs: 20 * minuteMs }, [], { in_future: 2 }]
  ])(
    'that refuses lines %s has the others, and those are counted by their reason',
    async (_, { messages, agoMs, aheadMs = 0 }, stored, refused) => {
      const { collector, id, send } = await collectorBefore({ nowMs: () => Date.now() + aheadMs, monotonicMs: () => performance.now() })
      await send(collector, messages, agoMs)
      await untilQueued(collector, 0)
      expect(await refusedBy(collector)).toEqual(refused)
      await expect.poll(() => messagesOf(loki)(id), { timeout: 30_000 }).toEqual(stored)
      expect(stored.length + Object.values(refused).reduce((sum, lines) => sum + lines, 0)).toBe(messages.length)
    }
  )
})
