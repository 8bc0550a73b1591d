import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { RunHost, RunSummary } from '@mimamori/contract'
import { createEventStream } from '../../src/platform/http/event-streams/event-stream.ts'
import { createRunFeed } from '../../src/updates/run-feed.ts'
import { clockInTest, collectorInTest, type CollectorInTest } from '../collector-in-test.ts'
import { at, finished, nowMs, run, start, underWay } from './update-messages.ts'

/** A collector to which a run was reported. */
const arrangeRun = async (hosts?: readonly string[]) => {
  const collector = await collectorInTest({ clock: clockInTest(nowMs) })
  await collector.deps.updates.start(start(hosts && { hosts: [...hosts] }))
  return collector
}

/** The feed on a real store, ticked by hand alone; its streams read as a browser would. */
const feedOn = ({ updates, runRequests, clock }: CollectorInTest['deps']) => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  onTestFinished(() => { vi.useRealTimers() })
  const feed = createRunFeed({ updates, runRequests, clock })
  const listen = () => {
    const stream = createEventStream()
    let text = ''
    stream.body.setEncoding('utf8').on('data', (piece: string) => { text += piece })
    feed.add(stream, run, 'request-1')
    return {
      stream,
      events: () =>
        [...text.matchAll(/event: (\w+)\ndata: (.*)\n\n/g)].map(([, event, data]) => ({
          event,
          data: JSON.parse(data!) as { readonly requestId?: string, readonly run: RunSummary, readonly hosts: readonly RunHost[] }
        }))
    }
  }
  return {
    updates,
    runRequests,
    clock,
    feed,
    listen,
    report: (...items: Parameters<typeof updates.report>[1]) => updates.report(run, items, { requestId: 'r' })
  }
}
const arrange = async (hosts?: readonly string[]) => feedOn((await arrangeRun(hosts)).deps)

const names = (hosts: readonly RunHost[]) => hosts.map(({ host, outcome }) => [host, outcome])

it('sends the whole run first, then what has changed, all of a second together, and closes after the end', async () => {
  const { listen, feed, report, updates } = await arrange()
  const { events, stream } = listen()
  await expect.poll(events).toHaveLength(1)
  expect(events()[0]).toMatchObject({
    event: 'run',
    data: { requestId: 'request-1', run: { run, outcome: null }, hosts: [{ host: 'pi-1' }, { host: 'pi-2' }] }
  })

  await feed.tick()
  await report(underWay('pi-1'))
  await report(finished('pi-1', 'updated'))
  await feed.tick()
  await expect.poll(events).toHaveLength(2)
  expect(events()[1]).toMatchObject({ event: 'change', data: { run: { counts: { updated: 1, waiting: 1 } } } })
  expect(names(events()[1]!.data.hosts)).toEqual([['pi-1', 'updated']])

  await report(finished('pi-2', 'failed'))
  await updates.end(run, { endedAt: at(0), outcome: 'failed' })
  await feed.tick()
  await expect.poll(events).toHaveLength(4)
  expect(events().slice(2)).toMatchObject([
    { event: 'change', data: { run: { outcome: 'failed' }, hosts: [{ host: 'pi-2' }] } },
    { event: 'end' }
  ])
  expect(stream.closed).toBe(true)
  expect(feed.streams).toBe(0)
})

it('sends the whole of a run that has ended, and closes', async () => {
  const { listen, updates } = await arrange()
  await updates.end(run, { endedAt: at(0), outcome: 'cancelled' })
  const { events, stream } = listen()
  await once(stream.body, 'end')
  expect(events().map(({ event }) => event)).toEqual(['run', 'end'])
})

it('loses no change that falls between the whole and the first second', async () => {
  const { listen, feed, report } = await arrange()
  const { events } = listen()
  await report(finished('pi-2', 'updated'))
  await feed.tick()
  await expect.poll(() => events().flatMap(({ data }) => names(data.hosts)).at(-1)).toEqual(['pi-2', 'updated'])
})

