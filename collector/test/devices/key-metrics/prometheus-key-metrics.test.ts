import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { prometheusKeyMetrics } from '../../../src/devices/key-metrics/prometheus-key-metrics.ts'

let server: ReturnType<typeof createServer>
afterEach(() => {
  server.closeAllConnections()
  server.close()
})

/** Stands in for Prometheus, for answers that it seldom or never gives; test/whole/prometheus-scrape.test.ts has the real one. */
const standIn = async (answer: RequestListener): Promise<string> => {
  server = createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/prometheus`
}
const range = { fromMs: 1_000_000, toMs: 1_150_500 }

it('asks for one device, once a minute back from the end, below the configured path', async () => {
  let asked: URL | undefined
  const url = await standIn((request, response) => {
    asked = new URL(request.url!, 'http://x')
    response.end('{"status":"success","data":{"resultType":"matrix","result":[]}}')
  })
  expect(await prometheusKeyMetrics(url)('a"} or up{x="', range)).toEqual([])
  expect(asked?.pathname).toBe('/prometheus/api/v1/query_range')
  const { query, ...times } = Object.fromEntries(asked!.searchParams)
  expect(times).toEqual({ start: '1030.5', end: '1150.5', step: '60' })
  expect(query).toContain('device="a\\"} or up{x=\\""')
})

it('joins the series by time and leaves out what is no number', async () => {
  const series = (name: string, values: [number, string][]) => ({ metric: { __name__: name }, values })
  const result = [
    series('mimamori_device_cpu_usage_ratio', [[1030.5, '0.25'], [1090.5, 'NaN']]),
    series('mimamori_device_temperature_celsius', [[1090.5, '51.5'], [1030.5, '+Inf']]),
    series('another', [[1030.5, '1']])
  ]
  const url = await standIn((_request, response) => response.end(JSON.stringify({ status: 'success', data: { resultType: 'matrix', result } })))
  expect(await prometheusKeyMetrics(url)('pi', range)).toEqual([{ atMs: 1_030_500, cpuUsageRatio: 0.25 }, { atMs: 1_090_500, temperatureCelsius: 51.5 }])
})

it.each<[string, RequestListener, RegExp]>([
  ['refuses', (_request, response) => response.writeHead(503).end('starting up'), /503: starting up/],
  ['answers with something else', (_request, response) => response.end('<html>'), /JSON/],
  ['answers with far too much', (_request, response) => response.end(Buffer.alloc(2_000_000, ' ')), /more than 1048576 bytes/],
  ['leads elsewhere', (_request, response) => response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end(), /fetch failed/]
])('rejects where it %s', async (_how, answer, message) => {
  await expect(prometheusKeyMetrics(await standIn(answer))('pi', range)).rejects.toThrow(message)
})
