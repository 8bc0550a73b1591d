import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { collectorNames, type Family } from '@mimamori/exporter'
import { gauge, parseFamilies } from '@mimamori/exporter/text-format'
import { leanFamilies, partitions, passingInterfaces, subsystems, uncarriedCollectors } from '../../src/measure/lean-profile.ts'
import { exporterSettings } from '../../src/measure/exporter-settings.ts'
import { createConfiguredCollectors } from '../../src/measure/collectors.ts'
import { createMeasure } from '../../src/measure/measure.ts'
import { selectFamilies } from '../../src/measure/profile.ts'
import { reportText } from '../../src/measure/report-text.ts'
import { createLogger } from '../../src/log/logger.ts'

const exporter = new URL('../../../exporter/test/', import.meta.url).pathname
const settings = {
  profile: 'lean',
  collectors: [],
  listen: undefined,
  textfileDirectory: undefined,
  watchedUnits: [],
  watchedProcesses: [],
  watchedHttp: []
} as const
const countSeries = (families: readonly Family[]): number => families.reduce((sum, { samples }) => sum + samples.length, 0)

/** Measures a host tree of the exporter's, or this machine. */
const measure = (
  host: string | undefined,
  asked: typeof settings | ({ readonly profile: 'default' } & Omit<typeof settings, 'profile'>) = settings
) => {
  const tree = `${exporter}fixtures/${host}`
  const roots =
    host === undefined
      ? { procRoot: '/proc', sysRoot: '/sys', rootfs: '', udevDataRoot: '/run/udev/data' }
      : { procRoot: `${tree}/proc`, sysRoot: `${tree}/sys`, rootfs: `${tree}/rootfs`, udevDataRoot: `${tree}/udev/data` }
  return createMeasure(
    createConfiguredCollectors({ ...asked, ...roots }),
    createLogger('error', () => undefined)
  ).collect()
}

describe('the default profile', () => {
  const byDefault = { ...settings, profile: 'default' } as const

  test.each(['pi-3', 'pi-4', 'pi-5', 'zero-2w'])('carries all that the exporter shows of a %s', async (host) => {
    const families = await measure(host, byDefault)
    const carried = new Set(parseFamilies(reportText(families, byDefault)).map(({ name }) => name))
    expect(families.filter(({ name, samples }) => samples.length > 0 && !carried.has(name))).toEqual([])
    expect(carried).toContain('process_open_fds')
  })

  test('is what PROFILE=full means, too', () => {
    const families = [gauge('node_softnet_dropped_total', 'x', 1)]
    for (const profile of ['default', 'full'] as const) expect(selectFamilies(families, { profile, collectors: [] })).toBe(families)
  })
})

