import type { LogLineView, LogList } from '@mimamori/contract'
import { query, type Colour, type Command, type Invocation } from '../command.ts'
import { UsageError } from '../errors.ts'
import { givenPastTime } from '../given-time.ts'
import { requireKnown } from '../known-names.ts'
import { terminalTimeZone } from '../local-time.ts'

/** The collector's answer has at most this many lines. */
const pageLimit = 1000

interface Period { readonly since?: string, readonly until?: string }

/** The start and the end of the search, if given. @throws {UsageError} */
const periodOf = (invocation: Invocation): Period => {
  const { text, value } = invocation
  const nowMs = Date.now()
  const sinceMs = givenPastTime(invocation, 'since', { nowMs })
  const untilMs = givenPastTime(invocation, 'until', { nowMs, sinceMs })
  if (sinceMs !== undefined && untilMs !== undefined && untilMs < sinceMs) throw new UsageError(text.endsBeforeItBegins(
    value('until')!, value('since')!
  ))
  return {
    ...sinceMs !== undefined && { since: new Date(sinceMs).toISOString() },
    ...untilMs !== undefined && { until: new Date(untilMs).toISOString() }
  }
}

const limitOf = ({ isOn, text, value }: Invocation): number => {
  const limit = value('limit')
  if (limit !== undefined && !/^[1-9]\d{0,5}$/.test(limit)) throw new UsageError(text.wrong('--limit', text.expected.logLimit, limit))
  return limit === undefined ? isOn('follow') ? 10 : 200 : Number(limit)
}

/** The parameters that select lines. */
const filterOf = ({ positionals: [clientId], value }: Invocation): URLSearchParams => query({
  clientId, site: value('site'), role: value('role'), level: value('level'), q: value('grep'), unit: value('unit'),
  requestId: value('request'), run: value('run')
})

const narrowedBy = (period: Period, filter: URLSearchParams): keyof Invocation['text']['noLogs'] => {
  if (Object.keys(period).length > 0) return filter.size > 0 ? 'both' : 'period'
  return filter.size > 0 ? 'filters' : 'nothing'
}

const colours: Readonly<Partial<Record<LogLineView['level'], Colour>>> = { debug: 'grey', warn: 'yellow', error: 'red' }

/** How a line is printed: for people in their time zone and in the colour of its level, for programs as JSON. */
const linePrinter = async ({ isOn, print }: Invocation): Promise<(line: LogLineView) => void> => {
  if (isOn('json')) return (line) => { print(JSON.stringify(line)) }
  const { formatLogLine } = await import('@mimamori/contract/log-text')
  const timeZone = terminalTimeZone()
  return (line) => { for (const part of formatLogLine(line, timeZone).split('\n')) print(part, colours[line.level]) }
}

interface Found { readonly lines: readonly LogLineView[], readonly areMore: boolean }

/** The newest lines that match, newest first, from as many answers as it takes. */
const newestLines = async ({ ask }: Invocation, parameters: URLSearchParams, limit: number): Promise<Found> => {
  const lines: LogLineView[] = []
  for (let cursor: string | undefined = ''; cursor !== undefined;) {
    parameters.set('limit', String(Math.min(pageLimit, limit - lines.length)))
    if (cursor !== '') parameters.set('cursor', cursor)
    const page: LogList = await ask<LogList>('GET', `/api/clients/logs?${parameters}`)
    lines.push(...page.logs)
    cursor = page.nextCursor
    if (lines.length >= limit) return { lines, areMore: cursor !== undefined }
  }
  return { lines, areMore: false }
}

/** The newest lines that match, in the order of their times: the newest last, next to the prompt. */
export const showLogs: Command = {
  words: 'logs',
  optionalPositionals: { DEVICE: 'deviceId' },
  options: {
    since: 'logTime', until: 'logTime', level: 'logLevels', grep: 'logText', site: 'site', role: 'role', unit: 'unit', run: 'run',
    request: 'requestId',
    limit: 'logLimit', follow: 'flag'
  },
  fields: { q: 'grep', requestId: 'request' },
  async run (invocation) {
    const { isOn, printError, text, value } = invocation
    if (isOn('follow') && value('until') !== undefined) throw new UsageError(text.followsNoEnd)
    const [limit, filter, period] = [limitOf(invocation), filterOf(invocation), periodOf(invocation)]
    const show = await linePrinter(invocation)
    const showNewest = async (): Promise<Found> => {
      const found = await newestLines(invocation, new URLSearchParams([...filter, ...Object.entries(period)]), limit)
      if (found.lines.length === 0) await requireKnown(invocation, { site: value('site'), role: value('role') })
      for (const line of found.lines.toReversed()) show(line)
      return found
    }
    if (isOn('follow')) {
      const { followLog } = await import('../follow-log.ts')
      await followLog(invocation, { filter, showFirst: async () => (await showNewest()).lines, show })
      return undefined
    }
    const { lines, areMore } = await showNewest()
    if (lines.length === 0) printError(text.noLogs[narrowedBy(period, filter)])
    else if (areMore) printError(text.moreLogs(limit))
    return undefined
  }
}