describe('a run that has no report yet', () => {
  const arrangeRequest = async () => {
    const clock = clockInTest(nowMs)
    const { deps } = await collectorInTest({ clock })
    const { runRequests } = deps
    const fetched = runRequests.fetch(['reboot'], new AbortController().signal)
    const by = { name: 'tanaka', role: 'admin', address: '127.0.0.1', requestId: 'r', atMs: nowMs }
    const { id } = (await runRequests.add({ action: 'reboot', devices: ['pi-1'], language: 'en' }, by))!
    await fetched
    return { ...feedOn(deps), advance: (ms: number) => { clock.advance(ms) }, answerStarted: () => runRequests.answer(id, { run }) }
  }

  it('is waited for while a runner has just started it, and then sent as any other', async () => {
    const { listen, feed, updates, report, answerStarted } = await arrangeRequest()
    answerStarted()
    const { events, stream } = listen()
    await feed.tick()
    await feed.tick()
    expect(events()).toEqual([])
    await updates.start(start())
    await feed.tick()
    await expect.poll(events).toMatchObject([{ event: 'run', data: { requestId: 'request-1', hosts: [{ host: 'pi-1' }, { host: 'pi-2' }] } }])
    await report(finished('pi-1', 'updated'))
    await feed.tick()
    await expect.poll(events).toHaveLength(2)
    expect(names(events()[1]!.data.hosts)).toEqual([['pi-1', 'updated']])
    expect(stream.closed).toBe(false)
  })

  it('is missing if it was never said to have started, or said so a minute ago', async () => {
    const { listen, feed, advance, answerStarted } = await arrangeRequest()
    const { events } = listen()
    await expect.poll(events).toMatchObject([{ event: 'end' }])

    answerStarted()
    const waiting = listen()
    await feed.tick()
    expect(waiting.stream.closed).toBe(false)
    advance(60_000)
    await feed.tick()
    await expect.poll(waiting.events).toMatchObject([{ event: 'end' }])
    expect(feed.streams).toBe(0)
  })
})

it('sends a large run a hundred hosts at a time, no faster than its reader reads, and loses no change meanwhile', async () => {
  const hosts = Array.from({ length: 1000 }, (_, index) => `pi-${String(index).padStart(4, '0')}`)
  const { feed, report, updates } = await arrange(hosts)
  await report(...hosts.map((host) => finished(host, 'failed', { message: 'x'.repeat(4000) })))
  const stream = createEventStream()
  feed.add(stream, run, 'request-1')
  await expect.poll(() => stream.body.writableNeedDrain).toBe(true)
  await report(finished('pi-0000', 'updated', { attempt: 2 }))
  await updates.end(run, { endedAt: at(0), outcome: 'failed' })
  await feed.tick()
  expect(stream.body.writableLength + stream.body.readableLength).toBeLessThan(1024 * 1024)
  const events = [...(await text(stream.body)).matchAll(/event: (\w+)\ndata: (.*)\n\n/g)].map(([, event, data]) => ({
    event,
    hosts: (JSON.parse(data!) as { hosts?: RunHost[] }).hosts ?? []
  }))
  expect(events.map(({ event, hosts: { length } }) => [event, length])).toEqual([
    ['run', 100],
    ...Array.from({ length: 9 }, () => ['change', 100]),
    ['change', 1],
    ['end', 0]
  ])
  expect(events.at(-2)!.hosts).toMatchObject([{ host: 'pi-0000', outcome: 'updated' }])
})

it('sends a change at the next second where it could not be read', async () => {
  const { updates, runRequests, clock, report } = await arrange()
  let broken = false
  // The store as it is, on a disk that the test can make fail.
  const feed = createRunFeed({
    updates: { ...updates, get: async (id) => (broken ? Promise.reject(new Error('disk I/O error')) : await updates.get(id)) },
    runRequests,
    clock
  })
  const stream = createEventStream()
  let received = ''
  stream.body.setEncoding('utf8').on('data', (piece: string) => { received += piece })
  feed.add(stream, run, 'request-1')
  await expect.poll(() => received).toContain('event: run')
  await feed.tick()
  await report(finished('pi-1', 'updated'))
  broken = true
  await expect(feed.tick()).rejects.toThrow('disk I/O error')
  broken = false
  await feed.tick()
  await expect.poll(() => received).toMatch(/event: change\n.*"host":"pi-1".*"outcome":"updated"/)
  feed.close()
})

it('is what the route gives to a browser', async () => {
  const { app, adminToken, deps: { updates }, close } = await arrangeRun()
  const address = await app.listen({ port: 0 })
  const abort = new AbortController()
  const answer = await fetch(`${address}/api/updates/${run}`, {
    headers: { accept: 'text/event-stream', authorization: `Bearer ${adminToken}` },
    signal: abort.signal
  })
  expect(answer.headers.get('content-type')).toBe('text/event-stream')
  let text = ''
  const reading = (async () => { for await (const piece of answer.body!.pipeThrough(new TextDecoderStream())) text += piece })()
  await expect.poll(() => text).toContain('event: run')
  await updates.end(run, { endedAt: at(0), outcome: 'cancelled' })
  await reading
  expect(text).toMatch(/event: change\n.*"outcome":"cancelled".*\n\nevent: end/)
  await close()
})
