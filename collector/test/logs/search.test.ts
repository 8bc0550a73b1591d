import { describe, expect, it } from 'vitest'
import { logLevels } from '@mimamori/contract'
import { logDatabaseFile } from '../../src/logs/embedded/open-log-database.ts'
import { logSearch } from '../../src/logs/embedded/search.ts'
import type { LogLine, NewLogLine } from '../../src/devices/snapshot/log-line.ts'
import type { LogQuery } from '../../src/logs/log-query.ts'
import { matches } from '../../src/logs/matches.ts'
import { openForReading } from '../../src/platform/storage/open-database.ts'
import { logStoreInTest } from './log-store-in-test.ts'

const nowMs = Date.UTC(2026, 10, 28)
const received = { receivedMs: nowMs, requestId: 'r' }
const line = (message: string, rest: Partial<NewLogLine> = {}): NewLogLine => ({ level: 'info', message, eventMs: nowMs - 1000, ...rest })

describe('a search for text', () => {
  it.each([
    ['温度計が停止しました', ['温', '温度', '度計', '計', '計が', '停止', '停止し', 'しました', 'た']],
    ['Connection REFUSED by 192.0.2.7:1883', ['connection', 'refused', 'ON R', '7:', ':', 'D b', '192.0.2.7']],
    ['温度A=81.5℃ 異常"終了" (code 7)', ['温度a', '度A', 'A=', '℃', '"終了"', '異常"', '5℃', '終', '(code']],
    ['quote " and \' and % and _ and * AND NEAR(x y) OR -z ^', ['"', '" and', '%', '_', '*', 'NEAR(', '-z ^', ' OR ', 'and * AND']],
    ['𠮷野家 🍜 ＡＢＣ', ['𠮷', '𠮷野', '🍜', 'ａｂ', 'ｂｃ', '家 🍜']]
  ])('finds in "%s" any piece of it, in upper or lower case, of one character, two or more', async (message, pieces) => {
    const { logs, messages } = await logStoreInTest()
    await logs.append('pi', [line(message), line('something else entirely')], received)
    for (const text of pieces) expect(await messages({ text }), text).toEqual([message])
    for (const text of ['温度計ガ', 'refused by 193', '度温', 'zz', '終始', '😀']) expect(await messages({ text }), text).toEqual([])
  })

  it('finds a character that more than a hundred others follow', async () => {
    const { logs, messages } = await logStoreInTest()
    const texts = Array.from({ length: 150 }, (_, i) => `温${String.fromCodePoint(0x4e00 + i)}`)
    await logs.append('pi', [...texts, '温', '湯温', '湯'].map((text) => line(text)), received)
    expect((await messages({ text: '温' })).toSorted()).toEqual([...texts, '温', '湯温'].toSorted())
  })

  it('reads no line for two letters or a unit that are nowhere', async () => {
    const { logs, find, directory } = await logStoreInTest()
    await logs.append('pi', Array.from({ length: 3000 }, (_, i) => line(`request ${i} 完了`, { unit: 'app.service' })), received)
    await find()
    const database = openForReading(logDatabaseFile(directory))
    let reads = 0
    // Each look at the clock is after 64 lines.
    const search = logSearch(database, { monotonicMs: () => ++reads })
    for (const query of [
      { text: 'zq' }, { text: 'Z' }, { text: 'q完' }, { unit: 'ap' }, { unit: 'ap', text: 'request' }, { unit: 'app.service', text: 'zq' }
    ]) {
      reads = 0
      expect([search({ ...query, order: 'newest', limit: 10 }), reads], JSON.stringify(query)).toEqual([{ lines: [] }, 1])
    }
    database.close()
  })

  it.each([
    ['all', 0], ['half', 5000], ['none', 10_000_000]
  ])('finds exactly what a plain scan finds where %s of it is written, in pages of any size and in both orders', async (_, bufferBytes) => {
    const { logs, find } = await logStoreInTest({ bufferBytes })
    let seed = 7
    const random = (below: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff
      return seed % below
    }
    const words = ['温度', '停止', '失敗', 'abc', 'ABCD', 'bcd', ' ', 'a', '度温', '止', '.', 'エラー', 'c a', '"x"']
    const text = (most: number): string => Array.from({ length: 1 + random(most) }, () => words[random(words.length)]!).join('')
    for (let batch = 0; batch < 40; batch++) {
      const lines = Array.from({ length: 25 }, () => line(text(8), {
        level: logLevels[random(4)]!, eventMs: nowMs - random(500) * 1000, ...random(3) === 0 && { unit: `u${random(2)}.service` }
      }))
      const deviceId = random(4) === 0 ? `rare-${random(30)}` : `pi-${random(3)}`
      await logs.append(deviceId, lines, { receivedMs: nowMs, ...random(4) > 0 && { requestId: `r${random(4)}` } })
    }
    const all = (await find()).toSorted((a, b) => a.id - b.id)
    expect(all).toHaveLength(1000)
    const some = <Value>(value: Value): Value | undefined => random(3) === 0 ? value : undefined
    const pagesOf = async (query: LogQuery): Promise<number[]> => {
      const ids: number[] = []
      for (let afterId: number | undefined, pages = 0; pages < 1100; pages++) {
        const { lines, nextId } = await logs.search({ ...query, ...afterId !== undefined && { afterId } })
        ids.push(...lines.map(({ id }) => id))
        if (nextId === undefined) break
        afterId = nextId
      }
      return ids
    }
    for (let round = 0; round < 150; round++) {
      const given = {
        text: some(text(3)), levels: some(logLevels.slice(random(4))), unit: some(`u${random(2)}.service`),
        requestId: some(`r${random(4)}`),
        deviceIds: some(Array.from({ length: 1 + random(3) }, () => random(2) === 0 ? `rare-${random(30)}` : `pi-${random(3)}`)),
        sinceMs: some(nowMs - random(500) * 1000), untilMs: some(nowMs - random(500) * 1000)
      }
      const conditions = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
      const query = { ...conditions, order: random(2) === 0 ? 'newest' : 'oldest', limit: 1 + random(200) } as LogQuery
      const scanned = all.filter(matches(query)).map(({ id }) => id)
      expect(await pagesOf(query), JSON.stringify(query)).toEqual(query.order === 'newest' ? scanned.toReversed() : scanned)
    }
  })

  it('finds nothing of no device', async () => {
    const { logs, messages } = await logStoreInTest()
    await logs.append('pi', [line('a')], received)
    expect([await messages({ deviceIds: [] }), await messages({ deviceIds: ['pi'] })]).toEqual([[], ['a']])
  })

  it('says that it is at its end with the last line, not one page later', async () => {
    const { logs } = await logStoreInTest()
    await logs.append('pi', [line('a'), line('b')], received)
    expect(await logs.search({ order: 'newest', limit: 2 })).not.toHaveProperty('nextId')
    expect(await logs.search({ order: 'newest', limit: 1 })).toHaveProperty('nextId')
  })
})

it.each([
  ['one batch', [5000]],
  ['several', [1000, 1000, 1000, 1000, 1000]]
])('gives every line an id of its own, however many happened in one millisecond, in %s', async (_, batches) => {
  const { logs, find } = await logStoreInTest()
  const later = (message: string): NewLogLine => line(message, { eventMs: nowMs - 999 })
  for (const count of batches) {
    await logs.append('pi', [later('later'), ...Array.from({ length: count }, (_, i) => line(`${i}`)), later('later, too')], received)
  }
  const ids = new Set<LogLine['id']>()
  for (let afterId = 0; ;) {
    const lines = await find({ order: 'oldest', afterId })
    for (const { id } of lines) ids.add(id)
    if (lines.length === 0) break
    afterId = lines.at(-1)!.id
  }
  expect(ids.size).toBe(5000 + 2 * batches.length)
})
