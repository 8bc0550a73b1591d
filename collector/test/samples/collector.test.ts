import { expect, test } from 'vitest'
import { batchHeaders } from '@mimamori/contract'
import { bootHeaders } from '../boot-headers.ts'
import { clockInTest, collectorInTest } from '../collector-in-test.ts'
import { startCollector } from '../collector-process.ts'
import { temporaryDirectory } from '../temporary-directory.ts'
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
    (
      await collector.app.inject({
        method: 'POST',
        url: '/api/clients/batch',
        payload: body,
        headers: {
          'x-client-key': key,
          ...boot,
          [batchHeaders.sequence]: String(sequence),
          [batchHeaders.attemptMonotonicMs]: String(clock.monotonicMs()),
          ...headers
        }
      })
    ).json<object>()

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

test('a batch that is wrong is refused at its paths, and nothing of it is kept', async () => {
  const collector = await collectorInTest({ env: { MIMAMORI_REMOTE_WRITE_URL: 'http://127.0.0.1:1/api/v1/write' } })
  const key = await collector.enroll({ id: 'pi-1' })
  const send = async (body: object) => {
    const answer = await collector.app.inject({
      method: 'POST',
      url: '/api/clients/batch',
      payload: body,
      headers: { 'x-client-key': key, ...bootHeaders(), [batchHeaders.sequence]: '1', [batchHeaders.kind]: 'samples' }
    })
    return [answer.statusCode, answer.json<{ issues?: readonly { path: string }[] }>().issues?.map(({ path }) => path)]
  }
  const times = [{ monotonicMs: 1 }, { monotonicMs: 2 }]
  expect(await send({ times: times.toReversed(), series: [] })).toEqual([400, ['/times']])
  expect(await send({ times, series: [{ name: 'a', values: [1, 2] }, { name: 'b', values: [1] }] })).toEqual([400, ['/series/1/values']])
  expect(await send({ times, series: [{ name: 'a b c', values: [1, 2] }] })).toEqual([422, ['/series/0/name']])
  expect(collector.deps.lateSamples?.queued.batches).toBe(0)
})

test('after kill -9 between the live report and the late samples, and again before they were written, those of the gap are written once', async () => {
  const directory = temporaryDirectory()
  const receiver = await receiverStandIn()
  const env = { MIMAMORI_REMOTE_WRITE_URL: receiver.url, MIMAMORI_REPORT_INTERVAL_SECONDS: '1' }
  receiver.interrupt(() => ({ status: 503 }))
  const boot = { ...bootHeaders(), [batchHeaders.attemptMonotonicMs]: '1000000' }
  const start = () => startCollector({ dataDirectory: directory, env })
  const keyOf = new Map<string, string>()
  const send = async (
    collector: Awaited<ReturnType<typeof start>>,
    { headers, body }: { readonly headers: Readonly<Record<string, string>>, readonly body: string }
  ) => {
    const answer = await fetch(new URL('/api/clients/batch', collector.origin), {
      method: 'POST',
      body,
      headers: { 'x-client-key': keyOf.get('pi-1')!, 'content-type': 'application/json', ...boot, [batchHeaders.sequence]: '1', ...headers }
    })
    expect(answer.status).toBe(200)
    return await answer.json()
  }
  const kill = async (collector: Awaited<ReturnType<typeof start>>) => {
    collector.kill('SIGKILL')
    await collector.ended
  }
  const first = await start()
  keyOf.set('pi-1', (await first.send('POST', '/api/clients', { body: { id: 'pi-1' } })).body['key'] as string)
  await send(first, report)
  const page = async (path: string) =>
    await (await fetch(new URL(path, first.origin), { headers: { authorization: `Bearer ${first.adminToken}` } })).text()
  // The gap before the first report ends.
  expect(await page('/metrics/device/pi-1')).toContain('node_load1 0.5')
  await send(first, { ...report, headers: { ...report.headers, [batchHeaders.sequence]: '2' } })
  // Shown once it is on the disk, as the gap is.
  await expect.poll(() => page('/metrics/inventory'), { timeout: 60_000 }).toMatch(/^mimamori_device_reports_total\{device="pi-1".*\} 2$/m)
  await kill(first)
  const second = await start()
  const { headers, body } = samples(400_000, 500_000)
  const batch = { headers, body: JSON.stringify(body) }
  expect(await send(second, batch)).toMatchObject({ accepted: 2 })
  await kill(second)
  receiver.interrupt(() => undefined)
  await using third = await start()
  expect(await send(third, batch)).toMatchObject({ accepted: 0, acknowledgedSequence: 1 })
  await expect
    .poll(() => stored(receiver).flatMap(([, values]) => Object.values(values)), { timeout: 60_000 })
    .toEqual([400_000, 500_000, 'end'])
}, 180_000)
