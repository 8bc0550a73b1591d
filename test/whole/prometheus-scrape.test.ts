import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { untilAllEnd } from '../../collector/test/until-all-end.ts'
import { until } from '../../collector/test/until.ts'
import { freePort } from '../../collector/test/free-port.ts'
import { lanAddress } from '../lan-address.ts'
import { collectorAt, type CollectorHandle } from './collector.ts'
import { describeWith, ownProgram, startProgram, type RunningProgram } from './processes.ts'
import { bootHeaders } from '../../collector/test/boot-headers.ts'
import { prometheusKeyMetrics } from '../../collector/src/devices/key-metrics/prometheus-key-metrics.ts'
import { prometheusClient } from '../../collector/src/devices/prometheus/prometheus-client.ts'
import { nodeExporterProgram, prometheusProgram, query, startPrometheus, type QueriedSeries } from './real-peers.ts'

const id = 'pi-kiosk-03'
const intervalSeconds = 5
const boot = randomUUID()

describeWith(prometheusProgram, nodeExporterProgram)('the real Prometheus, through service discovery', () => {
  const ended = untilAllEnd()
  let directory: string
  let collector: CollectorHandle
  let prometheus: RunningProgram
  let agent: RunningProgram
  let port: number

  /** Waits for it: where one scrape takes longer than its second, its series are gone until the next. */
  const one = async (expression: string): Promise<QueriedSeries> => {
    const series = await until(expression, async () => {
      const found = await query(port, expression)
      return found.length > 0 ? found : undefined
    })
    expect(series, expression).toHaveLength(1)
    return series[0]!
  }

  beforeAll(async () => {
    directory = temporaryDirectory(ended)
    collector = collectorAt({ directory, port: await freePort(), settings: { MIMAMORI_REPORT_INTERVAL_SECONDS: String(intervalSeconds) } })
    await collector.start()
    const { key } = await collector.admin('POST', '/api/clients', { id, site: 'north', role: 'kiosk' }) as { key: string }
    const textfiles = join(directory, 'textfiles')
    mkdirSync(textfiles)
    writeFileSync(join(textfiles, 'impostor.prom'), 'impostor{device="pi-kiosk-04"} 1\n')
    const configFile = join(directory, 'agent.conf')
    writeFileSync(
      configFile,
      `API_BASE_URL=${collector.url}/api\nCLIENT_ID=${id}\nCLIENT_KEY=${key}\nINTERVAL_SECONDS=${intervalSeconds}\nFIRST_REPORT=now\nSTATE_FILE=${join(directory, 'state.json')}\nTEXTFILE_DIRECTORY=${textfiles}\n`,
      { mode: 0o600 }
    )
    agent = await startProgram({
      argv: ownProgram('agent/src/main.ts', 'run', '--config', configFile),
      logFile: join(directory, 'agent.log')
    })
    port = await freePort()
    // No Alertmanager here: its port is one where nobody listens.
    prometheus = await startPrometheus({
      directory,
      port,
      collectorUrl: collector.url,
      tokenFile: collector.prometheusTokenFile,
      alertmanagerPort: await freePort(),
      keptOfFleet: /hostile_.*/
    })
  })
  afterAll(async () => {
    await agent?.stop()
    await prometheus?.stop()
    await collector?.stop()
  })

  test('finds a real agent’s exposition and scrapes it, with the labels of the registry', async () => {
    await until('the device is up', async () => (await query(port, `up{job="node", instance="${id}"} == 1`)).length === 1)
    expect((await one(`up{instance="${id}"}`)).labels).toEqual({
      __name__: 'up',
      job: 'node',
      instance: id,
      device: id,
      site: 'north',
      role: 'kiosk'
    })
  })

  test('has the true values of this machine', async () => {
    const load = await one('node_load1')
    expect(load.labels).toMatchObject({ job: 'node', instance: id })
    expect(Math.abs(load.value - loadavg()[0]!)).toBeLessThan(2)
    const bootTime = Number(/^btime (\d+)$/m.exec(readFileSync('/proc/stat', 'utf8'))?.[1])
    expect((await one('node_boot_time_seconds')).value).toBe(bootTime)
    const memory = Number(/^MemTotal: +(\d+) kB$/m.exec(readFileSync('/proc/meminfo', 'utf8'))?.[1]) * 1024
    expect((await one('node_memory_MemTotal_bytes')).value).toBe(memory)
  })

  test('has the interface in the label device where node_exporter has it, and lets no device pass for another', async () => {
    const loopback = await one('node_network_up{device="lo"}')
    expect(loopback.labels).toEqual({ __name__: 'node_network_up', job: 'node', instance: id, device: 'lo', site: 'north', role: 'kiosk' })
    expect((await one('impostor')).labels).toEqual({
      __name__: 'impostor',
      job: 'node',
      instance: id,
      device: id,
      exported_device: 'pi-kiosk-04',
      site: 'north',
      role: 'kiosk'
    })
  })

  test('gives the collector what a device’s charts showed before its own start', async () => {
    const ask = prometheusKeyMetrics(prometheusClient(`http://127.0.0.1:${port}`))
    const [newest] = await until('key metrics', async () => {
      const nowMs = Date.now()
      const found = await ask(id, { fromMs: nowMs - 60_000, toMs: nowMs })
      return found.at(-1)?.memoryUsageRatio === undefined ? undefined : found.slice(-1)
    })
    const memory = await one(`mimamori_device_memory_usage_ratio{device="${id}"}`)
    expect(newest!.memoryUsageRatio).toBeCloseTo(memory.value, 1)
    expect(Object.keys(newest!)).toEqual(expect.arrayContaining(['atMs', 'memoryUsageRatio', 'diskUsageRatio']))
  })

  test.skipIf(
    lanAddress === undefined
  )('has what the real node_exporter of a device without agent exposes, as from the collector', async () => {
    const address = `${lanAddress}:${await freePort()}`
    const exporter = await startProgram({
      argv: [nodeExporterProgram, `--web.listen-address=${address}`], logFile: join(directory, 'node-exporter.log'),
      readyUrl: `http://${address}/metrics`
    })
    await collector.admin('POST', '/api/clients', {
      id: 'pi-exposes', address: lanAddress, site: 'south', scrapeUrl: `http://${address}/metrics`
    })
    const labels = { job: 'node', instance: 'pi-exposes', device: 'pi-exposes', site: 'south' }
    expect((await one('node_exporter_build_info{instance="pi-exposes"}')).labels).toMatchObject(labels)
    expect(Math.abs((await one('node_load1{instance="pi-exposes"}')).value - loadavg()[0]!)).toBeLessThan(2)
    expect((await one('mimamori_device_freshness{device="pi-exposes", freshness="fresh"}')).value).toBe(1)
    expect((await one('mimamori_device_memory_usage_ratio{device="pi-exposes"}')).value).toBeGreaterThan(0)
    await exporter.stop()
    await until('it is late', async () =>
      (await query(port, 'mimamori_device_freshness{device="pi-exposes", freshness="late"} == 1')).length === 1)
    const { clients } = await collector.admin(
      'GET', '/api/clients/status'
    ) as { readonly clients: readonly { readonly clientId: string, readonly reason: { readonly text: string } | null }[] }
    expect(clients.find(({ clientId }) => clientId === 'pi-exposes')?.reason?.text).toMatch(
      /^Nothing listens at http:.* \(connection refused\)/
    )
  })

  test('reads the exposition of a device, and the fleet’s, whatever that device sends', async () => {
    const { key } = await collector.admin('POST', '/api/clients', { id: 'pi-hostile' }) as { key: string }
    let sequence = 0
    const send = async (exposition: string): Promise<number> => {
      const headers = {
        ...bootHeaders(boot),
        'mimamori-stream': boot,
        'x-client-key': key,
        'mimamori-kind': 'report',
        'mimamori-sequence': String(++sequence),
        'content-type': 'text/plain; version=0.0.4'
      }
      return (await fetch(`${collector.url}/api/clients/batch`, { method: 'POST', headers, body: exposition })).status
    }
    const refused = [
      'hostile_x -NaN',
      'hostile_x +nan',
      'hostile_x 1e999',
      `hostile_x ${'1'.repeat(400)}`,
      '# TYPE hostile_h histogram\nhostile_h_bucket{le="abc"} 1',
      'hostile_x 1 1700000000000',
      'hostile_x{device="a"} 1\nhostile_x{exported_device="a"} 2',
      '# TYPE hostile_x gauge\n# TYPE hostile_x counter\nhostile_x 1'
    ]
    for (const exposition of refused) expect(await send(`hostile_ok 1\n${exposition}\n`), exposition).toBe(422)
    const taken =
      'hostile_ok Infinity\n# TYPE hostile_h histogram\nhostile_h_bucket{le="1"} 1\nhostile_h_sum 1\n# TYPE hostile_h_sum gauge\nhostile_h_sum{a="1"} 1\nhostile_d{device="a",exported_device="b"} 1\nhostile_d{device="c",job="evil",instance="evil"} 1\nhostile_n NAN\n# TYPE node_load1 counter\nnode_load1 1\n'
    const labels = { instance: 'pi-hostile', job: 'node', device: 'pi-hostile' }
    for (const exposition of ['', 'fleet']) {
      const [series] = await until(`the exposition ${exposition}`, async () => {
        expect(await send(taken)).toBe(200)
        const found = await query(port, `hostile_ok{exposition="${exposition}"} == Inf`)
        return found.length > 0 ? found : undefined
      })
      expect(series!.labels).toMatchObject(labels)
      expect((await one(`hostile_d{exposition="${exposition}"}`)).labels).toMatchObject({
        ...labels,
        exported_device: 'c',
        exported_job: 'evil',
        exported_instance: 'evil'
      })
    }
    expect((await one('up{job="fleet-exposition"}')).value).toBe(1)
    expect((await one('up{job="node", instance="pi-hostile"}')).value).toBe(1)
  })

  test('knows when the device was last seen', async () => {
    // The inventory is scraped a moment after the device's own.
    const seen = await until('last-seen', async () => (await query(port, `mimamori_device_last_seen_timestamp_seconds{device="${id}"}`))[0])
    const ageSeconds = Date.now() / 1000 - seen.value
    expect(ageSeconds).toBeGreaterThanOrEqual(0)
    expect(ageSeconds).toBeLessThan(3 * intervalSeconds)
  })

  test('lets the device’s series go when the agent dies, and keeps when it was last seen', async () => {
    await agent.stop('SIGKILL')
    await until('the series are stale', async () => (await query(port, `{__name__=~"node_.+", instance="${id}"}`)).length === 0)
    expect((await one(`up{job="node", instance="${id}"}`)).value).toBe(0)
    const lastSeen = (await one(`mimamori_device_last_seen_timestamp_seconds{device="${id}"}`)).value
    expect(Date.now() / 1000 - lastSeen).toBeGreaterThan(2 * intervalSeconds)
  })
})
