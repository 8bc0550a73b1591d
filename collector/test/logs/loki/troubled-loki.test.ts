import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { batchHeaders, type FleetStatus, type LogList } from '@mimamori/contract'
import { bootHeaders } from '../../boot-headers.ts'
import { collectorInTest, type CollectorInTest } from '../../collector-in-test.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'
import { lokiStandIn, type Answer } from './loki-stand-in.ts'

const minuteMs = 60_000
/** Since the device's boot: time enough for lines of hours ago. */
const attemptMonotonicMs = 600 * minuteMs

/** A device that sends one batch after another to whichever collector runs. */
const device = (key: string) => {
  const stream = bootHeaders()
  let sequence = 0
  const send = async ({ app }: CollectorInTest, sequence: number, messages: readonly string[], agoMs: readonly number[]) => {
    const items = messages.map((message, i) => ({ message, level: 'info', monotonicMs: attemptMonotonicMs - (agoMs[i] ?? 0), wallMs: 0 }))
    const answer = await app.inject({
      method: 'POST',
      url: '/api/clients/batch',
      headers: { 'x-client-key': key, ...stream, [batchHeaders.attemptMonotonicMs]: String(attemptMonotonicMs), [batchHeaders.kind]: 'logs', [batchHeaders.sequence]: String(sequence) },
      payload: { items }
    })
    return answer.json<{ acknowledgedSequence: number, accepted: number }>()
  }
  return {
    /** `agoMs`: how long ago each happened. */
    send: (collector: CollectorInTest, messages: readonly string[], agoMs: readonly number[] = []) => send(collector, ++sequence, messages, agoMs),
    sendAgain: (collector: CollectorInTest, messages: readonly string[]) => send(collector, sequence, messages, [])
  }
}

const queued = async ({ deps }: CollectorInTest, batches: number) => { await expect.poll(() => deps.logs.queued.batches, { timeout: 60_000 }).toBe(batches) }
const search = async (collector: CollectorInTest) => await collector.asAdmin({ url: '/api/clients/logs?order=oldest' })
const found = async (collector: CollectorInTest) => (await search(collector)).json<LogList>().logs.map(({ message }) => message)
const unavailable = { statusCode: 503, headers: { 'retry-after': '60' } }

describe('while Loki is away', { timeout: 120_000 }, () => {
  it('lines wait on the disk, also over a restart, and arrive once and in order when it is back', async () => {
    const directory = temporaryDirectory()
    const before = await collectorInTest({ directory, env: { MIMAMORI_LOKI_URL: 'http://127.0.0.1:1' } })
    const { send, sendAgain } = device(await before.enroll({ id: 'pi-1' }))
    for (const message of ['1', '2']) expect(await send(before, [message])).toMatchObject({ accepted: 1 })
    await expect.poll(() => before.deps.logs.trouble).toBeInstanceOf(Error)
    const answer = await search(before)
    expect(answer).toMatchObject(unavailable)
    expect(answer.json()).toMatchObject({ code: 'LOKI_UNAVAILABLE' })
    await before.close()

    const loki = await lokiStandIn()
    const after = await collectorInTest({ directory, env: { MIMAMORI_LOKI_URL: loki.url } })
    expect(await sendAgain(after, ['2'])).toMatchObject({ acknowledgedSequence: 2, accepted: 0 })
    await send(after, ['3'])
    await queued(after, 0)
    expect([loki.messages(), await found(after)]).toEqual([['1', '2', '3'], ['1', '2', '3']])
  })
})

describe('a Loki in trouble', { timeout: 120_000 }, () => {
  const withLoki = async () => {
    const loki = await lokiStandIn()
    const collector = await collectorInTest({ env: { MIMAMORI_LOKI_URL: loki.url } })
    const id = `pi-${randomUUID().slice(0, 8)}`
    return { loki, collector, id, ...device(await collector.enroll({ id })) }
  }

  it.each<[string, Answer]>([
    ['limits', { status: 429, body: 'ingestion rate limit exceeded for user fake' }],
    ['fails', { status: 500, body: 'at least 1 live replicas required' }],
    ['takes lines and its answers are lost', { status: 504, body: 'context deadline exceeded', isCarriedOut: true }]
  ])('that %s gets what waited once and in order, and until then a search says that it is unavailable', async (_, trouble) => {
    const { loki, collector, id, send } = await withLoki()
    await send(collector, ['1'])
    await queued(collector, 0)
    loki.interrupt(() => trouble)
    for (const message of ['2', '3']) expect(await send(collector, [message])).toMatchObject({ accepted: 1 })
    await expect.poll(() => collector.deps.logs.trouble).toBeInstanceOf(Error)
    const answer = await search(collector)
    expect(answer).toMatchObject(unavailable)
    expect(answer.json()).toMatchObject({ code: 'LOKI_UNAVAILABLE' })
    const whole = (await collector.asAdmin({ url: '/api/clients/status', headers: { 'accept-language': 'en' } })).json<FleetStatus>()
    expect(whole.log.text).toMatch(/^Loki has not accepted log lines since .+ \d+ B wait on the server, with room for 1\.1 GB more;/)
    expect(await collector.page('/metrics')).toContain('\nmimamori_collector_log_backend_up 0\n')
    expect((await collector.asAdmin({ url: `/admin/data/devices/${id}` })).json()).toMatchObject({ logsFromMemory: true, logs: [{ message: '1' }] })
    loki.interrupt(() => undefined)
    await queued(collector, 0)
    expect([loki.messages(), await found(collector)]).toEqual([['1', '2', '3'], ['1', '2', '3']])
    expect(collector.deps.logs.trouble).toBeUndefined()
    expect(await collector.page('/metrics')).toContain('\nmimamori_collector_log_backend_up 1\n')
  })

  it('that is slow holds up no device, and what came meanwhile follows in order', async () => {
    const { loki, collector, send } = await withLoki()
    const slow = Promise.withResolvers<void>()
    let pushes = 0
    loki.interrupt((path) => path.endsWith('/push') && ++pushes === 1 ? { status: 204, isCarriedOut: true, after: slow.promise } : undefined)
    for (const message of ['1', '2', '3']) expect(await send(collector, [message])).toMatchObject({ accepted: 1 })
    await expect.poll(() => loki.messages()).toEqual(['1'])
    expect(collector.deps.logs.queued.batches).toBe(3)
    slow.resolve()
    await queued(collector, 0)
    expect([loki.messages(), await found(collector)]).toEqual([['1', '2', '3'], ['1', '2', '3']])
  })

  it('that refuses some lines of a batch keeps the others, and gets none of them a second time', async () => {
    const { loki, collector, send } = await withLoki()
    await send(collector, ['1'])
    await queued(collector, 0)
    await send(collector, ['refused', '2'], [90 * minuteMs, 0])
    await queued(collector, 0)
    await send(collector, ['3'])
    await queued(collector, 0)
    expect([loki.messages(), loki.pushes.length]).toEqual([['1', '2', '3'], 3])
    expect(collector.deps.logs.trouble).toBeUndefined()
    expect(await collector.page('/metrics')).toContain('mimamori_collector_loki_lines_refused_total{reason="too_far_behind"} 1')
  })
})
