import { expect, test } from 'vitest'
import { batchHeaders } from '@mimamori/contract'
import { bootHeaders } from '../boot-headers.ts'
import { clockInTest, collectorInTest } from '../collector-in-test.ts'
import { receiverStandIn } from './remote-write/receiver-stand-in.ts'

const minute = 60_000
const nowMs = Date.UTC(2026, 10, 28)
const report = { headers: { [batchHeaders.kind]: 'report', 'content-type': 'text/plain; version=0.0.4' }, body: 'node_load1 0.5\n' }
/** Made at these times of their boot, in milliseconds. */
const samples = (...times: readonly number[]) => ({
  headers: { [batchHeaders.kind]: 'samples' },
  body: { times: times.map((monotonicMs) => ({ monotonicMs })), series: [{ name: 'node_load1', values: times }] }
})
type Receiver = Awaited<ReturnType<typeof receiverStandIn>>
const stored = ({
  stored
}: Receiver): readonly (readonly [labels: Readonly<Record<string, string>>, values: Readonly<Record<string, number | 'end'>>])[] =>
  [...stored].map(([labels, values]) => [
    Object.fromEntries(JSON.parse(labels) as readonly (readonly [string, string])[]),
    Object.fromEntries(values)
  ])

test('a collector brings late samples of a gap to the receiver, once, counts the others, and shows them on no page that is scraped', async () => {
  const clock = clockInTest(nowMs)
  const receiver = await receiverStandIn({ nowMs: () => clock.nowMs() })
  const collector = await collectorInTest({ clock, env: { MIMAMORI_REMOTE_WRITE_URL: receiver.url } })
  const key = await collector.enroll({ id: 'pi-1', site: 'north', role: 'kiosk' })
  const boot = bootHeaders()
  const send = async (
    { headers, body }: { readonly headers: Readonly<Record<string, string>>, readonly body: string | object },
    sequence: number
  ) =>
    (await collector.sendBatch(key, body, {
      ...boot,
      [batchHeaders.sequence]: String(sequence),
      [batchHeaders.attemptMonotonicMs]: String(clock.monotonicMs()),
      ...headers
    })).json<object>()

  const scrape = () => collector.page('/metrics/device/pi-1')

  expect(await send(report, 1)).toMatchObject({ accepted: 1, lateSamples: true })
  for (let halfMinutes = 0; halfMinutes <= 5; halfMinutes++) {
    await scrape()
    clock.advance(0.5 * minute)
  }
  clock.advance(57 * minute)
  expect(await send(report, 2)).toMatchObject({ accepted: 1 })
  const batch = samples(2 * minute, 10 * minute, 50 * minute)
  expect(await send(batch, 1)).toMatchObject({ acknowledgedSequence: 1, accepted: 3, rejected: [], lateSamples: true })
  expect(await send(batch, 1)).toMatchObject({ acknowledgedSequence: 1, accepted: 0 })
  expect([collector.deps.lateSamples?.queued.batches, receiver.requests.length]).toEqual([1, 0])
  clock.advance(0.5 * minute)
  await scrape()
  await expect.poll(() => collector.deps.lateSamples?.queued.batches).toBe(0)

  expect(stored(receiver)).toEqual([
    [
      { __name__: 'node_load1', job: 'device_backfill', instance: 'pi-1', device: 'pi-1', site: 'north', role: 'kiosk' },
      { [nowMs + 10 * minute]: 10 * minute, [nowMs + 50 * minute]: 50 * minute, [nowMs + 60.5 * minute]: 'end' }
    ]
  ])
  expect(await collector.page('/metrics')).toContain('mimamori_collector_late_samples_total{outcome="written"} 2\n')
  expect(await collector.page('/metrics')).toContain('mimamori_collector_late_samples_total{outcome="live"} 1\n')
  expect(await collector.page('/metrics/device/pi-1')).toMatch(/^node_load1 0\.5$/m)
  expect(
    (await collector.app.inject({ url: '/readyz' })).json<{ reasons: readonly { code: string }[] }>().reasons.map(({ code }) => code)
  ).not.toContain('STORAGE_UNAVAILABLE')
}, 120_000)
