import { once } from 'node:events'
import { expect, onTestFinished, test, vi } from 'vitest'
import { collectorInTest, type CollectorInTest } from '../../../collector-in-test.ts'

const run = '20261125-090000-abcdef'

/** Opens the page's stream with what it follows, and gives the events that it has brought, each `name: data`. */
const follow = async ({ app, adminToken }: CollectorInTest, query: Readonly<Record<string, string>>) => {
  const answer = await app.inject({
    url: `/admin/events?${new URLSearchParams(query)}`,
    headers: { authorization: `Bearer ${adminToken}` },
    payloadAsStream: true
  })
  expect(answer.statusCode).toBe(200)
  const stream = answer.stream()
  let text = ''
  stream.setEncoding('utf8').on('data', (chunk: string) => { text += chunk })
  await once(stream, 'data')
  onTestFinished(() => { stream.destroy() })
  return {
    events: () => [...text.matchAll(/^event: (.+)\ndata: (.*)$/gm)].map(([, name, data]) => [name, JSON.parse(data!)] as const),
    ids: () => [...text.matchAll(/^id: (.+)$/gm)].map(([, id]) => id!),
    isOver: () => stream.readableEnded
  }
}

const arrange = async () => {
  const collector = await collectorInTest()
  await collector.enroll({ id: 'pi-1' })
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  onTestFinished(() => { vi.useRealTimers() })
  const log = (message: string) =>
    collector.deps.logs.append('pi-1', [{ level: 'info', message, eventMs: Date.now() }], { receivedMs: Date.now(), requestId: 'test' })
  /** What is sent each second has been sent, and received. */
  const pass = async (until: () => void) => await vi.waitFor(async () => {
    await vi.advanceTimersByTimeAsync(1000)
    until()
  }, { timeout: 20_000 })
  return { collector, log, pass }
}

test('the page’s stream brings the fleet and, as a topic, the lines that it follows, and goes on after the last of them', async () => {
  const { collector, log, pass } = await arrange()
  const first = await follow(collector, { log: 'clientId=pi-1&q=door' })
  await log('door opens')
  await log('press starts')
  await pass(() =>
    expect(first.events()).toContainEqual([
      'log:lines',
      expect.objectContaining({ logs: [expect.objectContaining({ message: 'door opens' })] })
    ])
  )
  expect(first.events().map(([name]) => name)).toContain('fleet')
  await log('door shuts')
  const second = await follow(collector, { log: 'clientId=pi-1&q=door', lastEventId: first.ids().at(-1)! })
  await pass(() =>
    expect(
      second
        .events()
        .filter(([name]) => name === 'log:lines')
        .flatMap(([, { logs }]) => (logs as { message: string }[]).map(({ message }) => message))
    ).toEqual(['door shuts'])
  )
})

test('the page’s stream speaks the language of its reader, by the reader’s clocks', async () => {
  const { collector, pass } = await arrange()
  const page = await follow(collector, { lang: 'ja', timeZone: 'Asia/Tokyo' })
  await pass(() =>
    expect(page.events()).toContainEqual([
      'fleet',
      expect.objectContaining({
        clients: [
          expect.objectContaining({
            reason: expect.objectContaining({ text: expect.stringMatching(/^\d\d:\d\d に登録されましたが/) as string }) as object
          })
        ]
      })
    ])
  )
})

test('a run that has ended ends its topic, and not the page’s stream', async () => {
  const { collector, pass } = await arrange()
  const { updates, registry } = collector.deps
  await updates.start({ run, origin: 'callback', startedAt: '2026-11-25T09:00:00Z', playbook: 'site.yml', hosts: [] })
  await updates.end(run, { endedAt: '2026-11-25T09:01:00Z', outcome: 'succeeded' })
  const page = await follow(collector, { run })
  await pass(() => expect(page.events().map(([name]) => name)).toEqual(expect.arrayContaining(['run:run', 'run:end'])))
  await registry.enroll({ id: 'pi-2' })
  await pass(() =>
    expect(page.events().at(-1)).toEqual(['change', expect.objectContaining({ clients: [expect.objectContaining({ clientId: 'pi-2' })] })])
  )
  expect(page.isOver()).toBe(false)
})

test.each([
  [{ run: 'none' }, ['fleet', 'run:end']],
  [{ log: 'level=loud' }, ['fleet']],
  [{ log: 'clientId=nobody' }, ['fleet', 'log:lines']]
] as const)('what there is not to be followed (%j) costs the page nothing of the fleet', async (query, expected) => {
  const { collector, pass } = await arrange()
  const page = await follow(collector, query)
  await pass(() =>
    expect(
      page
        .events()
        .map(([name]) => name)
        .sort()
    ).toEqual(expected)
  )
  expect(page.isOver()).toBe(false)
})
