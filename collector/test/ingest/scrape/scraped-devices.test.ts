import type { RequestListener } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { parseFamilies } from '@mimamori/exporter/text-format'
import { bootHeaders } from '../../boot-headers.ts'
import { collectorInTest } from '../../collector-in-test.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'
import { until } from '../../until.ts'
import { startExporter } from './exporters.ts'

interface FleetStatus {
  readonly clients: readonly {
    readonly freshness: string
    readonly reason: { readonly code: string, readonly text: string } | null
    readonly warnings: readonly { readonly code: string }[]
    readonly hostname: string
    readonly memoryUsage: number
    readonly os: string
    readonly lastBoot: string
    readonly agentVersion: null
    readonly clockSkewSeconds: number
  }[]
}

const id = 'pi-3'
const page = (load = 1): string => [
  'node_uname_info{nodename="kiosk-3",release="6.12"} 1', 'node_os_info{pretty_name="Debian"} 1',
  `node_time_seconds ${Date.now() / 1000 + 900}`, `node_boot_time_seconds ${Date.now() / 1000 + 900 - 3600}`,
  'node_memory_MemAvailable_bytes 25', 'node_memory_MemTotal_bytes 100', `node_load1 ${load}`, 'app_jobs_total 7',
  'node_filesystem_readonly{device="/dev/mmcblk0p2",fstype="ext4",mountpoint="/"} 1', ''
].join('\n')
const answer = (body: () => string): RequestListener =>
  (_request, response) => { response.writeHead(200, { 'content-type': 'text/plain' }).end(body()) }

/** A collector that asks every second, and may scrape this machine. */
const startCollector = async (directory?: string) => {
  const collector = await collectorInTest({
    env: { MIMAMORI_REPORT_INTERVAL_SECONDS: '1' }, mayScrape: () => true, ...directory !== undefined && { directory }
  })
  const { deps, asAdmin } = collector
  const by = { name: 'admin', role: 'admin', address: '192.0.2.1', requestId: 'r', atMs: 1 }
  return {
    ...collector,
    /** Past the API, which takes no address of this machine. */
    register: (scrapeUrl: string) => deps.registry.enroll({ id, address: '127.0.0.1', scrapeUrl }, by),
    change: (change: Parameters<typeof deps.registry.update>[1]) => deps.registry.update(id, change, by),
    status: async (language = 'en') => (await asAdmin({
      url: '/api/clients/status', headers: { 'accept-language': language }
    })).json<FleetStatus>().clients[0]!,
    live: async () =>
      parseFamilies((await asAdmin({ url: `/metrics/device/${id}` })).body).map(({ name, samples }) => [name, samples[0]?.value]),
    counted: async (outcome: string) =>
      Number(new RegExp(`scrapes_total\\{outcome="${outcome}"\\} (\\d+)`).exec((await asAdmin({ url: '/metrics' })).body)?.[1])
  }
}

