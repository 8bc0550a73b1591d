import { levelOfName } from '@mimamori/contract/level-names'

/** How far back, by its name in the address. */
export const spans = { '15m': 15, '1h': 60, '24h': 1440, '7d': 10_080 } as const
export type Span = keyof typeof spans
/** Minutes before and after a time. */
export const margins = [1, 5, 15, 60] as const
const usualMargin = 5
const longestMargin = 1440

/** A parameter of the address whose value can be invalid. */
export type CheckedParameter = 'at' | 'within' | 'last' | 'since' | 'around' | 'level'

/** The lines that the page shows, by its address, so that a view can be stored and sent to somebody. */
export interface LogView {
  readonly text: string
  readonly device: string | undefined
  readonly site: string | undefined
  /** Names of levels with commas between them; undefined for all. */
  readonly level: string | undefined
  readonly unit: string | undefined
  readonly requestId: string | undefined
  readonly run: string | undefined
  /** In Unix milliseconds; with it goes the margin. */
  readonly atMs: number | undefined
  readonly marginMinutes: number
  readonly last: Span | undefined
  /** In Unix milliseconds: from then until now. */
  readonly sinceMs: number | undefined
  /** The id of the line that the others are around. */
  readonly around: number | undefined
  readonly isLive: boolean
  /** Parameters of the address with a value that cannot be used. */
  readonly invalid: readonly { readonly name: CheckedParameter, readonly value: string }[]
}

/** Changes the query of the address: undefined removes a parameter. */
export type Change = (changes: Readonly<Record<string, string | undefined>>) => void

const spanOf = (text: string): Span | undefined => Object.hasOwn(spans, text) ? text as Span : undefined

const numberOf = (text: string): number | undefined =>
  /^\d{1,16}$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : undefined

const marginOf = (text: string): number | undefined => {
  const minutes = numberOf(text)
  return minutes !== undefined && minutes > 0 && minutes <= longestMargin ? minutes : undefined
}

/** Undefined for an invalid time, or one that no log can have. */
const msOfTime = (text: string): number | undefined => {
  const ms = Date.parse(text)
  return ms >= Date.UTC(2000) && ms < Date.UTC(2100) ? ms : undefined
}

/** The time that an address selects. A live view has none. */
const timeOf = (query: URLSearchParams): Pick<LogView, 'atMs' | 'marginMinutes' | 'last' | 'sinceMs' | 'around' | 'invalid'> => {
  const invalid: { readonly name: CheckedParameter, readonly value: string }[] = []
  const read = <Value>(name: CheckedParameter, valueOf: (text: string) => Value | undefined): Value | undefined => {
    const text = query.get(name)
    const value = text === null ? undefined : valueOf(text)
    if (text !== null && value === undefined) invalid.push({ name, value: text })
    return value
  }
  const [atMs, within, last, sinceMs, around] = [
    read('at', msOfTime),
    read('within', marginOf),
    read('last', spanOf),
    read('since', msOfTime),
    read('around', numberOf)
  ]
  return { atMs, marginMinutes: within ?? usualMargin, last, sinceMs, around, invalid }
}

/** As the server takes it: names of levels with commas between them. */
const isLevels = (text: string): boolean => text.split(',').every((name) => levelOfName(name.trim()) !== undefined)

export const logViewOf = (query: URLSearchParams): LogView => {
  // An empty one counts as none: it narrows nothing.
  const get = (name: string): string | undefined => query.get(name) || undefined
  const isLive = query.get('live') === '1'
  const level = get('level')
  const time = timeOf(isLive ? new URLSearchParams() : query)
  return {
    text: query.get('q') ?? '',
    device: get('device'),
    site: get('site'),
    level,
    unit: get('unit'),
    requestId: get('requestId'),
    run: get('run'),
    ...time,
    invalid: level === undefined || isLevels(level) ? time.invalid : [{ name: 'level', value: level }, ...time.invalid],
    isLive
  }
}

/** The parameters of the API for the lines of a view, without time: a live tail takes these. */
export const filterParameters = ({ text, device, site, level, unit, requestId, run }: LogView): URLSearchParams =>
  new URLSearchParams(Object.entries({
    clientId: device,
    site,
    level,
    q: text === '' ? undefined : text,
    unit,
    requestId,
    run
  }).filter((pair): pair is [string, string] => pair[1] !== undefined))

/** All of them. `nowMs`: by the server's clock. */
export const searchParameters = (view: LogView, nowMs: number): URLSearchParams => {
  const { atMs, marginMinutes, last, sinceMs } = view
  const parameters = filterParameters(view)
  const iso = (ms: number): string => new Date(ms).toISOString()
  if (atMs !== undefined) {
    parameters.set('since', iso(atMs - marginMinutes * 60_000))
    // The whole of the last minute: a time is given in minutes.
    parameters.set('until', iso(atMs + (marginMinutes + 1) * 60_000 - 1))
  } else if (last !== undefined) {
    parameters.set('since', iso(nowMs - spans[last] * 60_000))
  } else if (sinceMs !== undefined) {
    parameters.set('since', iso(sinceMs))
  }
  return parameters
}

/** Whether anything narrows it. */
export const isNarrowed = (view: LogView): boolean =>
  filterParameters(view).size > 0 || [view.atMs, view.last, view.sinceMs, view.around].some((each) => each !== undefined)

/** The address of the file with these lines; for a view from a time on, they are in the order of their times, else the newest is first. */
export const downloadAddress = (
  view: LogView,
  { nowMs, format, timeZone }: { readonly nowMs: number, readonly format: 'ndjson' | 'text', readonly timeZone: string }
): string => {
  const parameters = searchParameters(view, nowMs)
  parameters.set('format', format)
  parameters.set('order', parameters.has('since') ? 'oldest' : 'newest')
  if (format === 'text') parameters.set('timeZone', timeZone)
  return `/api/clients/logs/download?${parameters}`
}

/** The address of the page with these lines. */
export const logsAddress = (query: Readonly<Record<string, string | number | undefined>>): string => {
  const given = Object.entries(query).flatMap(([name, value]) => value === undefined ? [] : [[name, String(value)] as [string, string]])
  return given.length === 0 ? '/admin/logs' : `/admin/logs?${new URLSearchParams(given)}`
}
