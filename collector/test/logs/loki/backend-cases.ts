import { describe, expect, it } from 'vitest'
import type { LogLevel } from '@mimamori/contract'
import { matches } from '../../../src/logs/matches.ts'
import type { LogFilter } from '../../../src/logs/log-query.ts'
import { createMillisecondOrder } from '../../../src/logs/order-in-millisecond.ts'
import { repeatableNumbers } from '../../devices/live/repeatable-numbers.ts'
import { backendInTest, batch, line, newDevice, searchAll } from './backend-in-test.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const newest = { order: 'newest', limit: 1000 } as const

/** Texts that would end a string, a pattern or a query, or mean something in one. */
const hostile = [
  '"',
  '\\',
  '\\"',
  '`',
  '`} |= `',
  '"} |= "',
  '") or 1==1',
  '" | json | x="',
  '{job="mimamori"}',
  '|~ ".*"',
  '(?i)',
  '.*',
  '.+',
  '[a-z]',
  '(',
  ')',
  'a|b',
  '^',
  '$',
  'x{2}',
  '\\d',
  '\\Q.\\E',
  '\\x41',
  '\n',
  '\t',
  '\r\n',
  '\u0001',
  '\u007f',
  '\u2028',
  '\ufeff',
  '#',
  '# comment',
  '//',
  '%',
  '%22',
  '+',
  '&limit=1',
  '${x}',
  '$__range',
  '{{.x}}',
  '温度',
  '温',
  '停止しました',
  '🌡',
  '🌡️',
  'é',
  'É',
  'ﾃｽﾄ',
  'ＡＢＣ',
  'ａｂｃ',
  'ÅÄÖ',
  'åäö',
  'ΣΑΣ',
  'ЖУК',
  'жук',
  'σας',
  'ς',
  'Ω',
  'ω',
  '\u2126',
  '\u212b',
  'ß',
  'ẞ',
  'ſ',
  'ǅ',
  'ǆ',
  'Ⱥ',
  'ⱥ',
  'ID',
  'id',
  'K',
  'k',
  '\u212a',
  '300 \u212a',
  '\u0130',
  'İd',
  'i',
  '\u0131',
  'i\u0307'
]

/** Some of them put together, the same ones every time. */
const mixed = (count: number): readonly string[] => {
  const number = repeatableNumbers(7)
  const pick = (): string => hostile[number(hostile.length)]!
  return Array.from({ length: count }, () => pick() + pick() + pick())
}
const texts = [...hostile, ...mixed(30)]

