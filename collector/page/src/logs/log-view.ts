/** How far back, by its name in the address. */
export const spans = { '15m': 15, '1h': 60, '24h': 1440, '7d': 10_080 } as const
export type Span = keyof typeof spans
/** Minutes before and after a time. */
export const margins = [1, 5, 15, 60] as const
const usualMargin = 5
const longestMargin = 1440

/** Which lines the page shows, as its address has it, so that a view can be kept and sent to somebody. */
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
  /** The id of the line that the others are around. */
  readonly around: number | undefined
  readonly isLive: boolean
}

/** Changes the query of the address: undefined takes a parameter away. */
export type Change = (changes: Readonly<Record<string, string | undefined>>) => void

const isSpan = (name: string | null): name is Span => name !== null && name in spans
const numberOf = (text: string | null): number | undefined => text !== null && /^\d{1,16}$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : undefined

/** Undefined for what is no time, or one of which no log can be. */
const instantOf = (text: string | null): number | undefined => {
  const ms = Date.parse(text ?? '')
  return ms >= Date.UTC(2000) && ms < Date.UTC(2100) ? ms : undefined
}

export const logViewOf = (query: URLSearchParams): LogView => {
  const get = (name: string): string | undefined => query.get(name) ?? undefined
  const [atMs, within, last] = [instantOf(query.get('at')), numberOf(query.get('within')), query.get('last')]
  const isLive = query.get('live') === '1'
  return {
    text: query.get('q') ?? '',
    device: get('device'),
    site: get('site'),
    level: get('level'),
    unit: get('unit'),
    requestId: get('requestId'),
    run: get('run'),
    atMs: isLive ? undefined : atMs,
    marginMinutes: within !== undefined && within > 0 && within <= longestMargin ? within : usualMargin,
    last: !isLive && isSpan(last) ? last : undefined,
    around: isLive ? undefined : numberOf(query.get('around')),
    isLive
  }
}

/** The parameters of the API for the lines of a view, without those about time: what a live tail takes. */
export const filterParameters = ({ text, device, site, level, unit, requestId, run }: LogView): URLSearchParams =>
  new URLSearchParams(Object.entries({ clientId: device, site, level, q: text === '' ? undefined : text, unit, requestId, run }).filter((pair): pair is [string, string] => pair[1] !== undefined))

/** All of them. `nowMs`: by the server's clock. */
export const searchParameters = (view: LogView, nowMs: number): URLSearchParams => {
  const { atMs, marginMinutes, last } = view
  const parameters = filterParameters(view)
  const iso = (ms: number): string => new Date(ms).toISOString()
  if (atMs !== undefined) {
    parameters.set('since', iso(atMs - marginMinutes * 60_000))
    // The whole of the last minute: a time is given in minutes.
    parameters.set('until', iso(atMs + (marginMinutes + 1) * 60_000 - 1))
  } else if (last !== undefined) {
    parameters.set('since', iso(nowMs - spans[last] * 60_000))
  }
  return parameters
}

/** Whether there is anything that narrows it. */
export const isNarrowed = (view: LogView): boolean => filterParameters(view).size > 0 || [view.atMs, view.last, view.around].some((each) => each !== undefined)

/** Where the file of these lines is; those of a time from its beginning on, as they happened, else the newest first. */
export const downloadAddress = (view: LogView, { nowMs, format, timeZone }: { readonly nowMs: number, readonly format: 'ndjson' | 'text', readonly timeZone: string }): string => {
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
