import { expect, it, vi } from 'vitest'
import type { LogLineView } from '@mimamori/contract'
import type { CollectorClient } from '../../src/cli/collector-client.ts'
import { CommandError } from '../../src/cli/errors.ts'
import { followLog } from '../../src/cli/follow-log.ts'
import type { StreamEvent } from '../../src/cli/read-event-stream.ts'
import { cliTextEn } from '../../src/text/cli-text.en.ts'

const line = (id: number): LogLineView => ({ id, clientId: 'pi-1', level: 'info', message: String(id), timestamp: '2026-11-28T05:00:00.000Z', receivedAt: '2026-11-28T05:00:00.000Z', estimated: false, requestId: 'r' })
const event = (ids: readonly number[], skipped = 0): StreamEvent => ({ event: 'lines', data: JSON.stringify({ logs: ids.map(line), skipped }) })

/** Follows a log whose streams, one after the other, have these events, or cannot be opened; after the last it ends. `missed`: what is found between. */
const follow = async (streams: readonly (readonly StreamEvent[] | Error)[], missed: readonly number[] = []) => {
  const [shown, errors, asked, end] = [[] as number[], [] as string[], [] as string[], new AbortController()]
  let opened = 0
  const collector = {
    async ask (_method: string, path: string) {
      asked.push(path)
      return { requestId: 'r', logs: missed.map(line) }
    },
    async listen () {
      const stream = streams[opened++]
      if (opened >= streams.length) end.abort()
      if (stream instanceof Error) throw stream
      return (async function* () { yield* stream ?? [] })()
    }
  } as unknown as CollectorClient
  const text = cliTextEn('mimamori')
  await followLog({ collector, text, signal: end.signal, printError: (message) => void errors.push(message) }, { filter: new URLSearchParams({ q: 'x' }), shown: [line(5)], show: ({ id }) => void shown.push(id) }, 0)
  return { shown, errors, asked }
}

it('shows each line once, whichever way it comes', async () => {
  expect((await follow([[event([5, 6]), event([7])]])).shown).toEqual([6, 7])
})

it('asks after a break for what is newer than the newest line, and shows that first', async () => {
  const { shown, errors, asked } = await follow([[event([6])], [event([8, 9])]], [7, 8])
  expect(shown).toEqual([7, 8, 6, 9])
  expect(asked).toEqual(['5', '8'].map((cursor) => `/api/clients/logs?q=x&order=oldest&limit=1000&cursor=${cursor}`))
  expect(errors).toEqual(['No connection to the collector; reconnecting …'])
})

it('says once that the connection is lost, however long it takes', async () => {
  const away = new CommandError('no collector answers')
  expect((await follow([[], away, away, away, []])).errors).toEqual(['No connection to the collector; reconnecting …'])
})

it('says how many lines came too fast', async () => {
  expect((await follow([[event([6], 12)]])).errors).toEqual(['12 lines came too fast to be shown; search for them without --follow.'])
})

it('fails where there was no connection to begin with, or the collector refuses', async () => {
  await expect(follow([new CommandError('no collector answers'), []])).rejects.toThrow('no collector answers')
  await expect(follow([[], new Error('the token was revoked'), []])).rejects.toThrow('the token was revoked')
})

it('ends at once when it is told to', async () => {
  const end = new AbortController()
  end.abort()
  const listen = vi.fn<CollectorClient['listen']>()
  await followLog({ collector: { listen } as unknown as CollectorClient, text: cliTextEn('mimamori'), signal: end.signal, printError: () => undefined }, { filter: new URLSearchParams(), shown: [], show: () => undefined })
  expect(listen).not.toHaveBeenCalled()
})
