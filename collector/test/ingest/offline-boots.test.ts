import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { batchHeaders, type LogList } from '@mimamori/contract'
import { bootHeaders } from '../boot-headers.ts'
import { clockInTest, collectorInTest } from '../collector-in-test.ts'
import { lokiStandIn } from '../logs/loki/loki-stand-in.ts'

const hourMs = 3_600_000
const nowMs = Date.UTC(2026, 10, 25, 13)

/** A device whose clock was never right, and that the collector hears for the first time three hours after its third boot began. */
const sendBacklog = async (collector: Awaited<ReturnType<typeof collectorInTest>>, clock: ReturnType<typeof clockInTest>) => {
  const key = await collector.enroll({ id: 'pi-1' })
  const stream = bootHeaders()
  const startedMs = collector.deps.clock.nowMs() - 3 * hourMs
  let sequence = 0
  const send = async (boot: string, lines: Readonly<Record<string, number>>) => {
    const items = Object.entries(lines).map(([message, monotonicMs]) => ({ message, level: 'info', monotonicMs, wallMs: 0 }))
    const answer = await collector.sendBatch(key, { items }, {
      ...stream, [batchHeaders.boot]: boot, [batchHeaders.kind]: 'logs', [batchHeaders.sequence]: String(++sequence),
      [batchHeaders.attemptMonotonicMs]: String(collector.deps.clock.nowMs() - startedMs), [batchHeaders.clockSynchronised]: '0'
    })
    expect(answer.statusCode).toBe(200)
    await expect.poll(() => collector.deps.logs.queued.batches, { timeout: 60_000 }).toBe(0)
    clock.advance(2000)
  }
  const [first, second] = [randomUUID(), randomUUID()]
  await send(first, { 'first boot, at 9 h': 9 * hourMs })
  await send(first, { 'first boot, at 10 h': 10 * hourMs })
  await send(second, { 'second boot, at 1 min': 60_000 })
  await send(stream[batchHeaders.boot], { 'third boot, at 0 s': 0, 'third boot, at 5 min': 300_000, 'third boot, at 3 h': 3 * hourMs })
}

it.each(['embedded', 'Loki'])(
  'keeps all lines of boots that were never heard, before those of the boot that sends them (%s)',
  async (backend) => {
    const clock = clockInTest(nowMs)
    const env = backend === 'Loki' ? { MIMAMORI_LOKI_URL: (await lokiStandIn({ nowMs: () => clock.nowMs() })).url } : {}
    const collector = await collectorInTest({ clock, env })
    await sendBacklog(collector, clock)
    const { logs } = (await collector.asAdmin({ url: '/api/clients/logs?order=oldest' })).json<LogList>()
    expect(logs.map(({ message }) => message)).toEqual([
      'first boot, at 9 h',
      'first boot, at 10 h',
      'second boot, at 1 min',
      'third boot, at 0 s',
      'third boot, at 5 min',
      'third boot, at 3 h'
    ])
    expect(logs.map(({ estimated }) => estimated)).toEqual([true, true, true, false, false, false])
  }
)

it('marks a line as estimated whose time the device itself only estimates', async () => {
  const collector = await collectorInTest({})
  const key = await collector.enroll({ id: 'pi-1' })
  const items = [{ message: 'found in a file', estimated: true }, { message: 'seen' }].map((item) => ({
    ...item,
    level: 'info',
    monotonicMs: 1000,
    wallMs: 0
  }))
  const answer = await collector.sendBatch(key, { items }, { [batchHeaders.kind]: 'logs' })
  expect(answer.statusCode).toBe(200)
  const { logs } = (await collector.asAdmin({ url: '/api/clients/logs?order=oldest' })).json<LogList>()
  expect(logs.map(({ message, estimated }) => [message, estimated])).toEqual([['found in a file', true], ['seen', false]])
})
