import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { batchHeaders } from '@mimamori/contract'
import { createRemoteWrite } from '../../collector/src/samples/remote-write/remote-write.ts'
import { bootHeaders } from '../../collector/test/boot-headers.ts'
import { clockInTest, collectorInTest, type CollectorInTest } from '../../collector/test/collector-in-test.ts'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { until } from '../../collector/test/until.ts'
import { untilAllEnd } from '../../collector/test/until-all-end.ts'
import { remoteWriteUrl } from '../../scripts/start/prometheus.ts'
import { freePort } from '../free-port.ts'
import { describeWith, type RunningProgram } from './processes.ts'
import { prometheusProgram, query, startPrometheus, type PrometheusPlan } from './real-peers.ts'

const id = 'pi-kiosk-03'
const stepMs = 30_000
const hourMs = 3_600_000
/** On the steps, so that a query along them finds each sample at its time. */
const nowMs = Math.floor(Date.now() / stepMs) * stepMs
/** The device reports for the last time. */
const lastMs = nowMs - 6 * hourMs
/** Three intervals of a minute later its live series are gone. */
const expiredMs = lastMs + 180_000

const timesIn = (fromMs: number, toMs: number): readonly number[] =>
  Array.from({ length: (toMs - fromMs) / stepMs }, (_, i) => fromMs + i * stepMs)
const valueAt = (ms: number): number => Math.floor((ms - lastMs) / stepMs) % 997
const temperatureAt = (ms: number): number => 40 + valueAt(ms) % 50
/** As its exporter prints them. */
const exposed: Readonly<Record<string, (ms: number) => number>> = {
  node_load1: valueAt,
  'node_disk_read_bytes_total{device="mmcblk0"}': valueAt,
  'mimamori_service_up{name="kiosk"}': valueAt,
  'node_thermal_zone_temp{type="cpu-thermal",zone="0"}': temperatureAt
}
const names = Object.keys(exposed)
/** As queries have them, with what the collector computes from them. */
const queried: Readonly<Record<string, (ms: number) => number>> = {
  'max without (job) (node_load1)': valueAt,
  'max without (job) (node_disk_read_bytes_total{device="mmcblk0"})': valueAt,
  [`max without (job) (mimamori_service_up{name="kiosk",device="${id}"})`]: valueAt,
  'max by (device, site, role) (mimamori_device_temperature_celsius)': temperatureAt
}

