import { expect, it, onTestFinished, vi } from 'vitest'
import type { LogLineView } from '@mimamori/contract'
import type { CollectorClient } from '../src/collector-client.ts'
import { CommandError, Refusal } from '../src/errors.ts'
import { followLog } from '../src/follow-log.ts'
import type { StreamEvent } from '../src/read-event-stream.ts'
import { cliText } from '../src/text/cli-text.ts'

const line = (id: number): LogLineView => ({
  id, clientId: 'pi-1', level: 'info', message: String(id), timestamp: '2026-11-28T05:00:00.000Z', receivedAt: '2026-11-28T05:00:00.000Z',
  estimated: false, requestId: 'r'
})
/** Each event's id is that of its last line. */
const event = (ids: readonly number[], { skipped = 0, gap = false } = {}): StreamEvent => ({
  event: 'lines', data: JSON.stringify({ logs: ids.map(line), skipped, ...gap && { gap } }), id: `run-${ids.at(-1) ?? 0}`
})

/**
 * Follows a log whose streams, one after the other, have these events, or cannot be opened; after the last it ends. `first`: what is
 * found before; `found`: what is found after a gap.
 */
const follow = async (streams: readonly (readonly StreamEvent[] | Error)[], { first = [5], found = [] }: {
  readonly first?: readonly number[]
  readonly found?: readonly number[]
} = {}) => {
  const [shown, errors, asked, listened, end] = [[] as number[], [] as string[], [] as string[], [] as string[], new AbortController()]
  const collector = {
    async ask (_method: string, path: string) {
      asked.push(path)
      return { requestId: 'r', logs: found.map(line) }
    },
    async listen (path: string) {
      listened.push(path)
      const stream = streams[listened.length - 1]
      if (listened.length >= streams.length) end.abort()
      if (stream instanceof Error) throw stream
      return (async function* () { yield* stream ?? [] })()
    }
  } as unknown as CollectorClient
  const text = cliText('en', 'mimamori')
  const show = ({ id }: LogLineView) => void shown.push(id)
  const showFirst = async () => {
    expect(listened).toHaveLength(1)
    return first.map(line)
  }
  await followLog({
    ...collector, text, signal: end.signal, printError: (message) => void errors.push(message)
  }, { filter: new URLSearchParams({ q: 'x' }), showFirst, show }, 0)
  return { shown, errors, asked, listened }
}
const lost = 'No connection to the collector; reconnecting …'

it('shows each line once, whichever way it comes', async () => {
  expect((await follow([[event([5, 6]), event([7])]])).shown).toEqual([6, 7])
})

it('goes on after a break from the last event, with lines that happened long before it too', async () => {
  const { shown, errors, asked, listened } = await follow([[event([6])], [event([2, 8])]])
  expect(shown).toEqual([6, 2, 8])
  expect(listened).toEqual(['/api/clients/logs/tail?q=x', '/api/clients/logs/tail?q=x&lastEventId=run-6'])
  expect([errors, asked]).toEqual([[lost], []])
})

it('looks for what it may have missed where the collector cannot go on from there, also where nothing was shown before, and says ' +
  'so', async () => {
  const { shown, errors, asked } = await follow([[event([])], [event([8], { gap: true })]], { first: [], found: [7, 8] })
  expect(shown).toEqual([7, 8])
  expect(asked).toEqual([expect.stringMatching(/^\/api\/clients\/logs\?q=x&order=oldest&limit=1000&since=20/)])
  expect(errors).toEqual([lost, 'Some lines may be missing here; search for them without --follow.'])
})

it('shows nothing older than the first line that it showed, for which nobody asked', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(line(5).timestamp) + 60_000 })
  onTestFinished(() => { vi.useRealTimers() })
  const { asked } = await follow([[event([])], [event([8], { gap: true })]], { first: [5], found: [5, 7, 8] })
  expect(asked).toEqual([expect.stringContaining(`&since=${encodeURIComponent(line(5).timestamp)}`)])
})

it('begins with as many lines as --limit can ask for', async () => {
  const { shown } = await follow([[event([1_000_001])]], { first: Array.from({ length: 999_999 }, () => 5) })
  expect(shown).toEqual([1_000_001])
})

it('shows lines of two devices that have one id', async () => {
  const other = { ...line(5), clientId: 'pi-2' }
  expect((await follow([[{ event: 'lines', data: JSON.stringify({ logs: [other], skipped: 0 }) }]])).shown).toEqual([5])
})

it('says once that the connection is lost, however long it takes, and whatever refuses it for now', async () => {
  const away = new CommandError('no collector answers')
  const full = new Refusal({ requestId: 'r', code: 'OVERLOADED', message: '64 pages are open already' })
  expect((await follow([[], away, full, away, []])).errors).toEqual([lost])
})

it('says how many lines came too fast', async () => {
  expect((await follow([[event([6], {
    skipped: 12
  })]])).errors).toEqual(['12 lines were skipped because they came too fast; search for them without --follow.'])
})

it('fails where there was no connection to begin with, or the collector refuses for good', async () => {
  await expect(follow([new CommandError('no collector answers'), []])).rejects.toThrow('no collector answers')
  await expect(follow([
    [], new Refusal({ requestId: 'r', code: 'TOKEN_INVALID', message: 'the token was revoked' }), []
  ])).rejects.toThrow('the token was revoked')
})

it('ends at once when it is told to', async () => {
  const end = new AbortController()
  end.abort()
  const listen = vi.fn<CollectorClient['listen']>()
  await followLog({
    ask: () => Promise.reject(new Error('nothing to ask')), listen, text: cliText('en', 'mimamori'), signal: end.signal,
    printError: () => undefined
  }, { filter: new URLSearchParams(), showFirst: async () => [], show: () => undefined })
  expect(listen).not.toHaveBeenCalled()
})
