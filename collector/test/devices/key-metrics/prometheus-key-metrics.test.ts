import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { averagedKeyMetrics } from '../../../src/devices/key-metrics/averaged-key-metrics.ts'
import { prometheusKeyMetrics } from '../../../src/devices/key-metrics/prometheus-key-metrics.ts'
import { prometheusClient, type PrometheusClient } from '../../../src/devices/prometheus/prometheus-client.ts'
import { rebootsAndPauses } from '../../../src/devices/prometheus/reboots-and-pauses.ts'

let server: ReturnType<typeof createServer>
afterEach(() => {
  server.closeAllConnections()
  server.close()
})

/** Stands in for Prometheus, for answers that it seldom or never gives; test/whole/device-history.test.ts has the real one. */
const standIn = async (answer: RequestListener): Promise<PrometheusClient> => {
  server = createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return prometheusClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}/prometheus`)
}
const series = (metric: Readonly<Record<string, string>>, values: readonly (readonly [number, string])[]) => ({ metric, values })
const answering = (result: readonly ReturnType<typeof series>[]): Promise<PrometheusClient> =>
  standIn((_request, response) => response.end(JSON.stringify({ status: 'success', data: { resultType: 'matrix', result } })))
const range = { fromMs: 1_000_000, toMs: 1_150_500 }

it('asks for one device, once a minute back from the end, below the configured path', async () => {
  let asked: URL | undefined
  const prometheus = await standIn((request, response) => {
    asked = new URL(request.url!, 'http://x')
    response.end('{"status":"success","data":{"resultType":"matrix","result":[]}}')
  })
  expect(await prometheusKeyMetrics(prometheus)('a"} or up{x="', range)).toEqual([])
  expect(asked?.pathname).toBe('/prometheus/api/v1/query_range')
  const { query, ...times } = Object.fromEntries(asked!.searchParams)
  expect(times).toEqual({ start: '1030.5', end: '1150.5', step: '60' })
  expect(query).toContain('device="a\\"} or up{x=\\""')
})

it('joins the series by time and leaves out what is no number', async () => {
  const result = [
    series({ __name__: 'mimamori_device_cpu_usage_ratio' }, [[1030.5, '0.25'], [1090.5, 'NaN']]),
    series({ __name__: 'mimamori_device_temperature_celsius' }, [[1090.5, '51.5'], [1030.5, '+Inf']]),
    series({ __name__: 'another' }, [[1030.5, '1']])
  ]
  expect(await prometheusKeyMetrics(await answering(result))('pi', range)).toEqual([
    { atMs: 1_030_500, cpuUsageRatio: 0.25 },
    { atMs: 1_090_500, temperatureCelsius: 51.5 }
  ])
})

it.each<[string, RequestListener, string | RegExp]>([
  ['refuses', (_request, response) => response.writeHead(503).end('starting up'), 'Prometheus answers with 503: starting up'],
  ['answers with something else', (_request, response) => response.end('<html>'), 'what answers is no Prometheus'],
  [
    'answers with far too much',
    (_request, response) => response.end(Buffer.alloc(2_000_000, ' ')),
    'Prometheus answers with more than 1048576 bytes'
  ],
  [
    'leads elsewhere',
    (_request, response) => response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end(),
    /^Prometheus does not answer at http/
  ]
])('rejects where it %s', async (_how, answer, message) => {
  await expect(prometheusKeyMetrics(await standIn(answer))('pi', range)).rejects.toThrow(message)
})

const steps = { ...range, stepSeconds: 60, timeoutMs: 30_000 }

it('keeps mean, lowest and highest of each step apart, and leaves out a step without a mean', async () => {
  const prometheus = await answering([
    series({ part: 'cpuUsageRatio mean' }, [
      [1030, '0.5'],
      [1150, '0.25']
    ]),
    series({ part: 'cpuUsageRatio min' }, [
      [1030, '0.1'],
      [1150, '0.25']
    ]),
    series({ part: 'cpuUsageRatio max' }, [
      [1030, '0.9'],
      [1150, '0.25']
    ])
  ])
  const { cpuUsageRatio, temperatureCelsius } = await averagedKeyMetrics(prometheus, 'pi', steps)
  expect(cpuUsageRatio).toEqual([{ atMs: 1_030_000, mean: 0.5, min: 0.1, max: 0.9 }, { atMs: 1_150_000, mean: 0.25, min: 0.25, max: 0.25 }])
  expect(temperatureCelsius).toEqual([])
})

it('finds each boot once, however its time is corrected, and pauses from their first step to their last', async () => {
  const day = { fromMs: 0, toMs: 86_400_000, stepSeconds: 240, timeoutMs: 30_000 }
  const prometheus = await answering([
    series({ kind: 'boot' }, [[240, '-500'], [480, '300.2'], [720, '301.1'], [960, '299.8'], [1200, '1100']]),
    series({ kind: 'pause' }, [[240, '0'], [480, '1'], [720, '1'], [960, '0'], [1440, '1']])
  ])
  expect(await rebootsAndPauses(prometheus, 'pi', day)).toEqual({
    bootsMs: [300_200, 1_100_000],
    pauses: [
      { fromMs: 240_000, untilMs: 720_000 },
      { fromMs: 1_200_000, untilMs: 1_440_000 }
    ]
  })
})
