import { describe, expect, it } from 'vitest'
import { linesOfFile, logFile } from '../../../src/logs/search/log-file.ts'
import type { LogPage, LogQuery } from '../../../src/logs/log-query.ts'
import { lineInTest } from './line-in-test.ts'

/** A log that has these pages, one after the other. */
const logOf = (pages: readonly LogPage[]) => {
  const asked: LogQuery[] = []
  return { asked, search: async (query: LogQuery) => pages[asked.push(query) - 1]! }
}
const query = { conditions: { levels: ['error'] }, order: 'oldest', format: 'text', timeZone: 'Asia/Tokyo', isOver: () => false } as const
const read = async (pieces: AsyncIterable<string>): Promise<string> => (await Array.fromAsync(pieces)).join('')

describe('a file of log lines', () => {
  it('goes on page by page, also over one that is empty, until the search is at its end', async () => {
    const log = logOf([{ lines: [lineInTest(1)], nextId: 1 }, { lines: [], nextId: 5 }, { lines: [lineInTest(7)] }])
    expect(await read(logFile(log, query))).toBe(
      '2026-11-28T09:00:00.001+09:00 pi-1 INFO  line 1\n2026-11-28T09:00:00.007+09:00 pi-1 INFO  line 7\n'
    )
    expect(log.asked).toEqual(
      [undefined, 1, 5].map((afterId) => ({ levels: ['error'], order: 'oldest', limit: 1000, ...(afterId !== undefined && { afterId }) }))
    )
  })

  it('has an object on each line as NDJSON', async () => {
    const text = await read(
      logFile(logOf([{ lines: [lineInTest(1), lineInTest(2, { message: 'two\nlines' })] }]), { ...query, format: 'ndjson' })
    )
    expect(
      text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as object)
    ).toMatchObject([{ id: 1, clientId: 'pi-1', timestamp: '2026-11-28T00:00:00.001Z' }, { message: 'two\nlines' }])
  })

  it.each([
    ['text', /^# only the first 100000 lines; .* cursor=1000$/],
    ['ndjson', /^\{"nextCursor":"1000",/]
  ] as const)('ends at 100,000 lines, and its last line of %s says where to go on', async (format, last) => {
    const page = { lines: Array.from({ length: 1000 }, (_, id) => lineInTest(id + 1)), nextId: 1000 }
    const log = logOf(Array.from({ length: linesOfFile / 1000 }, () => page))
    const lines = (await read(logFile(log, { ...query, format }))).trimEnd().split('\n')
    expect([lines.length, lines.at(-1)]).toEqual([linesOfFile + 1, expect.stringMatching(last)])
  })

  it('says where to go on also after a last page that has more lines than asked for, as a millisecond of Loki may', async () => {
    const page = { lines: Array.from({ length: 1000 }, (_, id) => lineInTest(id + 1)), nextId: 1000 }
    const log = logOf([
      ...Array.from({ length: linesOfFile / 1000 - 1 }, () => page),
      { ...page, lines: [...page.lines, lineInTest(1000)] }
    ])
    expect((await read(logFile(log, query))).trimEnd().split('\n').at(-1)).toMatch(/^# only the first 100000 lines; /)
  })

  it('says nothing of more lines where the last one is just the last', async () => {
    const page = { lines: Array.from({ length: 1000 }, (_, id) => lineInTest(id + 1)) }
    const log = logOf([...Array.from({ length: linesOfFile / 1000 - 1 }, () => ({ ...page, nextId: 1000 })), page])
    expect((await read(logFile(log, query))).trimEnd().split('\n')).toHaveLength(linesOfFile)
  })

  it('searches no further once nobody takes it', async () => {
    const log = logOf([{ lines: [], nextId: 1 }])
    expect(await read(logFile(log, { ...query, isOver: () => true }))).toBe('')
    expect(log.asked).toHaveLength(1)
  })
})