describe('the lean profile', () => {
  test.each(['pi-3', 'pi-4', 'pi-5', 'zero-2w'])('carries 200 to 300 series of a %s', async (host) => {
    const count = countSeries(parseFamilies(reportText(await measure(host), settings)))
    expect(count).toBeGreaterThanOrEqual(200)
    expect(count).toBeLessThanOrEqual(300)
  })

  test('carries at most 300 series of this machine, and more only for more processors, disks, interfaces and file systems than a Pi has', async () => {
    const families = parseFamilies(reportText(await measure(undefined), settings))
    const ofThings = countSeries(
      families.map((family) => ({
        ...family,
        samples: family.samples.filter(({ labels }) => labels?.['device'] !== undefined || labels?.['cpu'] !== undefined)
      }))
    )
    expect(countSeries(families) - ofThings).toBeLessThanOrEqual(300)
    expect(ofThings).toBeGreaterThan(0)
  })

  test('names no family that the exporter does not have on any of its hosts', () => {
    const golden = readdirSync(`${exporter}golden`).map((name) => readFileSync(`${exporter}golden/${name}`, 'utf8')).join('')
    const known = new Set(golden.matchAll(/^# TYPE (\S+)/gm).map(([, name]) => name))
    expect([...leanFamilies].filter((name) => !known.has(name))).toEqual(['node_textfile_mtime_seconds'])
  })

  test('carries what the admin page and the alerts read', () => {
    for (const name of [
      'node_boot_time_seconds',
      'node_cpu_seconds_total',
      'node_filesystem_avail_bytes',
      'node_filesystem_free_bytes',
      'node_filesystem_size_bytes',
      'node_hwmon_temp_celsius',
      'node_load1',
      'node_memory_MemAvailable_bytes',
      'node_memory_MemTotal_bytes',
      'node_os_info',
      'node_thermal_zone_temp',
      'node_uname_info'
    ]) {
      expect(leanFamilies.has(name), name).toBe(true)
    }
  })

  test('carries everything that is not node_exporter’s: our own, and what text files say', () => {
    const families = [
      gauge('mimamori_throttling_active', 'x', 1),
      gauge('backup_last_success_timestamp_seconds', 'x', 1),
      gauge('node_softnet_dropped_total', 'x', 1)
    ]
    expect(selectFamilies(families, settings).map(({ name }) => name)).toEqual([
      'mimamori_throttling_active',
      'backup_last_success_timestamp_seconds'
    ])
  })

  test('leaves out partitions, interfaces that only pass on, and file systems under /run', () => {
    const labelled = (name: string, label: string, ...values: string[]): Family =>
      gauge(
        name,
        'x',
        values.map((value) => ({ labels: { [label]: value }, value: 1 }))
      )
    const kept = (family: Family) =>
      selectFamilies([family], settings).flatMap(({ samples }) => samples.map(({ labels }) => Object.values(labels ?? {})[0]))
    expect(kept(labelled('node_disk_io_now', 'device', 'mmcblk0', 'mmcblk0p2', 'sda', 'sda1', 'nvme0n1', 'nvme0n1p1', 'md0'))).toEqual([
      'mmcblk0',
      'sda',
      'nvme0n1',
      'md0'
    ])
    expect(kept(labelled('node_network_up', 'device', 'lo', 'eth0', 'wlan0', 'docker0', 'veth12ab', 'br-3c', 'br0', 'wg0'))).toEqual([
      'eth0',
      'wlan0',
      'br0',
      'wg0'
    ])
    expect(
      kept(labelled('node_filesystem_size_bytes', 'mountpoint', '/', '/boot/firmware', '/run', '/run/user/1000', '/runtime', '/tmp'))
    ).toEqual(['/', '/boot/firmware', '/runtime', '/tmp'])
  })

  test('carries whole what is asked for by name', () => {
    const families = [gauge('node_systemd_unit_state', 'x', 1), gauge('node_softnet_dropped_total', 'x', 1)]
    expect(selectFamilies(families, { profile: 'lean', collectors: ['systemd', '-softnet'] }).map(({ name }) => name)).toEqual([
      'node_systemd_unit_state'
    ])
  })

  test('knows what the families of each collector are called, also where they do not bear its name', async () => {
    const measured = await measure('pi-4', { ...settings, profile: 'default' })
    for (const name of [...uncarriedCollectors, ...Object.keys(subsystems)].filter(
      (collector) => !['bonding', 'dmi', 'nvme'].includes(collector)
    )) {
      const before = selectFamilies(measured, settings)
      expect(countSeries(selectFamilies(measured, { profile: 'lean', collectors: [name] })), name).toBeGreaterThan(countSeries(before))
    }
  })
})

describe('what runs', () => {
  test('are not the collectors of which nothing is carried, unless somebody may scrape or asks for them', () => {
    const enabled = (change: object) => exporterSettings({ ...settings, ...change }).collectors ?? {}
    for (const name of uncarriedCollectors) {
      expect(collectorNames).toContain(name)
      expect(enabled({})[name]).toBe(false)
      expect(enabled({ listen: { port: 9100 } })[name]).toBeUndefined()
      expect(enabled({ profile: 'default' })[name]).toBeUndefined()
      expect(enabled({ collectors: [name] })[name]).toBe(true)
      expect([...leanFamilies].filter((family) => family.startsWith(`node_${name}_`))).toEqual([])
    }
    expect(enabled({ collectors: ['-hwmon'] })).toMatchObject({ hwmon: false })
  })
})

test('no name of a whole device is taken for a partition, and none of a real interface for one that passes on', () => {
  for (const name of ['mmcblk0', 'nvme0n1', 'sda', 'vdb', 'md127', 'dm-0', 'mmcblk0boot0', 'zram0']) {
    expect(partitions.test(name), name).toBe(false)
  }
  for (const name of ['eth0', 'end0', 'wlan0', 'enp3s0', 'usb0', 'wwan0', 'eth0.10', 'bond0', 'tailscale0']) {
    expect(passingInterfaces.test(name), name).toBe(false)
  }
})
