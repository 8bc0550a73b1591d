import { describe, expect, it } from 'vitest'
import type { LogLineView } from '@mimamori/contract'
import { fieldTexts } from '../src/logs/field-texts.ts'
import { foundPieces, fromFirstFind } from '../src/logs/found-pieces.ts'
import { searchBegins, searchGoesOn, withAnswer } from '../src/logs/log-search.ts'
import { emptyTail, released, withLines, withNewest } from '../src/logs/log-tail.ts'
import { downloadAddress, isNarrowed, logsAddress, logViewOf, searchParameters } from '../src/logs/log-view.ts'

const line = (id: number): LogLineView => ({
  id,
  clientId: 'pi-1',
  level: 'info',
  message: `line ${id}`,
  timestamp: '2026-11-28T05:00:00.000Z',
  receivedAt: '2026-11-28T05:00:00.000Z',
  estimated: false,
  requestId: 'r'
})
const lines = (...ids: readonly number[]) => ids.map(line)
const idsOf = (shown: readonly LogLineView[] | undefined) => shown?.map(({ id }) => id)

describe('what a search has found in a message', () => {
  const marked = (message: string, sought: string) =>
    foundPieces(message, sought)
      .map(({ text, isFound }) => (isFound ? `[${text}]` : text))
      .join('')

  it.each([
    ['温度が高い。温度', '温度', '[温度]が高い。[温度]'],
    ['Press stopped', 'PRESS', '[Press] stopped'],
    ['ＳＥＮＳＯＲ', 'ｓｅｎ', '[ＳＥＮ]ＳＯＲ'],
    ['aaa', 'aa', '[aa]a'],
    ['nothing', '温度', 'nothing'],
    ['all', '', 'all'],
    ['a.b*c', '.b*', 'a[.b*]c'],
    ['😀 温度 😀', '温度', '😀 [温度] 😀'],
    // Its small letter is two UTF-16 units.
    ['İİ stop', 'stop', 'İİ [stop]'],
    ['300 \u212a', 'k', '300 \u212a'],
    ['300 \u212a', '\u212a', '300 [\u212a]'],
    ['İstanbul', 'i', 'İstanbul']
  ])('is marked in %j for %j', (message, sought, expected) => {
    expect(marked(message, sought)).toBe(expected)
  })

  it.each([
    ['a\nb\nc\nd: 温度\ne', '温度', '… d: 温度\ne'],
    [`${'x'.repeat(400)}温度`, '温度', `… ${'x'.repeat(20)}温度`],
    [`a\n${'x'.repeat(400)}温度`, '温度', `… ${'x'.repeat(20)}温度`],
    [`${'😀'.repeat(30)}x温度`, '温度', `… ${'😀'.repeat(9)}x温度`],
    ['a: 温度', '温度', 'a: 温度'],
    ['温度', '温度', '温度'],
    ['nothing', '温度', 'nothing']
  ])('is begun with shortly before the first in %j', (message, sought, expected) => {
    expect(fromFirstFind(message, sought)).toBe(expected)
  })
})

describe('the fields of a line', () => {
  it('are texts as they are and JSON, those within an object on their own', () => {
    expect(
      fieldTexts({
        celsius: 81,
        sensor: 'S3',
        ids: [1, 2],
        none: {},
        err: { type: 'Error', stack: 'Error: no\n    at x', cause: { code: 5 } }
      })
    ).toEqual([
      { name: 'celsius', text: '81' },
      { name: 'sensor', text: 'S3' },
      { name: 'ids', text: '[1,2]' },
      { name: 'none', text: '{}' },
      { name: 'err.type', text: 'Error' },
      { name: 'err.stack', text: 'Error: no\n    at x' },
      { name: 'err.cause.code', text: '5' }
    ])
  })
})

