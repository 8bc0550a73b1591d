import { describe, expect, it } from 'vitest'
import type { LogTail } from '@mimamori/contract'
import { createEventStream } from '../../src/http/event-streams/event-stream.ts'
import { createLogFeed } from '../../src/log-search/log-feed.ts'
import type { LogLine } from '../../src/logs/log-line.ts'
import type { LogConditions } from '../../src/logs/matches.ts'
import { lineInTest } from './line-in-test.ts'

const arrange = () => {
  const listeners = new Set<(lines: readonly LogLine[]) => void>()
  const feed = createLogFeed({
    onStored (listener) {
      listeners.add(listener)
      return () => { listeners.delete(listener) }
    }
  })
  const listen = (conditions: () => LogConditions | undefined) => {
    const stream = createEventStream()
    feed.add(stream, conditions)
    /** The data of the events since the last time. */
    const read = (): readonly LogTail[] => [...String((stream.body.read() as Buffer | null) ?? '').matchAll(/^event: lines\ndata: (.*)$/gm)].map(([, data]) => JSON.parse(data!) as LogTail)
    return { stream, read }
  }
  return { feed, listeners, listen, store: (lines: readonly LogLine[]) => { for (const each of listeners) each(lines) } }
}
const messages = (events: readonly LogTail[]) => events.map(({ logs }) => logs.map(({ message }) => message))

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
    const [event] = read()
    expect([event?.logs.length, event?.logs[0]?.message, event?.skipped]).toEqual([500, 'line 121', 120])
    feed.close()
  })

  it('keeps no more than 20,000 lines between two ticks, and counts the others', async () => {
    const { feed, listen, store } = arrange()
    const { read } = listen(() => ({ text: 'line 1' }))
    store(Array.from({ length: 20_000 }, () => lineInTest(1)))
    store([lineInTest(1), lineInTest(1)])
    await feed.tick()
    expect(read()[0]?.skipped).toBe(19_500 + 2)
    feed.close()
  })

  it('keeps nothing while nobody listens', async () => {
    const { feed, listen, store } = arrange()
    store([lineInTest(1)])
    const { read } = listen(() => ({}))
    await feed.tick()
    expect(read()).toEqual([])
    feed.close()
  })

  it('leaves lines out for who does not read, and does not pile them up', async () => {
    const { feed, listen, store } = arrange()
    const { stream, read } = listen(() => ({}))
    stream.send('lines', JSON.stringify({ logs: [], skipped: 0, filler: 'x'.repeat(100_000) }))
    store([lineInTest(1)])
    await feed.tick()
    expect(read().at(-1)).toEqual({ logs: [], skipped: 1 })
    feed.close()
  })

  it('listens to the store no longer once it is closed', () => {
    const { feed, listeners } = arrange()
    expect(listeners.size).toBe(1)
    feed.close()
    expect(listeners.size).toBe(0)
  })
})
