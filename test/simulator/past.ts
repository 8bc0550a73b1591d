import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { healthy, momentOf, uptimeAtStart, type Condition } from './condition.ts'
import type { FleetMember } from './fleet.ts'

/** The inventory's series (collector/src/metrics/inventory/measured-metrics.ts), by what of a condition they show. */
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

/** What a Prometheus would have kept of a member from before the simulation: as it fares now, since its boot, and no later than it was last heard. */
const pastOf = ({ id, story }: Pick<FleetMember, 'id' | 'story'>, { start, end, step, beganSeconds }: RangeOptions) => {
  const condition = { ...healthy(id), ...story.condition }
  const first = beganSeconds - uptimeAtStart(id)
  const last = beganSeconds - (story.lastSeenSecondsAgo ?? 0)
  const moments = Array.from({ length: Math.floor((end - start) / step) + 1 }, (_, index) => start + index * step)
    .filter((seconds) => seconds >= first && seconds <= last)
    .map((wallSeconds) => momentOf({ id, condition, wallSeconds, elapsedSeconds: wallSeconds - beganSeconds }))
  return Object.entries(series).map(([name, field]) => ({ metric: { __name__: name }, values: moments.map((moment) => [moment.wallSeconds, String(moment[field])] as const) }))
}

export interface Past {
  /** To be given to the collector as its Prometheus. */
  readonly url: string
  stop (): void
}

/** Stands in for the Prometheus that the collector asks for what was before its start; answers its range queries and nothing else. Keeps no process alive. */
export const startPast = async (members: readonly FleetMember[]): Promise<Past> => {
  const beganSeconds = Date.now() / 1000
  const byId = new Map(members.map((member) => [member.id, member]))
  const server = createServer(({ url = '' }, response) => {
    const { pathname, searchParams } = new URL(url, 'http://127.0.0.1')
    const member = byId.get(/device="([^"]+)"/.exec(searchParams.get('query') ?? '')?.[1] ?? '')
    const [start, end, step] = ['start', 'end', 'step'].map((name) => Number(searchParams.get(name))) as [number, number, number]
    const isRange = pathname === '/api/v1/query_range' && step > 0 && (end - start) / step <= 11_000
    const body = isRange
      ? { status: 'success', data: { resultType: 'matrix', result: member === undefined ? [] : pastOf(member, { start, end, step, beganSeconds }) } }
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
