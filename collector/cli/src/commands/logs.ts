import type { LogLineView, LogList } from '@mimamori/contract'
import { flag, option, type Colour, type Command, type Invocation } from '../command.ts'
import { UsageError } from '../errors.ts'
import { readLogTime } from '../log-time.ts'
import { ownTimeZone } from '../own-time.ts'
import { requireKnown } from '../require-known.ts'

/** What the collector gives at once. */
const pageLimit = 1000

/** The options that narrow a search, by the names of its parameters. */
const filters = { site: 'site', role: 'role', level: 'level', q: 'grep', unit: 'unit', requestId: 'request', run: 'run' } as const

const timeOf = ({ option: value, text }: Invocation, name: 'since' | 'until', moments: Parameters<typeof readLogTime>[1]): number | undefined => {
  const given = value(name)
  if (given === undefined) return undefined
  const ms = readLogTime(given, moments)
  if (ms === undefined) throw new UsageError(text.wrong(`--${name}`, text.expected.logTime, given))
  return ms
}

/** From when until when, where it is said. */
const periodOf = (invocation: Invocation, nowMs: number): Readonly<Partial<Record<'since' | 'until', string>>> => {
  const sinceMs = timeOf(invocation, 'since', { nowMs })
  const untilMs = timeOf(invocation, 'until', { nowMs, sinceMs })
  const { option: value, text } = invocation
  if (sinceMs !== undefined && untilMs !== undefined && untilMs < sinceMs) throw new UsageError(text.endsBeforeItBegins(value('until')!, value('since')!))
  return { ...sinceMs !== undefined && { since: new Date(sinceMs).toISOString() }, ...untilMs !== undefined && { until: new Date(untilMs).toISOString() } }
}

const limitOf = ({ option: value, flag: given, text }: Invocation): number => {
  const limit = value('limit')
  if (limit !== undefined && !/^[1-9]\d{0,5}$/.test(limit)) throw new UsageError(text.wrong('--limit', text.expected.logLimit, limit))
  return limit === undefined ? given('follow') ? 10 : 200 : Number(limit)
}

/** The parameters that say which lines. */
const filterOf = ({ option: value, positionals: [device] }: Invocation): URLSearchParams => {
  const query = new URLSearchParams(device === undefined ? {} : { clientId: device })
  for (const [name, from] of Object.entries(filters)) {
    const given = value(from)
    if (given !== undefined) query.set(name, given)
  }
  return query
}

const narrowedBy = (period: object, filter: URLSearchParams): keyof Invocation['text']['noLogs'] => {
  const [hasPeriod, hasFilters] = [Object.keys(period).length > 0, filter.size > 0]
  return hasPeriod ? hasFilters ? 'both' : 'period' : hasFilters ? 'filters' : 'nothing'
}

const colours: Readonly<Partial<Record<LogLineView['level'], Colour>>> = { debug: 'grey', warn: 'yellow', error: 'red' }

/** How a line is printed: for people in their time zone and in the colour of its level, for programs as JSON. */
const linePrinter = async ({ print, flag: given }: Invocation): Promise<(line: LogLineView) => void> => {
  if (given('json')) return (line) => { print(JSON.stringify(line)) }
  const { formatLogLine } = await import('@mimamori/contract/log-text')
  const timeZone = ownTimeZone()
  return (line) => { for (const part of formatLogLine(line, timeZone).split('\n')) print(part, colours[line.level]) }
}

/** The newest lines that match, newest first; goes on while the collector gives parts of them. */
const newestLines = async ({ collector }: Invocation, query: URLSearchParams, limit: number): Promise<{ readonly lines: readonly LogLineView[], readonly areMore: boolean }> => {
  const lines: LogLineView[] = []
  for (let cursor: string | undefined = ''; cursor !== undefined;) {
    query.set('limit', String(Math.min(pageLimit, limit - lines.length)))
    if (cursor !== '') query.set('cursor', cursor)
    const page: LogList = await collector.ask<LogList>('GET', `/api/clients/logs?${query}`)
    lines.push(...page.logs)
    cursor = page.nextCursor
    if (lines.length >= limit) return { lines, areMore: cursor !== undefined }
  }
  return { lines, areMore: false }
}

/** The newest lines that match, as they happened: the newest last, where a terminal stands. */
export const showLogs: Command = {
  words: 'logs',
  positionals: {},
  optionalPositionals: { DEVICE: 'deviceId' },
  options: {
    since: option('logTime'), until: option('logTime'), level: option('logLevels'), grep: option('logText'), site: option('site'), role: option('role'), unit: option('unit'),
    run: option('run'), request: option('requestId'), limit: option('logLimit'), follow: flag, json: flag
  },
  fields: { q: 'grep', requestId: 'request' },
  async run (invocation) {
    const { flag: given, option: value, text, printError } = invocation
    if (given('follow') && value('until') !== undefined) throw new UsageError(text.followsNoEnd)
    const [nowMs, limit, filter] = [Date.now(), limitOf(invocation), filterOf(invocation)]
    const query = new URLSearchParams(filter)
    const period = periodOf(invocation, nowMs)
    for (const [name, at] of Object.entries(period)) query.set(name, at)
    const show = await linePrinter(invocation)
    const showNewest = async () => {
      const found = await newestLines(invocation, query, limit)
      if (found.lines.length === 0) await requireKnown(invocation, { site: value('site'), role: value('role') })
      for (const line of found.lines.toReversed()) show(line)
      return found
    }
    if (given('follow')) {
      const { followLog } = await import('../follow-log.ts')
      await followLog(invocation, { filter, showFirst: async () => (await showNewest()).lines, show })
      return
    }
    const { lines, areMore } = await showNewest()
    if (lines.length === 0) {
      printError(text.noLogs[narrowedBy(period, filter)])
    } else if (areMore) {
      printError(text.moreLogs(limit))
    }
  }
}