test('a device that only exposes is treated as if it had pushed', async () => {
  const { register, status, live, deps, page: read, counted } = await startCollector()
  await register(await startExporter(answer(page), { until: onTestFinished }))
  await until('it is scraped', async () => (await status()).freshness === 'fresh')
  const device = await status()
  expect(device).toMatchObject({
    freshness: 'fresh', reason: null, hostname: 'kiosk-3', memoryUsage: 75, os: 'Debian', agentVersion: null,
    warnings: [{ code: 'root_read_only' }, { code: 'clock_wrong' }]
  })
  expect(device.clockSkewSeconds).toBeCloseTo(900, 0)
  expect((Date.now() - Date.parse(device.lastBoot)) / 1000).toBeCloseTo(3600, -1)
  expect(Object.fromEntries(await live())).toMatchObject({ node_load1: 1, app_jobs_total: 7 })
  await until('it is active', () => deps.registry.get(id)?.state === 'active')
  await until('it is counted', async () => /mimamori_device_reports_total\{device="pi-3".* [1-9]/.test(await read('/metrics/inventory')))
  const inventory = await read('/metrics/inventory')
  expect(inventory).toMatch(/mimamori_device_last_seen_timestamp_seconds\{device="pi-3".* [1-9]/)
  // What a scrape does not say is absent.
  expect(inventory).not.toContain('mimamori_device_spool_oldest_age_seconds{')
  expect(await counted('success')).toBeGreaterThan(0)
})

test('one that answers without metrics says so on every list, in both languages, and recovers', async () => {
  let isBroken = true
  const { register, status, counted } = await startCollector()
  const url = await startExporter((request, response) => {
    if (isBroken) response.writeHead(404).end()
    else answer(page)(request, response)
  }, { until: onTestFinished })
  await register(`${url}?token=geheim`)
  await until('it was tried', async () => (await status()).reason?.code === 'scrape_failed')
  expect((await status()).reason?.text).toBe(`${url} answers, but not with metrics: 404. Check port and path.`)
  expect((await status('ja')).reason?.text).toBe(`${url} は応答しますが、メトリクスではありません（404）。ポートとパスを確認してください。`)
  expect(await counted('status')).toBeGreaterThan(0)
  isBroken = false
  await until('it is fresh', async () => (await status()).freshness === 'fresh')
  expect((await status()).reason).toBeNull()
})

test('a mistake in its exposition is named with its line, and publishes nothing of it', async () => {
  const { register, status, live } = await startCollector()
  await register(await startExporter(answer(() => 'a 1\nb nan()\n'), { until: onTestFinished }))
  await until('it was tried', async () => (await status()).reason?.code === 'scrape_failed')
  expect((await status()).reason?.text).toMatch(/its metrics are rejected \(line 2: expected a number as the value of b/)
  expect(await live().catch(() => [])).toEqual([])
})

test('what a device pushes goes before what is scraped from it, which adds the rest, whichever comes first', async () => {
  const { register, live, sendBatch, deps } = await startCollector()
  const { key } = await register(await startExporter(answer(() => page(1)), { until: onTestFinished }))
  await until('it is scraped', () => deps.live.seriesTotal > 0)
  const headers = bootHeaders()
  const push = (sequence: number, load: number) =>
    sendBatch(key, `node_load1 ${load}\n`, { ...headers, 'mimamori-sequence': String(sequence) })
  expect((await push(1, 5)).json()).toMatchObject({ accepted: 1, rejected: [] })
  await until('what only the scrape has is there', async () => (await live()).some(([name]) => name === 'app_jobs_total'))
  expect(Object.fromEntries(await live())).toMatchObject({ node_load1: 5, app_jobs_total: 7 })
  expect((await push(2, 6)).json()).toMatchObject({ accepted: 1, rejected: [] })
  expect(Object.fromEntries(await live())).toMatchObject({ node_load1: 6, app_jobs_total: 7 })
})

test('credentials are sent to the device, survive a restart, are shown nowhere, and do not move to another server', async () => {
  const shown: (string | undefined)[] = []
  const url = await startExporter((request, response) => {
    shown.push(request.headers.authorization)
    answer(page)(request, response)
  }, { until: onTestFinished })
  const directory = temporaryDirectory()
  const first = await startCollector(directory)
  await first.register(url)
  await first.change({ scrapeCredentials: { user: 'prometheus', password: 'geheim:1' } })
  const basic = `Basic ${Buffer.from('prometheus:geheim:1').toString('base64')}`
  await until('they are sent', () => shown.includes(basic))
  await first.close()
  const { app, change, asAdmin, deps } = await startCollector(directory)
  shown.length = 0
  await until('they are sent again', () => shown.includes(basic))
  const everything = (await Promise.all([
    '/api/clients', `/api/clients/${id}`, '/api/clients/status', '/api/audit', '/metrics/inventory', '/api/sd/prometheus'
  ].map((url) => asAdmin({ url })))).map(({ body }) => body).join()
  expect(everything).not.toContain('geheim')
  expect(everything).toContain('"scrapeAuthentication":"basic"')
  expect(everything).toContain('{"field":"scrapeCredentials.password","before":null,"after":"***"}')
  await change({ scrapeUrl: `${url}?key=abrakadabra` })
  expect(deps.registry.get(id)?.scrapeCredentials).toBeDefined()
  // A query may hold a secret, too.
  const { token } = (await asAdmin({
    method: 'POST', url: '/api/tokens', body: { name: 'wall', role: 'viewer' }
  })).json<{ token: string }>()
  for (const path of ['/api/clients', `/api/clients/${id}`, '/api/clients/status', `/admin/data/devices/${id}`]) {
    const { body } = await app.inject({ url: path, headers: { authorization: `Bearer ${token}` } })
    expect(body).toContain(id)
    expect(body).not.toContain('abrakadabra')
  }
  expect((await asAdmin({ url: `/api/clients/${id}` })).body).toContain('abrakadabra')
  await change({ scrapeUrl: 'http://127.0.0.2:9100/metrics' })
  expect(deps.registry.get(id)?.scrapeCredentials).toBeUndefined()
})