describeWith(prometheusProgram)('a device that was cut off for six hours', () => {
  const ended = untilAllEnd()
  let collector: CollectorInTest
  let plan: PrometheusPlan
  let prometheus: RunningProgram
  const clock = clockInTest(lastMs)
  const boot = bootHeaders()
  let key: string

  const send = async (kind: 'report' | 'samples', sequence: number, payload: string | object): Promise<object> =>
    (
      await collector.app.inject({
        method: 'POST',
        url: '/api/clients/batch',
        payload,
        headers: {
          'x-client-key': key,
          ...boot,
          [batchHeaders.kind]: kind,
          [batchHeaders.sequence]: String(sequence),
          [batchHeaders.attemptMonotonicMs]: String(clock.monotonicMs()),
          ...(kind === 'report' && { 'content-type': 'text/plain; version=0.0.4' })
        }
      })
    ).json<object>()
  const report = (ms: number): string => names.map((name) => `${name} ${exposed[name]!(ms)}\n`).join('')

  beforeAll(async () => {
    const [port, directory] = [await freePort(), temporaryDirectory(ended)]
    collector = await collectorInTest({
      until: ended,
      directory: join(directory, 'collector'),
      clock,
      env: { MIMAMORI_REMOTE_WRITE_URL: remoteWriteUrl(`http://127.0.0.1:${port}`) }
    })
    key = await collector.enroll({ id, site: 'north', role: 'kiosk' })
    await collector.app.listen({ host: '127.0.0.1', port: 0 })
    const { port: collectorPort } = collector.app.server.address() as AddressInfo
    plan = {
      directory,
      port,
      collectorUrl: `http://127.0.0.1:${collectorPort}`,
      tokenFile: join(directory, 'collector/tokens/prometheus'),
      alertmanagerPort: await freePort()
    }
    prometheus = await startPrometheus(plan)
  })
  afterAll(async () => { await prometheus?.stop() })

  const expectNoGap = async (): Promise<void> => {
    for (const [query, expectedAt] of Object.entries(queried)) {
      const parameters = new URLSearchParams({
        query,
        start: String((lastMs - hourMs) / 1000),
        end: String((nowMs - stepMs) / 1000),
        step: String(stepMs / 1000)
      })
      const { data } = (await (await fetch(`http://127.0.0.1:${plan.port}/api/v1/query_range?${parameters}`)).json()) as {
        readonly data: { readonly result: readonly { readonly values: readonly (readonly [number, string])[] }[] }
      }
      expect(data.result, query).toHaveLength(1)
      expect(
        data.result[0]!.values.map(([seconds, value]) => [seconds * 1000, Number(value)]),
        query
      ).toEqual(timesIn(lastMs - hourMs, nowMs).map((ms) => [ms, expectedAt(ms)]))
    }
  }

  test('has no gap in Prometheus once its late samples are in, under the labels of the live ones, also after kill -9 of Prometheus', async () => {
    // What was scraped before, until the series expired.
    const live = { job: 'node', instance: id, site: 'north', role: 'kiosk' }
    const remoteWrite = createRemoteWrite({ clock: { nowMs: Date.now }, url: remoteWriteUrl(`http://127.0.0.1:${plan.port}`) })
    const series = (labels: Readonly<Record<string, string>>, at: (ms: number) => number) => ({
      labels: { ...live, ...labels },
      samples: timesIn(lastMs - hourMs, expiredMs + stepMs).map((timestampMs) => ({ timestampMs, value: at(timestampMs) })),
      endMs: expiredMs + 1000
    })
    await remoteWrite.write([
      series({ __name__: 'node_load1', device: id }, valueAt),
      series({ __name__: 'node_disk_read_bytes_total', device: 'mmcblk0' }, valueAt),
      series({ __name__: 'mimamori_service_up', name: 'kiosk', device: id }, valueAt),
      series(
        {
          __name__: 'mimamori_device_temperature_celsius',
          device: id,
          job: 'mimamori-inventory',
          instance: new URL(plan.collectorUrl).host
        },
        temperatureAt
      )
    ])
    expect(await send('report', 1, report(lastMs))).toMatchObject({ accepted: names.length, lateSamples: true })
    // As Prometheus does, on the collector's clock, until they expire.
    let scrapedMs = lastMs
    for (; scrapedMs + stepMs < expiredMs; scrapedMs += stepMs) {
      expect(await collector.page(`/metrics/device/${id}`)).toContain('node_load1')
      clock.advance(stepMs)
    }
    expect(await collector.page(`/metrics/device/${id}`)).toContain('node_load1')
    clock.advance(expiredMs + 1 - scrapedMs)
    expect(await collector.page(`/metrics/device/${id}`)).not.toContain('node_load1')

    clock.advance(nowMs - expiredMs - 1)
    expect(await send('report', 2, report(nowMs))).toMatchObject({ accepted: names.length })
    await until(
      'the live series are scraped again',
      async () => (await query(plan.port, `node_load1{device="${id}", job="node"}`)).length === 1
    )
    const late = timesIn(lastMs + stepMs, nowMs)
    for (let i = 0; i < late.length; i += 10) {
      const times = late.slice(i, i + 10)
      const body = {
        times: times.map((ms) => ({ monotonicMs: ms - lastMs })),
        series: names.map((name) => ({ name, values: times.map(exposed[name]!) }))
      }
      expect(await send('samples', i + 1, body)).toMatchObject({ accepted: times.length, rejected: [] })
    }
    await until('all are written', () => collector.deps.lateSamples?.queued.batches === 0)
    const inGap = late.filter((ms) => ms > scrapedMs).length
    const metrics = await collector.page('/metrics')
    const counts = Object.fromEntries(
      [...metrics.matchAll(/^mimamori_collector_late_samples_total\{outcome="(\w+)"\} (\d+)$/gm)].map(([, outcome, count]) => [
        outcome,
        Number(count)
      ])
    )
    // The temperature is one more.
    expect(counts).toEqual({
      written: inGap * (names.length + 1),
      live: (late.length - inGap) * (names.length + 1),
      duplicate: 0,
      too_old: 0,
      out_of_order: 0,
      refused: 0,
      undated: 0,
      left_out: 0
    })

    await expectNoGap()
    await prometheus.stop('SIGKILL')
    prometheus = await startPrometheus(plan)
    await expectNoGap()
    // Neither page nor alert took one for live.
    expect(await query(plan.port, `count(last_over_time(node_load1{device="${id}", job="node"}[7h]))`)).toEqual([{ labels: {}, value: 1 }])
  })
})