describe('a view of the log', () => {
  const view = (query: string) => logViewOf(new URLSearchParams(query))
  const nowMs = Date.parse('2026-11-28T06:00:00Z')

  it('asks for the lines around a time, the last minute whole', () => {
    expect(Object.fromEntries(searchParameters(view('at=2026-11-28T05:05:00.000Z&within=1&device=pi-1&q=温度'), nowMs))).toEqual({
      clientId: 'pi-1', q: '温度', since: '2026-11-28T05:04:00.000Z', until: '2026-11-28T05:06:59.999Z'
    })
    expect(view('at=2026-11-28T05:05:00.000Z').marginMinutes).toBe(5)
    expect(view('at=2026-11-28T05:05:00.000Z&within=999999999999').invalid).toEqual([{ name: 'within', value: '999999999999' }])
  })

  it('asks for a time before now', () => {
    expect(searchParameters(view('last=1h'), nowMs).get('since')).toBe('2026-11-28T05:00:00.000Z')
  })

  it('asks for what happened since a time', () => {
    expect(searchParameters(view('since=2026-11-27T06:00:00.000Z&level=error'), nowMs).get('since')).toBe('2026-11-27T06:00:00.000Z')
    expect(isNarrowed(view('since=2026-11-27T06:00:00.000Z'))).toBe(true)
  })

  it.each([
    'at=soon',
    'last=1y',
    'last=toString',
    'around=x',
    'level=bogus',
    'level=warn,',
    'live=1&level=bogus',
    'around=99999999999999999',
    'since=',
    'within=0',
    'at=0002-11-28T05:05:00Z',
    'at=%2B275760-09-13T00:00:00.000Z'
  ])('names what it cannot read: %s', (query) => {
    const [name, value] = [...new URLSearchParams(query)].at(-1)!
    expect(view(query).invalid).toEqual([{ name, value }])
  })

  it.each(['device=&site=&level=&unit=&requestId=&run=&q=', 'within=5', 'live=1&at=2026-11-28T05:05:00Z&last=1h&around=7&since=soon'])(
    'leaves out what is empty, or has no sense alone, or live: %s',
    (query) => {
      expect([isNarrowed(view(query)), searchParameters(view(query), nowMs).size, view(query).invalid]).toEqual([false, 0, []])
    }
  )

  it('takes the levels of an address by the names that the server takes', () => {
    expect([view('level=warn,error'), view('level=Warning, fatal')].map(({ level, invalid }) => [level, invalid])).toEqual([
      ['warn,error', []],
      ['Warning, fatal', []]
    ])
  })

  it('has its file as it happened where its time has a beginning, else the newest first', () => {
    expect(downloadAddress(view('last=1h&level=warn'), { nowMs, format: 'text', timeZone: 'Asia/Tokyo' })).toBe(
      '/api/clients/logs/download?level=warn&since=2026-11-28T05%3A00%3A00.000Z&format=text&order=oldest&timeZone=Asia%2FTokyo'
    )
    expect(downloadAddress(view(''), { nowMs, format: 'ndjson', timeZone: 'Asia/Tokyo' })).toBe(
      '/api/clients/logs/download?format=ndjson&order=newest'
    )
  })

  it('has an address', () => {
    expect([logsAddress({}), logsAddress({ device: 'pi-1', around: 7, unit: undefined })]).toEqual([
      '/admin/logs',
      '/admin/logs?device=pi-1&around=7'
    ])
  })
})

