import { describe, expect, it } from 'vitest'
import type { LogTail } from '@mimamori/contract'
import { createEventStream } from '../../../src/platform/http/event-streams/event-stream.ts'
import { createLogFeed } from '../../../src/logs/search/log-feed.ts'
import { createRecentLines } from '../../../src/logs/search/recent-lines.ts'
import type { LogLine } from '../../../src/devices/snapshot/log-line.ts'
import type { LogConditions } from '../../../src/logs/matches.ts'
import { lineInTest } from './line-in-test.ts'

const arrange = ({ lines = 20_000, characters = 1_000_000 } = {}) => {
  const listeners = new Set<(lines: readonly LogLine[]) => void>()
  const log = {
    onStored (listener: (lines: readonly LogLine[]) => void) {
      listeners.add(listener)
      return () => { listeners.delete(listener) }
    }
  }
  const feedOfRun = () => createLogFeed(log, { recent: createRecentLines({ lines, characters }) })
  const feed = feedOfRun()
  const listen = (conditions: () => LogConditions | undefined, lastEventId?: string, to = feed) => {
    const stream = createEventStream()
    to.add(stream, conditions, lastEventId)
    /** The events with lines, or a gap, since the last time. */
    const read = (): readonly (LogTail & { readonly id: string })[] => {
      let text = ''
      for (let piece = stream.body.read() as Buffer | null; piece !== null; piece = stream.body.read() as Buffer | null) {
        text += String(piece)
      }
      return [...text.matchAll(/^id: (.*)\nevent: lines\ndata: (.*)$/gm)].map(([, id, data]) => ({
        ...(JSON.parse(data!) as LogTail),
        id: id!
      }))
    }
    return { stream, read }
  }
  return { feed, feedOfRun, listeners, listen, store: (lines: readonly LogLine[]) => { for (const each of listeners) each(lines) } }
}
const messages = (events: readonly LogTail[]) =>
  events.filter(({ logs }) => logs.length > 0).map(({ logs }) => logs.map(({ message }) => message))

describe('a live tail', () => {
  it('has the lines that match, those of a tick in one event, as they were stored', async () => {
    const { feed, listen, store } = arrange()
    const { read } = listen(() => ({ levels: ['error'] }))
    store([lineInTest(2, { level: 'error' }), lineInTest(3)])
    store([lineInTest(1, { level: 'error' })])
    await feed.tick()
    expect(messages(read())).toEqual([['line 2', 'line 1']])
    await feed.tick()
    expect(read()).toEqual([])
    feed.close()
  })

  it('sends each stream its own lines', async () => {
    const { feed, listen, store } = arrange()
    const [one, other, none] = [listen(() => ({ deviceIds: ['pi-1'] })), listen(() => ({ text: '温度' })), listen(() => undefined)]
    store([lineInTest(1), lineInTest(2, { deviceId: 'pi-2', message: '温度が高い' })])
    await feed.tick()
    expect([one, other, none].map(({ read }) => messages(read()))).toEqual([[['line 1']], [['温度が高い']], []])
    feed.close()
  })

  it('follows a device that comes to the site later', async () => {
    const { feed, listen, store } = arrange()
    let deviceIds = ['pi-1']
    const { read } = listen(() => ({ deviceIds }))
    deviceIds = ['pi-1', 'pi-2']
    store([lineInTest(1, { deviceId: 'pi-2' })])
    await feed.tick()
    expect(messages(read())).toEqual([['line 1']])
    feed.close()
  })

  it('sends the newest 500 lines of a tick and says how many it left out', async () => {
    const { feed, listen, store } = arrange()
    const { read } = listen(() => ({}))
    store(Array.from({ length: 620 }, (_, id) => lineInTest(id + 1)))
    await feed.tick()
    const event = read().at(-1)
    expect([event?.logs.length, event?.logs[0]?.message, event?.skipped]).toEqual([500, 'line 121', 120])
    feed.close()
  })

  it('says that there may be a gap where more came between two ticks than is kept, and counts only what its reader asked for', async () => {
    const { feed, listen, store } = arrange({ lines: 2000 })
    const { read } = listen(() => ({ deviceIds: ['pi-2'] }))
    store(Array.from({ length: 2500 }, (_, id) => lineInTest(id + 1)))
    await feed.tick()
    expect(read().at(-1)).toMatchObject({ logs: [], skipped: 0, gap: true })
    feed.close()
  })

  it('sends what is kept once who does not read has read', async () => {
    const { feed, listen, store } = arrange()
    const { stream, read } = listen(() => ({}))
    stream.send('lines', JSON.stringify({ logs: [], skipped: 0, filler: 'x'.repeat(100_000) }))
    store([lineInTest(1)])
    await feed.tick()
    expect(messages(read())).toEqual([])
    await feed.tick()
    expect(messages(read())).toEqual([['line 1']])
    feed.close()
  })
})

describe('a live tail that broke off', () => {
  const numbered = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => lineInTest(from + i))

  it('goes on with each line that was stored after its last event, all of them, in the order in which they were stored', async () => {
    const { feed, listen, store } = arrange()
    const before = listen(() => ({}))
    store(numbered(1001, 1002))
    await feed.tick()
    const last = before.read().at(-1)!.id
    store(numbered(1, 1000))
    const { read } = listen(() => ({}), last)
    store([lineInTest(2000)])
    await feed.tick()
    const events = read()
    expect(events.map(({ logs, skipped, gap }) => [logs.length, skipped, gap])).toEqual([
      [500, 0, undefined],
      [500, 0, undefined],
      [1, 0, undefined]
    ])
    expect(messages(events).flat()).toEqual([...numbered(1, 1000), lineInTest(2000)].map(({ message }) => message))
    const again = listen(() => ({}), events[0]!.id)
    await feed.tick()
    expect(messages(again.read()).flat()[0]).toBe('line 501')
    feed.close()
  })

  it('can go on also where it had no line yet', async () => {
    const { feed, listen, store } = arrange()
    const begun = listen(() => ({ levels: ['error'] })).read().at(-1)!.id
    store([lineInTest(1, { level: 'error' })])
    const { read } = listen(() => ({ levels: ['error'] }), begun)
    await feed.tick()
    expect(messages(read())).toEqual([['line 1']])
    feed.close()
  })

  it.each([
    ['lines', { lines: 3 }],
    ['text', { characters: 20 }]
  ])('gets an event with a gap where more %s came meanwhile than is kept', async (_, most) => {
    const { feed, listen, store } = arrange(most)
    const begun = listen(() => ({}))
      .read()
      .at(-1)!.id
    store(numbered(1, 5))
    const { read } = listen(() => ({}), begun)
    await feed.tick()
    expect(read()).toMatchObject([{ logs: numbered(3, 5).map(({ message }) => ({ message })), gap: true }])
    feed.close()
  })

  it('gets an event with a gap from a restarted collector, and the lines that this one has stored', async () => {
    const { feedOfRun, listen, store } = arrange()
    const begun = listen(() => ({})).read().at(-1)!.id
    const next = feedOfRun()
    store([lineInTest(1)])
    const { read } = listen(() => ({}), begun, next)
    await next.tick()
    expect(read()).toMatchObject([{ logs: [{ message: 'line 1' }], gap: true }])
    next.close()
  })
})
