import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createLiveStore } from '../../../src/devices/live/memory-live-store.ts'
import { nodeKeyMetrics, keyMetricFamilies } from '../../../src/devices/key-metrics/node-key-metrics.ts'

/** What the exporter prints for its tree of a Raspberry Pi 4 (exporter/test/golden). */
const pi4 = readFileSync(new URL('../../../../exporter/test/golden/pi-4.prom', import.meta.url), 'utf8')

const samplesOf = (page: string) => {
  const store = createLiveStore({ monotonicMs: () => 0, sampledFamilies: new Set(keyMetricFamilies) })
  const group = { deviceId: 'pi', key: 'report' }
  store.put(group, Buffer.from(page), { expiresAtMs: 1 })
  return store.samples(group, keyMetricFamilies)
}
const derive = (page: string, before?: Parameters<typeof nodeKeyMetrics>[1]['before']) =>
  nodeKeyMetrics(samplesOf(page), { atMs: 60_000, before })

describe('key metrics from node_… series', () => {
  it('are all there for a real Pi’s page, the processor’s from the second report on', () => {
    const first = derive(pi4)
    expect(first.keyMetrics.cpuUsageRatio).toBeUndefined()
    expect(first.keyMetrics.memoryUsageRatio).toBeGreaterThan(0)
    expect(first.keyMetrics.memoryUsageRatio).toBeLessThan(1)
    expect(first.keyMetrics.temperatureCelsius).toBeGreaterThan(20)
    const { total, idle } = first.cpu!
    expect(derive(pi4, { total: total - 100, idle: idle - 75 }).keyMetrics.cpuUsageRatio).toBeCloseTo(0.25)
  })

  it('count as busy neither idling, nor waiting for a disk, nor what the hypervisor took', () => {
    const page = (busy: number) =>
      `node_cpu_seconds_total{cpu="0",mode="user"} ${busy}\nnode_cpu_seconds_total{cpu="0",mode="idle"} 50\nnode_cpu_seconds_total{cpu="0",mode="iowait"} 5\nnode_cpu_seconds_total{cpu="0",mode="steal"} 5\n`
    expect(derive(page(40), { total: 0, idle: 0 }).keyMetrics.cpuUsageRatio).toBeCloseTo(0.4)
  })

  it('have no CPU usage after a reboot, when the counters begin anew', () => {
    expect(derive('node_cpu_seconds_total{cpu="0",mode="idle"} 5\n', { total: 1000, idle: 900 }).keyMetrics.cpuUsageRatio).toBeUndefined()
    expect(
      derive('node_cpu_seconds_total{cpu="0",mode="idle"} 60\nnode_cpu_seconds_total{cpu="0",mode="user"} 40\n', { total: 90, idle: 70 })
        .keyMetrics.cpuUsageRatio
    ).toBeUndefined()
  })

  it('count a disk as df does, without the blocks that are kept for root', () => {
    const page = ['size 100', 'free 40', 'avail 20']
      .map((entry) => `node_filesystem_${entry.split(' ')[0]}_bytes{mountpoint="/"} ${entry.split(' ')[1]}\n`)
      .join('')
    expect(derive(page).keyMetrics.diskUsageRatio).toBeCloseTo(60 / 80)
  })

  it('take the processor’s zone before a hotter one, and hwmon where there is no zone', () => {
    expect(
      derive('node_thermal_zone_temp{zone="0",type="iwlwifi"} 70\nnode_thermal_zone_temp{zone="1",type="cpu-thermal"} 50\n').keyMetrics
        .temperatureCelsius
    ).toBe(50)
    expect(
      derive(
        'node_hwmon_temp_celsius{chip="nvme_0",sensor="temp1"} 60\nnode_hwmon_temp_celsius{chip="platform_coretemp_0",sensor="temp1"} 45\n'
      ).keyMetrics.temperatureCelsius
    ).toBe(45)
  })

  it('take the hottest of several sensors of one kind, as far as it can be one', () => {
    expect(
      derive(
        'node_thermal_zone_temp{zone="0",type="cpu-big"} 50\nnode_thermal_zone_temp{zone="1",type="cpu-little"} 60\nnode_thermal_zone_temp{zone="2",type="cpu-gpu"} 150\n'
      ).keyMetrics.temperatureCelsius
    ).toBe(60)
    expect(
      derive('node_thermal_zone_temp{zone="0",type="a"} 149\nnode_thermal_zone_temp{zone="1",type="b"} 20\n').keyMetrics.temperatureCelsius
    ).toBe(149)
    expect(
      derive('node_thermal_zone_temp{zone="0",type="cpu-thermal"} -49\nnode_thermal_zone_temp{zone="1",type="cpu-thermal"} -50\n')
        .keyMetrics.temperatureCelsius
    ).toBe(-49)
    expect(derive('node_hwmon_temp_celsius{chip="nvme_0",sensor="temp1"} 60\n').keyMetrics.temperatureCelsius).toBe(60)
    expect(derive('node_thermal_zone_temp{zone="0",type="cpu-thermal"} -50\n').keyMetrics.temperatureCelsius).toBeUndefined()
  })

  it('are of the root file system, and need all three numbers of it', () => {
    const page = (mountpoint: string, size: number) =>
      `node_filesystem_size_bytes{mountpoint="${mountpoint}"} ${size}\nnode_filesystem_free_bytes{mountpoint="${mountpoint}"} ${size / 2}\nnode_filesystem_avail_bytes{mountpoint="${mountpoint}"} ${size / 4}\n`
    const families = (text: string) => text.split('\n').filter(Boolean).sort().join('\n') + '\n'
    expect(derive(families(page('/boot', 8) + page('/', 100))).keyMetrics.diskUsageRatio).toBeCloseTo(50 / 75)
    expect(derive(page('/boot', 8)).keyMetrics).toEqual({ atMs: 60_000 })
    for (const missing of ['size', 'free', 'avail']) {
      expect(derive(page('/', 100).split('\n').filter((line) => !line.includes(missing)).join('\n')).keyMetrics).toEqual({ atMs: 60_000 })
    }
  })

  it('can be all or nothing of a disk and of memory', () => {
    const memory = (available: number) =>
      derive(`node_memory_MemAvailable_bytes ${available}\nnode_memory_MemTotal_bytes 8\n`).keyMetrics.memoryUsageRatio
    expect([memory(8), memory(0), memory(9), memory(-1)]).toEqual([0, 1, undefined, undefined])
  })

  it('have no CPU usage where no time has passed, and none below nothing where counters are set back a little', () => {
    const page = 'node_cpu_seconds_total{cpu="0",mode="idle"} 60\nnode_cpu_seconds_total{cpu="0",mode="user"} 40\n'
    expect(derive(page, { total: 100, idle: 60 }).keyMetrics).toEqual({ atMs: 60_000 })
    expect(derive(page, { total: 90, idle: 60 }).keyMetrics.cpuUsageRatio).toBe(1)
    expect(derive(page, { total: 90, idle: 45 }).keyMetrics.cpuUsageRatio).toBe(0)
    expect(derive('node_memory_MemTotal_bytes 8\n', { total: 90, idle: 45 })).toStrictEqual({
      cpu: undefined,
      keyMetrics: { atMs: 60_000 }
    })
  })

  it('leave out what cannot be: NaN, a sensor at −274 degrees, more memory free than there is', () => {
    const { keyMetrics } = derive(
      'node_thermal_zone_temp{type="cpu-thermal"} -274\nnode_memory_MemAvailable_bytes 9\nnode_memory_MemTotal_bytes 5\nnode_filesystem_size_bytes{mountpoint="/"} NaN\nnode_filesystem_free_bytes{mountpoint="/"} 1\nnode_filesystem_avail_bytes{mountpoint="/"} 1\n'
    )
    expect(keyMetrics).toEqual({ atMs: 60_000 })
  })
})