describe('a search', () => {
  it('keeps what it has found where the server does not answer, and where it can go on', () => {
    const found = withAnswer(searchBegins, 'older', {
      requestId: 'r',
      logs: lines(9, 8),
      nextCursor: '8',
      searchedTo: '2026-11-28T05:00:00.000Z'
    })
    expect(withAnswer(found, 'older', 'noAnswer')).toMatchObject({
      cursors: { older: 8 },
      searching: undefined,
      problem: { reason: 'noAnswer', direction: 'older' },
      lines: lines(9, 8)
    })
  })

  it('says of a direction only how far it has come in that one', () => {
    const found = withAnswer(searchBegins, 'older', { requestId: 'r', logs: lines(9, 8), nextCursor: '8', searchedTo: '2026-11-28T05:00:00.000Z' })
    expect(searchGoesOn(found, 'newer')).toMatchObject({
      searching: 'newer',
      searchedTo: undefined,
      cursors: { older: 8 },
      lines: lines(9, 8)
    })
  })

  it('goes into both directions of time, each to its end', () => {
    const older = withAnswer(searchBegins, 'older', { requestId: 'r', logs: lines(5, 4), nextCursor: '4' })
    const both = withAnswer(older, 'newer', { requestId: 'r', logs: lines(6, 7), nextCursor: '7' })
    expect([idsOf(both.lines), both.cursors]).toEqual([[7, 6, 5, 4], { older: 4, newer: 7 }])
    expect(withAnswer(both, 'newer', { requestId: 'r', logs: [] }).cursors).toEqual({ older: 4 })
  })
})

describe('a live tail', () => {
  const shown = withNewest(emptyTail, lines(3, 2, 1), false)
  const event = (...ids: readonly number[]) => ({ logs: lines(...ids), skipped: 0 })
  const afterGap = (...ids: readonly number[]) => ({ ...event(...ids), gap: true as const })

  it('has each line once, the newest first, also one that comes late', () => {
    expect(idsOf(withLines(shown, event(6, 3), false).lines)).toEqual([6, 3, 2, 1])
    expect(idsOf(withLines(withLines(shown, event(6), false), event(4), false).lines)).toEqual([6, 4, 3, 2, 1])
  })

  it('keeps lines of two devices apart that have one id', () => {
    const other = { ...line(3), clientId: 'pi-2' }
    expect(withLines(shown, { logs: [other], skipped: 0 }, false).lines).toHaveLength(4)
    expect(withLines(shown, { logs: [other], skipped: 0 }, true).waiting).toEqual([other])
  })

  it('keeps what the stream brought before the newest lines were found', () => {
    expect(idsOf(withNewest(withLines(emptyTail, event(50), false), lines(100, 99), false).lines)).toEqual([100, 99, 50])
  })

  it('stays as it is while it is held, and then has what came', () => {
    const held = withLines(shown, event(4, 5), true)
    expect([idsOf(held.lines), held.waiting.length]).toEqual([[3, 2, 1], 2])
    expect([idsOf(released(held).lines), released(held).waiting]).toEqual([[5, 4, 3, 2, 1], []])
  })

  it('stays as it is while it is held, also where the newest lines are found only then', () => {
    const held = withNewest(withLines(shown, event(5), true), lines(5, 4, 3), true)
    expect([idsOf(held.lines), idsOf(held.waiting)]).toEqual([[3, 2, 1], [5, 4]])
    expect(idsOf(withNewest(emptyTail, lines(2, 1), true).lines)).toEqual([2, 1])
  })

  it('begins anew after a gap with the newest lines, since nobody would see it', () => {
    expect(idsOf(withNewest(withLines(shown, afterGap(9), false), lines(8, 7), false).lines)).toEqual([9, 8, 7])
  })

  it('stays as it is while it is held, also over a gap, and begins anew once it is held no more', () => {
    const held = withNewest(withLines(withLines(shown, event(4), true), afterGap(9), true), lines(8, 7), true)
    expect([idsOf(held.lines), idsOf(held.waiting)]).toEqual([[3, 2, 1], [9, 8, 7]])
    expect(released(held)).toMatchObject({ lines: lines(9, 8, 7), waiting: [], isBroken: false })
  })

  it('is the same where an event has no lines', () => {
    expect(withLines(shown, event(), false)).toBe(shown)
  })

  it('keeps no more than 1,000 lines', () => {
    expect(withLines(shown, event(...Array.from({ length: 2000 }, (_, id) => id + 10)), false).lines).toHaveLength(1000)
  })
})
