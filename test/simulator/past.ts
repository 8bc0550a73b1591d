import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { healthy, momentOf, uptimeAtStart, type Condition, type Momentary } from './condition.ts'
import type { FleetMember } from './fleet.ts'

/** The inventory's series (collector/src/metrics/inventory/device-info-metrics.ts), by what of a condition they show. */
const series = {
  mimamori_device_cpu_usage_ratio: 'cpuUsageRatio',
  mimamori_device_memory_usage_ratio: 'memoryUsageRatio',
  mimamori_device_disk_usage_ratio: 'diskUsageRatio',
  mimamori_device_temperature_celsius: 'temperatureCelsius'
} as const satisfies Readonly<Record<string, keyof Condition>>

interface RangeOptions {
  /** Unix seconds, as in a range query. */
  readonly start: number
  readonly end: number
  readonly step: number
  /** When the simulation began. */
  readonly beganSeconds: number
}

interface AnsweredSeries {
  readonly metric: Readonly<Record<string, string>>
  readonly values: readonly (readonly [seconds: number, value: string])[]
}

const seriesOf = (
  metric: AnsweredSeries['metric'],
  moments: readonly Momentary[],
  valueOf: (moment: Momentary) => number
): AnsweredSeries => ({ metric, values: moments.map((moment) => [moment.wallSeconds, String(valueOf(moment))]) })

/** Which of the collector's three questions it is: for boots and pauses, for values in steps, or for the values of each minute. */
const answerTo = (query: string, bootSeconds: number, moments: readonly Momentary[]): readonly AnsweredSeries[] => {
  if (query.includes('node_boot_time_seconds')) return [seriesOf({ kind: 'boot' }, moments, () => bootSeconds)]
  const all = Object.entries(series)
  return query.includes('avg_over_time')
    ? all.flatMap(([, field]) =>
        (['mean', 'min', 'max'] as const).map((part, index) =>
          seriesOf({ part: `${field} ${part}` }, moments, ({ [field]: value }) =>
            Math.min(field === 'temperatureCelsius' ? Infinity : 1, value * [1, 0.9, 1.1][index]!)
          )
        )
      )
    : all.map(([name, field]) => seriesOf({ __name__: name }, moments, ({ [field]: value }) => value))
}

/**
 * What a Prometheus would have kept of a member from before the simulation: as it fares now, since its boot, and no later than it was last
 * heard.
 */
const pastOf = (
  { id, story }: Pick<FleetMember, 'id' | 'story'>,
  query: string,
  { start, end, step, beganSeconds }: RangeOptions
): readonly AnsweredSeries[] => {
  const condition = { ...healthy(id), ...story.condition }
  const first = beganSeconds - uptimeAtStart(id)
  const last = beganSeconds - (story.lastSeenSecondsAgo ?? 0)
  const moments = Array.from({ length: Math.floor((end - start) / step) + 1 }, (_, index) => start + index * step)
    .filter((seconds) => seconds >= first && seconds <= last)
    .map((wallSeconds) => momentOf({ id, condition, wallSeconds, elapsedSeconds: wallSeconds - beganSeconds }))
  return answerTo(query, first, moments)
}

/** The same members, each last heard when the simulation begins unless its story says otherwise: a device with a past is no newcomer. */
export const heardUntilNow = (members: readonly FleetMember[]): readonly FleetMember[] =>
  members.map((member) => ({ ...member, story: { lastSeenSecondsAgo: 0, ...member.story } }))

export interface Past {
  /** To be given to the collector as its Prometheus. */
  readonly url: string
  stop (): void
}

/**
 * Stands in for the Prometheus that the collector asks for what was before its start; answers its range queries and nothing else. Keeps no
 * process alive.
 */
export const startPast = async (members: readonly Pick<FleetMember, 'id' | 'story'>[]): Promise<Past> => {
  const beganSeconds = Date.now() / 1000
  const byId = new Map(members.map((member) => [member.id, member]))
  const server = createServer(({ url = '' }, response) => {
    const { pathname, searchParams } = new URL(url, 'http://127.0.0.1')
    const query = searchParams.get('query') ?? ''
    const member = byId.get(/device="([^"]+)"/.exec(query)?.[1] ?? '')
    const [start, end, step] = ['start', 'end', 'step'].map((name) => Number(searchParams.get(name))) as [number, number, number]
    const isRange = pathname === '/api/v1/query_range' && step > 0 && (end - start) / step <= 11_000
    const body = isRange
      ? {
          status: 'success',
          data: { resultType: 'matrix', result: member === undefined ? [] : pastOf(member, query, { start, end, step, beganSeconds }) }
        }
      : { status: 'error', errorType: 'bad_data', error: 'only range queries are answered' }
    response.writeHead(isRange ? 200 : 400, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }).listen(0, '127.0.0.1').unref()
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop () {
      server.close()
      server.closeAllConnections()
    }
  }
}
