import { createServer } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { collectorInTest } from './collector-in-test.ts'
import { listening } from './ingest/scrape/exporters.ts'
import { until } from './until.ts'

/** A collector with one device, on this machine, that exposes but never answers in time to be fresh; counts who connects to it. */
const withDevice = async (env: Readonly<Record<string, string>>) => {
  const connections = { count: 0 }
  const device = createServer((_, response) => { response.writeHead(503).end() })
  device.on('connection', () => { connections.count += 1 })
  const port = await listening(device, onTestFinished)
  const { deps, page } = await collectorInTest({
    env: { MIMAMORI_REPORT_INTERVAL_SECONDS: '1', MIMAMORI_PROBE_PORT: String(port), ...env }, mayScrape: () => true
  })
  const by = { name: 'admin', role: 'admin', address: '192.0.2.1', requestId: 'r', atMs: 1 }
  await deps.registry.enroll({ id: 'pi-1', address: '127.0.0.1', scrapeUrl: `http://127.0.0.1:${port}/metrics` }, by)
  return { connections, page }
}

test('a collector that is to contact no device neither scrapes nor probes one', async () => {
  const [usual, quiet] = [await withDevice({}), await withDevice({ MIMAMORI_CONTACT_DEVICES: 'no' })]
  await until('the other collector has scraped its device', async () =>
    /scrapes_total\{outcome="(?!success)\w+"\} [1-9]/.test(await usual.page('/metrics')))
  await until('the other collector has probed its device', async () => (await usual.page('/metrics/inventory')).includes('mimamori_device_reachable{'))
  await until('its device has noticed', () => usual.connections.count > 1)
  expect(quiet.connections.count).toBe(0)
})
