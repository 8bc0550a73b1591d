import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { FleetStatus, LogList } from '@mimamori/contract'
import { collectorInTest, type CollectorInTest } from '../../collector-in-test.ts'
import type { Answer, Interrupt } from '../../server-answer.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'
import { finished, run, start } from '../../updates/update-messages.ts'
import { lineSender } from './line-sender.ts'

/** A Loki that things can happen to. */
export interface FaultyLoki {
  readonly url: string
  interrupt (interrupt: Interrupt): void
  /** The lines of a device, oldest first, as Loki itself has them. */
  messagesOf (device: string): Promise<readonly string[]>
}

const minuteMs = 60_000
const dayMs = 1440 * minuteMs

export const newDevice = (): string => `pi-${randomUUID().slice(0, 8)}`

export const untilQueued = async ({ deps }: CollectorInTest, batches: number) => {
  await expect.poll(() => deps.logs.queued.batches, { timeout: 90_000 }).toBe(batches)
}
/** Over the hours that the lines are of: further back, a page comes before Loki has looked into all of it. */
const search = async (collector: CollectorInTest, device: string) =>
  await collector.asAdmin({
    url: `/api/clients/logs?order=oldest&clientId=${device}&since=${new Date(Date.now() - 120 * minuteMs).toISOString()}`
  })
const unavailable = { statusCode: 503, headers: { 'retry-after': '60' } }

