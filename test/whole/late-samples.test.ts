import { afterEach, beforeEach, expect, test } from 'vitest'
import { createRemoteWrite, type LateSeries, type RemoteWrite } from '../../collector/src/samples/remote-write/remote-write.ts'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { remoteWriteUrl } from '../../scripts/start/prometheus.ts'
import { freePort } from '../../collector/test/free-port.ts'
import { describeWith, type RunningProgram } from './processes.ts'
import { prometheusProgram, query, startPrometheus, type PrometheusPlan } from './real-peers.ts'

const id = 'pi-kiosk-03'
const stepMs = 30_000
const hourMs = 3_600_000
/** On the steps, so that a query along them finds each sample at its time. */
const nowMs = Math.floor(Date.now() / stepMs) * stepMs
/** Reports were lost between these two; `endMs` has the first live one. */
const gap = { startMs: nowMs - 6 * hourMs, endMs: nowMs - 5 * 60_000 }
const cpus = Array.from({ length: 50 }, (_, i) => String(i))

const timesIn = (fromMs: number, toMs: number): readonly number[] =>
  Array.from({ length: (toMs - fromMs) / stepMs }, (_, i) => fromMs + i * stepMs)
const valueAt = (ms: number): number => Math.floor((ms - gap.startMs) / stepMs) % 997

/** The device's series with a sample at each of these times. */
const seriesOf = (job: string, times: readonly number[], endMs?: number): readonly LateSeries[] => cpus.map((cpu) => ({
  labels: { __name__: 'node_example', cpu, job, instance: id, device: id, site: 'north', role: 'kiosk' },
  samples: times.map((timestampMs) => ({ timestampMs, value: valueAt(timestampMs) })),
  ...endMs !== undefined && { endMs }
}))

describeWith(prometheusProgram)('the real Prometheus, which a device’s samples reach six hours late', () => {
  let plan: PrometheusPlan
  let prometheus: RunningProgram | undefined
  let remoteWrite: RemoteWrite

  const restart = async (signal: NodeJS.Signals): Promise<void> => {
    await prometheus!.stop(signal)
    prometheus = await startPrometheus(plan)
  }
  /** What was written of these times, in batches of ten as the agent sends them. */
  const writeLate = async (times: readonly number[]): Promise<number> => {
    let written = 0
    for (let i = 0; i < times.length; i += 10) {
      const { written: ofBatch = 0, ...others } = await remoteWrite.write(seriesOf('device_backfill', times.slice(i, i + 10), gap.endMs))
      expect(others).toEqual({})
      written += ofBatch
    }
    return written
  }
  /** A series without its job, along the steps. */
  const values = async (cpu: string, fromMs: number, toMs: number): Promise<readonly (readonly [number, number])[]> => {
    const parameters = new URLSearchParams({
      query: `max without (job) (node_example{device="${id}", cpu="${cpu}"})`,
      start: String(fromMs / 1000),
      end: String(toMs / 1000),
      step: String(stepMs / 1000)
    })
    const { data } = (await (await fetch(`http://127.0.0.1:${plan.port}/api/v1/query_range?${parameters}`)).json()) as {
      readonly data: { readonly result: readonly { readonly values: readonly (readonly [number, string])[] }[] }
    }
    expect(data.result).toHaveLength(1)
    return data.result[0]!.values.map(([seconds, value]) => [seconds * 1000, Number(value)] as const)
  }
  const expectAll = async (fromMs: number, toMs: number): Promise<void> => {
    const expected = timesIn(fromMs, toMs).map((ms) => [ms, valueAt(ms)])
    for (const cpu of [cpus[0]!, cpus.at(-1)!]) expect(await values(cpu, fromMs, toMs - 1)).toEqual(expected)
    const counts = await query(
      plan.port,
      `count_values("samples", sum without (job) (count_over_time(node_example[7h1s] @ ${(toMs - 1) / 1000})))`
    )
    expect(counts).toEqual([{ labels: { samples: String(timesIn(nowMs - 7 * hourMs, toMs).length) }, value: cpus.length }])
  }

  // A Prometheus for each test: it has ended by itself in one, and a test that is repeated needs another.
  beforeEach(async () => {
    // Nobody listens where collector and Alertmanager would be: what is live is written here.
    plan = {
      directory: temporaryDirectory(),
      port: await freePort(),
      collectorUrl: `http://127.0.0.1:${await freePort()}`,
      tokenFile: '/nonexistent',
      alertmanagerPort: await freePort()
    }
    prometheus = await startPrometheus(plan)
    remoteWrite = createRemoteWrite({ clock: { nowMs: Date.now }, url: remoteWriteUrl(`http://127.0.0.1:${plan.port}`) })
    // The newest first: a head of seven hours is compacted at once, and Prometheus (2.53 and 3.9) loses late samples if it is killed before
    // that ends. The compaction moves a chunk to a file that is not flushed yet, and the replay of its log takes the chunk for stored.
    await remoteWrite.write(seriesOf('node', [gap.endMs]))
    // A scrape that fails leaves that marker, too.
    await remoteWrite.write(seriesOf('node', timesIn(nowMs - 7 * hourMs, gap.startMs), gap.startMs))
  })
  afterEach(async () => { await prometheus?.stop() })

  const half = gap.startMs + 3 * hourMs
  test('has them all after kill -9 at once, with live samples going on; takes what comes again as stored, and has no gap after another restart', async () => {
    expect(await writeLate(timesIn(gap.startMs, half))).toBe(timesIn(gap.startMs, half).length * cpus.length)
    await remoteWrite.write(seriesOf('node', [gap.endMs + stepMs]))
    await restart('SIGKILL')
    await expectAll(nowMs - 7 * hourMs, half)
    await writeLate([...timesIn(half - hourMs, gap.endMs)])
    await remoteWrite.write(seriesOf('node', timesIn(gap.endMs, nowMs)))
    await restart('SIGTERM')
    await expectAll(nowMs - 7 * hourMs, nowMs)
  })

  test('stores the good samples of a request with others that are too old, or have another value', async () => {
    const times = [nowMs - 9 * 24 * hourMs, nowMs - 8.5 * 24 * hourMs, nowMs - 2 * 24 * hourMs, nowMs - 24 * hourMs]
    expect(await remoteWrite.write(seriesOf('device_backfill', times))).toEqual({ too_old: 2 * cpus.length, written: 2 * cpus.length })
    const again = { labels: { __name__: 'node_other', job: 'device_backfill' }, samples: [{ timestampMs: nowMs - hourMs, value: 1 }] }
    expect(await remoteWrite.write([again])).toEqual({ written: 1 })
    const others = Array.from({ length: 20 }, (_, i): LateSeries => ({ ...again, labels: { ...again.labels, i: String(i) } }))
    expect(await remoteWrite.write([...others, { ...again, samples: [{ ...again.samples[0]!, value: 2 }] }])).toEqual({
      duplicate: 1,
      written: 20
    })
    expect(await query(plan.port, 'count by (job) (last_over_time(node_other[2h]))')).toEqual([
      { labels: { job: 'device_backfill' }, value: 21 }
    ])
  })
})
