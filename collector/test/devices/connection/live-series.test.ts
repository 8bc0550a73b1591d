import { expect, it } from 'vitest'
import {
  afterEnd,
  afterReport,
  afterScrape,
  awaitsScrape,
  gapsOf,
  noLiveSeries,
  withoutFutureScrapes,
  type LiveSeries
} from '../../../src/devices/connection/live-series.ts'

const minute = 60_000
const start = 1_000_000 * minute
/** Minutes after the start. */
const at = (minutes: number) => ({ atMs: start + minutes * minute, intervalMs: minute })
const gap = (from: number, until?: number) => ({
  fromMs: start + from * minute,
  ...(until !== undefined && { untilMs: start + until * minute })
})
const beforeAll = (until: number) => ({ fromMs: 0, untilMs: start + until * minute })

type Event = readonly ['report' | 'scrape' | 'end', number]
/** What is known after reports, scrapes and ends of the collector, in their order. */
const after = (...events: readonly Event[]): LiveSeries => events.reduce((live, [what, minutes]) => {
  if (what === 'end') return afterEnd(live, at(minutes).atMs)
  return what === 'report' ? afterReport(live, at(minutes)) : afterScrape(live, at(minutes))
}, noLiveSeries)
const gapsAt = (minutes: number, ...events: readonly Event[]) => gapsOf(after(...events), at(minutes))

it('a gap lasts from the last scrape before the series expired to the first one after the next report', () => {
  const outage: readonly Event[] = [['report', 0], ['scrape', 0.2], ['scrape', 1.2], ['scrape', 2.9], ['scrape', 3.4], ['report', 60]]
  expect(gapsAt(30, ...outage.slice(0, -1))).toEqual([beforeAll(0.2), gap(2.9)])
  expect(gapsAt(60.1, ...outage)).toEqual([beforeAll(0.2), gap(2.9)])
  expect(gapsAt(60.5, ...outage, ['scrape', 60.4])).toEqual([beforeAll(0.2), gap(2.9, 60.4)])
})

it('a report that was missed while series were scraped leaves no gap', () => {
  expect(gapsAt(2.2, ['report', 0], ['scrape', 0.5], ['scrape', 1.5], ['report', 2], ['scrape', 2.1])).toEqual([beforeAll(0.5)])
})

it('a collector that hung, and answered no scrape, leaves a gap although the series had not expired', () => {
  const hung: readonly Event[] = [['report', 0], ['scrape', 0.1], ['report', 2.5]]
  expect(gapsAt(2.6, ...hung)).toEqual([beforeAll(0.1), gap(0.1)])
  expect(gapsAt(2.8, ...hung, ['scrape', 2.7])).toEqual([beforeAll(0.1), gap(0.1, 2.7)])
})

it('the end of the collector is the beginning of a gap, however short', () => {
  expect(gapsAt(1.6, ['report', 0], ['scrape', 0.5], ['end', 0.8], ['report', 1], ['scrape', 1.5])).toEqual([beforeAll(0.5), gap(0.8, 1.5)])
  const expired = after(['report', 0], ['scrape', 2.9])
  expect(afterEnd(expired, at(60).atMs)).toBe(expired)
})

it('where nobody scrapes, gaps end with the next report', () => {
  expect(gapsAt(70, ['report', 0], ['report', 60], ['report', 62.5], ['report', 65], ['report', 67.5])).toEqual([beforeAll(0), gap(3, 60)])
})

it('what comes late is to wait for the scrape after a gap, for two intervals, where somebody scrapes', () => {
  const resumed = after(['report', 0], ['scrape', 2.9], ['report', 60])
  expect([60.1, 62, 62.1].map((minutes) => awaitsScrape(resumed, at(minutes)))).toEqual([true, true, false])
  expect(awaitsScrape(afterScrape(resumed, at(60.5)), at(60.6))).toBe(false)
  expect(awaitsScrape(after(['report', 0], ['report', 60]), at(60.1))).toBe(false)
  expect(gapsOf(resumed, at(62.1))).toEqual([beforeAll(2.9), gap(2.9, 60)])
})

it('a scrape that finds nothing published is none', () => {
  const live = after(['report', 0])
  expect(afterScrape(live, at(3.1))).toBe(live)
})

it('the newest 200 gaps are kept', () => {
  const { gaps } = after(...Array.from({ length: 300 }, (_, i): readonly Event[] => [['report', i * 4], ['scrape', i * 4 + 0.5]]).flat())
  expect([gaps.length, gaps.at(-1)]).toEqual([200, gap(299 * 4 - 3.5, 299 * 4 + 0.5)])
})

it('nothing lies in the future after a clock that was ahead', () => {
  const ahead = after(['report', 0], ['scrape', 0.5], ['report', 500_000], ['scrape', 500_000.5])
  const live = withoutFutureScrapes(ahead, at(10))
  expect(live).toEqual({ gaps: [beforeAll(0.5), gap(0.5, 10)], publishedUntilMs: at(13).atMs, scrapedMs: at(10).atMs })
  expect(withoutFutureScrapes(live, at(10))).toBe(live)
})