/** What holds of the collector with any Loki, whatever happens between them: lines are counted at both ends. */
export const faultCases = (faultyLoki: () => Promise<FaultyLoki>): void => {
  /** Both ends have these lines of the device, once and in order. */
  const expectBoth = async (loki: FaultyLoki, collector: CollectorInTest, device: string, messages: readonly string[]) => {
    // What was stored can be found a moment later.
    await expect.poll(() => loki.messagesOf(device), { timeout: 30_000 }).toEqual(messages)
    await expect
      .poll(async () => (await search(collector, device)).json<LogList>().logs.map(({ message }) => message), { timeout: 30_000 })
      .toEqual(messages)
  }

  describe('while Loki is away', { timeout: 180_000 }, () => {
    it('lines wait on the disk, also over a restart, and arrive once and in order when it is back', async () => {
      const [directory, id] = [temporaryDirectory(), newDevice()]
      const before = await collectorInTest({ directory, env: { MIMAMORI_LOKI_URL: 'http://127.0.0.1:1' } })
      const { send, sendAgain } = lineSender(await before.enroll({ id }))
      for (const message of ['1', '2']) expect(await send(before, [message])).toMatchObject({ accepted: 1 })
      await expect.poll(() => before.deps.logs.trouble).toBeInstanceOf(Error)
      const answer = await search(before, id)
      expect(answer).toMatchObject(unavailable)
      expect(answer.json()).toMatchObject({ code: 'LOKI_UNAVAILABLE' })
      await before.close()

      const loki = await faultyLoki()
      const after = await collectorInTest({ directory, env: { MIMAMORI_LOKI_URL: loki.url } })
      expect(await sendAgain(after, ['2'])).toMatchObject({ acknowledgedSequence: 2, accepted: 0 })
      await send(after, ['3'])
      await untilQueued(after, 0)
      await expectBoth(loki, after, id, ['1', '2', '3'])
    })
  })

  describe('what a device could not send', { timeout: 180_000 }, () => {
    it('is taken after hours, although an update run and another program wrote of the device meanwhile', async () => {
      const loki = await faultyLoki()
      const collector = await collectorInTest({ env: { MIMAMORI_LOKI_URL: loki.url } })
      const id = newDevice()
      const key = await collector.enroll({ id })
      const now = new Date().toISOString()
      await collector.deps.updates.start(start({ startedAt: now, hosts: [id] }))
      await collector.deps.updates.report(run, [{ ...finished(id, 'updated'), at: now }], { requestId: 'request-1' })
      const pushed = await collector.app.inject({
        method: 'POST',
        url: '/loki/api/v1/push',
        headers: { 'x-client-key': key },
        payload: { streams: [{ stream: { level: 'info' }, values: [[`${Date.now()}000000`, 'pushed']] }] }
      })
      expect(pushed.statusCode).toBe(204)
      await untilQueued(collector, 0)
      await lineSender(key).send(collector, ['1', '2', '3'], [110 * minuteMs, 90 * minuteMs, 70 * minuteMs])
      await untilQueued(collector, 0)
      await expectBoth(loki, collector, id, ['1', '2', '3', 'update: updated', 'pushed'])
    })
  })

  it('lines from before the clock leapt ahead are not too old for Loki: they wait until it is trusted, and no other device with them', {
    timeout: 180_000
  }, async () => {
    const [loki, id] = [await faultyLoki(), newDevice()]
    let [aheadMs, elapsedMs] = [0, 0]
    const clock = { nowMs: () => Date.now() + aheadMs, monotonicMs: () => performance.now() + elapsedMs }
    const collector = await collectorInTest({ clock, env: { MIMAMORI_LOKI_URL: loki.url } })
    const [before, after] = [lineSender(await collector.enroll({ id })), lineSender(await collector.enroll({ id: newDevice() }))]
    loki.interrupt(() => ({ status: 500 }))
    await before.send(collector, ['1'])
    aheadMs = 30 * dayMs
    await after.send(collector, ['2'])
    await untilQueued(collector, 2)
    loki.interrupt(() => undefined)
    await untilQueued(collector, 1)
    expect(await collector.page('/metrics')).toContain('\nmimamori_collector_loki_lines_refused_total{reason="too_old"} 0\n')
    // It is trusted again once devices have had the time to report.
    ;[aheadMs, elapsedMs] = [0, 5 * minuteMs]
    await untilQueued(collector, 0)
    await expectBoth(loki, collector, id, ['1'])
  })

  it('lines of one millisecond keep their order over several requests', async () => {
    const loki = await faultyLoki()
    const collector = await collectorInTest({ env: { MIMAMORI_LOKI_URL: loki.url } })
    const id = newDevice()
    const key = await collector.enroll({ id })
    const timestamp = new Date().toISOString()
    const messages = Array.from({ length: 36 }, (_, i) => String(i))
    for (let from = 0; from < 36; from += 3) {
      const logs = messages.slice(from, from + 3).map((message) => ({ level: 'info', message, timestamp }))
      expect((await collector.app.inject({
        method: 'POST', url: '/api/clients/logs', headers: { 'x-client-key': key }, payload: { clientId: id, logs }
      })).statusCode).toBe(200)
    }
    await untilQueued(collector, 0)
    await expectBoth(loki, collector, id, messages)
  })

  describe('a Loki in trouble', { timeout: 180_000 }, () => {
    const withLoki = async () => {
      const loki = await faultyLoki()
      const collector = await collectorInTest({ env: { MIMAMORI_LOKI_URL: loki.url } })
      const id = newDevice()
      return { loki, collector, id, ...lineSender(await collector.enroll({ id })) }
    }

    it.each<[string, Answer]>([
      ['limits', { status: 429, body: 'ingestion rate limit exceeded for user fake' }],
      ['fails', { status: 500, body: 'at least 1 live replicas required' }],
      ['cannot be reached', { status: 'cut' }],
      ['takes lines and answers with a timeout', { status: 504, body: 'context deadline exceeded', isCarriedOut: true }],
      ['takes lines, and its answers are lost', { status: 'cut', isCarriedOut: true }]
    ])('that %s gets what waited once and in order, and until then a search says that it is unavailable', async (_, trouble) => {
      const { loki, collector, id, send } = await withLoki()
      await send(collector, ['1'])
      await untilQueued(collector, 0)
      loki.interrupt(() => trouble)
      for (const message of ['2', '3']) expect(await send(collector, [message])).toMatchObject({ accepted: 1 })
      await expect.poll(() => collector.deps.logs.trouble).toBeInstanceOf(Error)
      const answer = await search(collector, id)
      expect(answer).toMatchObject(unavailable)
      expect(answer.json()).toMatchObject({ code: 'LOKI_UNAVAILABLE' })
      const whole = (await collector.asAdmin({ url: '/api/clients/status', headers: { 'accept-language': 'en' } })).json<FleetStatus>()
      expect(whole.log.text).toMatch(
        /^Loki has not accepted any logs since .+ [\d.]+ kB is queued on the server, with room for 1\.1 GB more;/
      )
      expect(await collector.page('/metrics')).toContain('\nmimamori_collector_log_backend_up 0\n')
      expect((await collector.asAdmin({ url: `/admin/data/devices/${id}` })).json()).toMatchObject({
        logsFromMemory: true,
        logs: [{ message: '1' }]
      })
      loki.interrupt(() => undefined)
      await untilQueued(collector, 0)
      await expectBoth(loki, collector, id, ['1', '2', '3'])
      expect(collector.deps.logs.trouble).toBeUndefined()
      expect(await collector.page('/metrics')).toContain('\nmimamori_collector_log_backend_up 1\n')
    })

    it('that is slow holds up no device, and what came meanwhile follows in order', async () => {
      const { loki, collector, id, send } = await withLoki()
      const slow = Promise.withResolvers<void>()
      let pushes = 0
      loki.interrupt((path) =>
        path.endsWith('/push') && ++pushes === 1 ? { status: 204, isCarriedOut: true, after: slow.promise } : undefined
      )
      for (const message of ['1', '2', '3']) expect(await send(collector, [message])).toMatchObject({ accepted: 1 })
      await expect.poll(() => loki.messagesOf(id)).toEqual(['1'])
      expect(collector.deps.logs.queued.batches).toBe(3)
      slow.resolve()
      await untilQueued(collector, 0)
      await expectBoth(loki, collector, id, ['1', '2', '3'])
    })

    it('that refuses a line as too far behind gets it into another stream, and the others no second time', async () => {
      const { loki, collector, id, send } = await withLoki()
      let pushes = 0
      loki.interrupt((path) => {
        if (path.endsWith('/push')) pushes++
        return undefined
      })
      await send(collector, ['2'])
      await untilQueued(collector, 0)
      await send(collector, ['1', '3'], [90 * minuteMs, 0])
      await untilQueued(collector, 0)
      await expectBoth(loki, collector, id, ['1', '2', '3'])
      expect(pushes).toBe(3)
      expect(collector.deps.logs.trouble).toBeUndefined()
      expect(await collector.page('/metrics')).not.toMatch(/loki_lines_refused_total\{.*\} [1-9]/)
    })
  })
}
