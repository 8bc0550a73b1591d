import { z } from 'zod'
import { intervalsUntilLate } from './connection.ts'
import { gapsUntil, withGap, type ClosedGap, type Gap } from './gaps.ts'

/** After longer without a scrape, scrapes have failed or stopped: Prometheus is expected to scrape a device at least this often. */
const mostIntervalsBetweenScrapes = 2

/** When the live series of a device could be scraped, and were: by the server's clock, in Unix milliseconds. */
export interface LiveSeries {
  /** Until when the series of the last report are published. */
  readonly publishedUntilMs?: number
  /** When they were last scraped; undefined while nobody scrapes. */
  readonly scrapedMs?: number
  /** The gap before the series that are published again since `resumedMs` and not scraped yet. */
  readonly unscraped?: { readonly fromMs: number, readonly resumedMs: number }
  /** Gaps that have ended, oldest first. */
  readonly gaps: readonly ClosedGap[]
}

export const noLiveSeries: LiveSeries = { gaps: [] }

/** As they are stored. */
export const storedLiveSeries = z.object({
  publishedUntilMs: z.number().exactOptional(),
  scrapedMs: z.number().exactOptional(),
  unscraped: z.object({ fromMs: z.number(), resumedMs: z.number() }).exactOptional(),
  gaps: z.array(z.object({ fromMs: z.number(), untilMs: z.number() }))
}) satisfies z.ZodType<LiveSeries>

interface At {
  readonly atMs: number
  /** How often the device reports. */
  readonly intervalMs: number
}

/** A report that nobody scrapes within this time is in no Prometheus. */
const longestUnscrapedMs = ({ intervalMs }: Pick<At, 'intervalMs'>): number => mostIntervalsBetweenScrapes * intervalMs

const isPublished = ({ publishedUntilMs = 0 }: LiveSeries, atMs: number): boolean => atMs <= publishedUntilMs

/** If nobody scrapes, a gap ends with the report after it. */
const withoutScraper = (live: LiveSeries, at: At): LiveSeries => {
  const { publishedUntilMs = 0, unscraped, gaps } = live
  if (unscraped === undefined || at.atMs - unscraped.resumedMs <= longestUnscrapedMs(at)) return live
  return { publishedUntilMs, gaps: withGap(gaps, { fromMs: unscraped.fromMs, untilMs: unscraped.resumedMs }) }
}

/** The start of the open gap; undefined if there is none. */
const openSinceMs = (live: LiveSeries, at: At): number | undefined => {
  const { publishedUntilMs = 0, scrapedMs, unscraped } = live
  if (unscraped !== undefined) return unscraped.fromMs
  // A collector that hangs still publishes its series, but answers no scrape.
  const isOpen = !isPublished(live, at.atMs) || (scrapedMs !== undefined && at.atMs - scrapedMs > longestUnscrapedMs(at))
  return isOpen ? Math.min(scrapedMs ?? publishedUntilMs, publishedUntilMs) : undefined
}

/** After a report whose series are published. */
export const afterReport = (before: LiveSeries, at: At): LiveSeries => {
  const live = withoutScraper(before, at)
  const fromMs = openSinceMs(live, at)
  const resumedMs = isPublished(live, at.atMs) ? live.unscraped?.resumedMs ?? at.atMs : at.atMs
  return {
    ...live,
    publishedUntilMs: at.atMs + intervalsUntilLate * at.intervalMs,
    ...(fromMs !== undefined && { unscraped: { fromMs, resumedMs } })
  }
}

/** The state after a scrape of the device; the same object if no series are published. */
export const afterScrape = (before: LiveSeries, at: At): LiveSeries => {
  if (!isPublished(before, at.atMs)) return before
  const fromMs = openSinceMs(before, at)
  const { publishedUntilMs = 0, gaps } = before
  return { publishedUntilMs, scrapedMs: at.atMs, gaps: fromMs === undefined ? gaps : withGap(gaps, { fromMs, untilMs: at.atMs }) }
}

/** The state after the collector was stopped and published nothing; the same object if that makes no difference. */
export const afterEnd = (live: LiveSeries, endedMs: number): LiveSeries =>
  isPublished(live, endedMs) && live.publishedUntilMs !== endedMs
    ? { ...live, publishedUntilMs: endedMs, ...(live.scrapedMs !== undefined && { scrapedMs: endedMs }) }
    : live

/** The same without times after this one, which come from a clock that was ahead; the same object if there are none. */
export const withoutFutureScrapes = (live: LiveSeries, { atMs, intervalMs }: At): LiveSeries => {
  const { publishedUntilMs, scrapedMs, unscraped, gaps } = live
  const latestPublishedMs = atMs + intervalsUntilLate * intervalMs
  if (
    [publishedUntilMs && publishedUntilMs - intervalsUntilLate * intervalMs, scrapedMs, unscraped?.resumedMs, gaps.at(-1)?.untilMs].every(
      (ms) => ms === undefined || ms <= atMs
    )
  ) {
    return live
  }
  return {
    gaps: gapsUntil(gaps, atMs),
    ...publishedUntilMs !== undefined && { publishedUntilMs: Math.min(publishedUntilMs, latestPublishedMs) },
    ...scrapedMs !== undefined && { scrapedMs: Math.min(scrapedMs, atMs) },
    ...unscraped && { unscraped: { fromMs: Math.min(unscraped.fromMs, atMs), resumedMs: Math.min(unscraped.resumedMs, atMs) } }
  }
}

/** All gaps, oldest first; the last may still go on. */
export const gapsOf = (before: LiveSeries, at: At): readonly Gap[] => {
  const live = withoutScraper(before, at)
  const fromMs = openSinceMs(live, at)
  return fromMs === undefined ? live.gaps : [...live.gaps, { fromMs }]
}

/** Whether the end of the last gap will soon be known: series are published again, and somebody scrapes. */
export const awaitsScrape = ({ unscraped, ...live }: LiveSeries, at: At): boolean =>
  unscraped !== undefined &&
  live.scrapedMs !== undefined &&
  isPublished(live, at.atMs) &&
  at.atMs - unscraped.resumedMs <= longestUnscrapedMs(at)