/** What holds of the backend with any Loki that keeps to its rules. */
export const backendCases = (loki: () => { readonly url: string }): void => {
  const inTest = () => backendInTest(loki().url)
  /** What was stored can be found a moment later. */
  const found = (expected: () => Promise<unknown>) => expect.poll(expected, { timeout: 30_000, interval: 100 })
  /** In the middle of a second, so that what is added stays within it. */
  const now = (): number => Math.floor(Date.now() / 1000) * 1000 - 1000

  it('gives lines back as they were stored, with ids that rise with their times', async () => {
    const { backend, refused } = inTest()
    const [device, atMs] = [newDevice(), now()]
    const given = batch(device, [
      line('温度が高い "84 °C"\\', atMs - 5000, { level: 'warn', unit: 'app.service', context: { port: 'HDMI-1', deep: { a: [1, null] } } }),
      line('', atMs - 4000, { level: 'error', estimated: true }),
      line('a\nb', atMs)
    ], { runId: 'run-1', requestId: 'request-1' })
    const stored = await backend.store([given])
    expect(
      stored.map(({ message, eventMs, deviceId, receivedMs, requestId, runId }) => ({
        message,
        eventMs,
        deviceId,
        receivedMs,
        requestId,
        runId
      }))
    ).toEqual(
      given.lines.map(({ message, eventMs }) => ({
        message,
        eventMs,
        deviceId: device,
        receivedMs: atMs,
        requestId: 'request-1',
        runId: 'run-1'
      }))
    )
    await found(() => searchAll(backend, { order: 'oldest', limit: 1000, deviceIds: [device] })).toEqual(stored)
    expect(refused).toEqual({})
  })

  it('keeps the order of lines within a millisecond, also of more than it has ids', async () => {
    const { backend } = inTest()
    const [device, atMs] = [newDevice(), now()]
    const stored = await backend.store([batch(device, Array.from({ length: 5000 }, (_, i) => line(String(i), atMs)))])
    expect(new Set(stored.map(({ id }) => id)).size).toBe(5000)
    await found(async () =>
      (await searchAll(backend, { order: 'oldest', limit: 1000, deviceIds: [device] })).map(({ message }) => Number(message))
    ).toEqual(Array.from({ length: 5000 }, (_, i) => i))
  })

  it('keeps every line of many batches that are of one millisecond, equal ones too', async () => {
    const { backend } = inTest()
    const [device, atMs] = [newDevice(), now()]
    for (let i = 0; i < 12; i++) await backend.store([batch(device, Array.from({ length: 500 }, () => line('retry timeout', atMs)))])
    await found(async () => (await searchAll(backend, { order: 'oldest', limit: 1000, deviceIds: [device] })).length).toBe(6000)
  })

  it('keeps the order of lines within a millisecond over several batches, whatever came between them', async () => {
    const { backend } = inTest()
    const [device, atMs] = [newDevice(), now()]
    const places = createMillisecondOrder()
    const messages = Array.from({ length: 60 }, (_, i) => String(i))
    for (let from = 0; from < 60; from += 5) {
      const lines = messages.slice(from, from + 5).map((message) => line(message, atMs))
      await backend.store([
        batch(device, lines, { earlierInMillisecond: places(device, lines) ?? {} }), batch(newDevice(), [line('of another', atMs)])
      ])
    }
    await found(async () => (await searchAll(backend, {
      order: 'oldest', limit: 1000, deviceIds: [device]
    })).map(({ message }) => message)).toEqual(messages)
  })

  it('stores a batch that comes again once, also for another run of the collector', async () => {
    const [device, atMs] = [newDevice(), now()]
    const given = batch(device, [line('once', atMs - 10), line('once', atMs - 10), line('twice', atMs)])
    const stored = await inTest().backend.store([given])
    await inTest().backend.store([given])
    const { backend } = inTest()
    await found(() => searchAll(backend, { order: 'oldest', limit: 1000, deviceIds: [device] })).toEqual(stored)
  })

  it('finds at once what comes hours and days late', async () => {
    const { backend } = inTest()
    const [device, atMs] = [newDevice(), now()]
    const ages = [6 * dayMs, dayMs, 3 * hourMs, 4 * hourMs - 1000]
    for (const age of ages) {
      await backend.store([batch(device, [line(String(age), atMs - age)])])
      await expect.poll(
        async () => (await searchAll(backend, { ...newest, deviceIds: [device] })).map(({ message }) => message),
        { timeout: 3000, interval: 100 }
      ).toContain(String(age))
    }
  })

  it('keeps every line of older files behind newer lines of the device, however they come, at its own time', async () => {
    const { backend, refused } = inTest()
    const [device, atMs] = [newDevice(), now()]
    await backend.store([batch(device, [line('newest', atMs)])])
    const ofFile = (file: number, from: number) =>
      Array.from({ length: 20 }, (_, i) => line(`file ${file} line ${from + i}`, atMs - (7 - file) * 20 * hourMs + (from + i) * 360_000))
    const files = [1, 2, 3].flatMap((file) => [0, 20, 40, 60, 80].map((from) => ({ file, from })))
    const inTurn = files.toSorted((one, other) => one.from - other.from)
    for (const { file, from } of inTurn) await backend.store([batch(device, ofFile(file, from))])
    // Each hour before the one that came last.
    for (let hours = 1; hours <= 12; hours++) await backend.store([batch(device, [line(`${hours} hours ago`, atMs - hours * hourMs)])])
    const sent = [
      'newest', ...files.flatMap(({ file, from }) => ofFile(file, from).map(({ message }) => message)),
      ...Array.from({ length: 12 }, (_, i) => `${i + 1} hours ago`)
    ]
    await found(async () => (await searchAll(backend, {
      order: 'oldest', limit: 1000, deviceIds: [device]
    })).map(({ message }) => message).toSorted()).toEqual(sent.toSorted())
    const stored = await searchAll(backend, { order: 'oldest', limit: 1000, deviceIds: [device] })
    expect(stored.find(({ message }) => message === 'file 1 line 99')?.eventMs).toBe(atMs - 6 * 20 * hourMs + 99 * 360_000)
    expect(refused).toEqual({})
  })

  it('does not send what Loki would refuse for its age, and counts it', async () => {
    const { backend, refused } = inTest()
    const [device, atMs] = [newDevice(), now()]
    expect(await backend.store([batch(device, [line('old', atMs - 8 * dayMs), line('young', atMs)])])).toMatchObject([{ message: 'young' }])
    expect(refused).toEqual({ too_old: 1 })
  })

  it('puts a line that lies in the future to now, since it would move the window of its stream', async () => {
    const { backend, refused } = inTest()
    const device = newDevice()
    const beforeMs = Date.now()
    const [stored] = await backend.store([batch(device, [line('ahead', beforeMs + 2 * hourMs)])])
    expect([stored!.eventMs >= beforeMs, stored!.eventMs <= Date.now(), refused]).toEqual([true, true, {}])
  })

  it('sends what is larger than Loki takes at once in pieces', async () => {
    const { backend, refused } = inTest()
    const [device, atMs] = [newDevice(), now()]
    const stored = await backend.store([batch(device, Array.from({ length: 200 }, (_, i) => line(`${i} ${'温'.repeat(4000)}`, atMs + i)))])
    expect(refused).toEqual({})
    await found(async () => (await searchAll(backend, { order: 'oldest', limit: 100, deviceIds: [device] })).length).toBe(stored.length)
  })

  describe('a search', () => {
    it('finds by every condition what a plain scan finds, in either order', async () => {
      const { backend } = inTest()
      const [devices, atMs] = [[newDevice(), newDevice(), newDevice()], now()]
      const levels: readonly LogLevel[] = ['debug', 'info', 'warn', 'error']
      const stored = await backend.store(
        devices.flatMap((device, index) =>
          ['r-1', 'r-"2"'].map((requestId, which) =>
            batch(
              device,
              levels.map((level, i) =>
                line(`${level} of ${index}`, atMs - 1000 * i - 100 * index - 10 * which, {
                  level,
                  ...(i % 2 === 0 && { unit: i === 0 ? 'app.service' : 'x"y\\' })
                })
              ),
              { requestId, receivedMs: atMs, ...(which === 1 && { runId: 'run 1' }) }
            )
          )
        )
      )
      const byId = [...stored].sort((one, other) => one.id - other.id)
      await found(async () => (await backend.search({ ...newest, deviceIds: devices })).lines.length).toBe(24)
      const filters: readonly (LogFilter & { readonly sinceMs?: number, readonly untilMs?: number })[] = [
        {},
        { levels: ['error', 'warn'] },
        { levels: ['debug'] },
        { unit: 'app.service' },
        { unit: 'x"y\\' },
        { unit: 'y' },
        { requestId: 'r-"2"' },
        { requestId: 'r' },
        { runId: 'run 1' },
        { runId: 'run 1', levels: ['info'], text: 'OF 1' },
        { sinceMs: atMs - 2000 },
        { untilMs: atMs - 2000 },
        { sinceMs: atMs - 1110, untilMs: atMs - 1110 },
        { sinceMs: atMs, untilMs: atMs - 1 },
        { text: 'ERROR OF 2' },
        { text: '' },
        { levels: [] }
      ]
      for (const filter of filters) {
        const expected = byId.filter(matches({ deviceIds: devices, ...filter }))
        expect(
          (await backend.search({ deviceIds: devices, sinceMs: atMs - 60_000, ...filter, order: 'oldest', limit: 1000 })).lines,
          JSON.stringify(filter)
        ).toEqual(expected)
        expect(
          (await backend.search({ deviceIds: devices, sinceMs: atMs - 60_000, ...filter, order: 'newest', limit: 1000 })).lines,
          JSON.stringify(filter)
        ).toEqual([...expected].reverse())
      }
      expect(await backend.search({ ...newest, deviceIds: [] })).toEqual({ lines: [] })
      expect((await backend.search({ ...newest, deviceIds: [devices[1]!] })).lines).toEqual(
        [...byId].reverse().filter(({ deviceId }) => deviceId === devices[1])
      )
    })

    it('finds any text as itself, in upper and lower case, and no text changes the query', async () => {
      const { backend } = inTest()
      const [device, atMs] = [newDevice(), now()]
      const ofDevice = { order: 'oldest', limit: 1000, sinceMs: atMs } as const
      const stored = await backend.store([batch(device, texts.map((text, i) => line(`<${text}>`, atMs + i)))])
      await found(async () => (await backend.search({ ...ofDevice, deviceIds: [device] })).lines.length).toBe(texts.length)
      for (const text of texts) {
        const { lines } = await backend.search({ ...ofDevice, deviceIds: [device], text })
        expect(
          lines.map(({ message }) => message),
          JSON.stringify(text)
        ).toEqual(stored.filter(matches({ text })).map(({ message }) => message))
      }
      for (const text of hostile) {
        expect((await backend.search({ ...ofDevice, deviceIds: [device], unit: text })).lines, JSON.stringify(text)).toEqual([])
        expect((await backend.search({ ...ofDevice, deviceIds: [text, `${text}|.*`] })).lines, JSON.stringify(text)).toEqual([])
      }
      for (const filter of [{ requestId: '" or ""="' }, { runId: '" or ""="' }]) {
        expect((await backend.search({ ...ofDevice, deviceIds: [device], ...filter })).lines).toEqual([])
      }
      expect((await backend.search({ ...ofDevice, deviceIds: [...hostile, device] })).lines.length).toBe(texts.length)
    })

    it.each(['newest', 'oldest'] as const)(
      'goes through all pages by their cursors, %s first, and over lines of several devices in one moment',
      async (order) => {
        const { backend } = inTest()
        const [devices, atMs] = [[newDevice(), newDevice(), newDevice()], now()]
        const stored = (
          await Promise.all(
            devices.map(async (device) =>
              backend.store([
                batch(
                  device,
                  [
                    line('same moment', atMs, { level: 'warn' }),
                    ...Array.from({ length: 5 }, (_, i) => line(String(i), atMs - 60_000 * i))
                  ],
                  { position: 7 }
                )
              ])
            )
          )
        ).flat()
        const all = await searchAll(backend, { deviceIds: devices, sinceMs: atMs - hourMs / 2, order, limit: 1000 })
        await found(async () => (await backend.search({ ...newest, deviceIds: devices })).lines.length).toBe(stored.length)
        for (const limit of [1, 4, 5]) {
          const lines = await searchAll(backend, { deviceIds: devices, sinceMs: atMs - hourMs / 2, order, limit })
          expect(lines.map(({ id, deviceId }) => `${id} ${deviceId}`).sort(), String(limit)).toEqual(
            stored.map(({ id, deviceId }) => `${id} ${deviceId}`).sort()
          )
          expect(lines.map(({ id }) => id)).toEqual([...all].map(({ id }) => id))
        }
      }
    )

    it('looks further back until the page is full', async () => {
      const { backend } = inTest()
      const [device, atMs] = [newDevice(), now()]
      const ages = [6 * dayMs, 3 * dayMs, 5 * hourMs, 0]
      const stored = await backend.store([batch(device, ages.map((age) => line('seldom', atMs - age)))])
      await found(async () => (await backend.search({ ...newest, deviceIds: [device] })).lines).toEqual(stored.toReversed())
      expect((await backend.search({ ...newest, deviceIds: [device], limit: 2 })).lines).toEqual(stored.toReversed().slice(0, 2))
      expect((await backend.search({ order: 'oldest', limit: 3, deviceIds: [device] })).lines).toEqual(stored.slice(0, 3))
    })
  })
}
