import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { factFamilies, readFacts } from '../../../src/devices/facts/facts.ts'
import type { LiveSample } from '../../../src/devices/live/live-sample.ts'

const sample = (name: string, value: number, labels: Record<string, string> = {}): LiveSample => ({ name, value, labels })

it('reads what a device is and what runs on it', () => {
  expect(readFacts([
    sample('mimamori_board_info', 1, { model: 'Raspberry Pi 4 Model B Rev 1.4' }),
    sample('node_os_info', 1, { pretty_name: 'Debian GNU/Linux 13 (trixie)' }),
    sample('node_uname_info', 1, { release: '6.12.47' }),
    sample('mimamori_release_info', 1, { release: 'kiosk', revision: '4f2a91c0' }),
    sample('node_boot_time_seconds', 1_700_000_000),
    sample('node_filesystem_size_bytes', 100, { mountpoint: '/boot' }),
    sample('node_filesystem_size_bytes', 3.1e10, { mountpoint: '/' })
  ])).toStrictEqual({
    model: 'Raspberry Pi 4 Model B Rev 1.4', os: 'Debian GNU/Linux 13 (trixie)', kernel: '6.12.47', releases: { kiosk: '4f2a91c0' },
    bootMs: 1_700_000_000_000, measures: { diskTotalBytes: 3.1e10 }
  })
})

it('keeps now and since boot apart, and takes a soft temperature limit for no reason to act', () => {
  const facts = readFacts([
    sample('mimamori_throttling_active', 0, { condition: 'undervoltage' }),
    sample('mimamori_throttling_active', 0, { condition: 'throttled' }),
    sample('mimamori_throttling_active', 1, { condition: 'soft_temperature_limit' }),
    sample('mimamori_throttling_since_boot', 1, { condition: 'undervoltage' })
  ])
  expect(facts).toMatchObject({ undervoltage: false, throttled: false, throttledSinceBoot: true })
})

it('takes the root of node_exporter for read-only where the agent says nothing of it', () => {
  const mount = (mountpoint: string, value: number) => sample('node_filesystem_readonly', value, { mountpoint })
  const own = (value: number) => sample('mimamori_root_filesystem_readonly', value)
  expect(readFacts([mount('/media/cd', 1), mount('/', 1)]).rootReadOnly).toBe(true)
  expect(readFacts([mount('/media/cd', 1), mount('/', 0)]).rootReadOnly).toBe(false)
  expect(readFacts([mount('/media/cd', 1)]).rootReadOnly).toBeUndefined()
  // A writable overlay covers it.
  expect(readFacts([mount('/', 1), mount('/', 0)]).rootReadOnly).toBe(false)
  expect(readFacts([mount('/', 1), own(0)]).rootReadOnly).toBe(false)
  expect(readFacts([mount('/', 0), own(1)]).rootReadOnly).toBe(true)
})

it('keeps what a device is when its series have expired, but not what it measured', () => {
  const last = readFacts([
    sample('mimamori_board_info', 1, { model: 'Raspberry Pi 5' }),
    sample('mimamori_throttling_active', 1, { condition: 'throttled' }),
    sample('node_load1', 2)
  ])
  expect(readFacts([], last)).toStrictEqual({ model: 'Raspberry Pi 5', releases: {}, measures: {} })
})

it('knows nothing of a device that says nothing', () => {
  expect(readFacts([])).toStrictEqual({ releases: {}, measures: {} })
})

it('reads only families that the exporter has, by its golden pages', () => {
  const directory = join(import.meta.dirname, '../../../../exporter/test/golden')
  const pages = readdirSync(directory)
    .filter((name) => name.endsWith('.prom'))
    .map((name) => readFileSync(join(directory, name), 'utf8'))
    .join('\n')
  const known = new Set([...pages.matchAll(/^# TYPE (\S+) /gm)].map(([, name]) => name))
  expect(factFamilies.filter((family) => !known.has(family))).toStrictEqual([])
})

it('takes no number that is none for a fact', () => {
  expect(readFacts([sample('node_load1', NaN), sample('node_load5', Infinity), sample('node_load15', 0.5)]).measures).toStrictEqual({
    load15: 0.5
  })
})

it('finds the addresses and releases that give no good answer', () => {
  const checked = (up: number): readonly LiveSample[] => [
    sample('mimamori_watched_http_up', up, { name: 'kiosk' }),
    sample('mimamori_watched_http_up', 1, { name: 'camera' }),
    sample('mimamori_release_up', up, { release: 'signage' })
  ]
  expect(readFacts(checked(0)).checksFailing).toStrictEqual(['kiosk', 'signage'])
  expect(readFacts(checked(1)).checksFailing).toBeUndefined()
})

it('finds the watched units and processes that do not run', () => {
  const watched = (unitActive: number, processes: number): readonly LiveSample[] => [
    sample('mimamori_watched_unit_active', unitActive, { name: 'kiosk.service' }),
    sample('mimamori_watched_unit_active', 1, { name: 'ssh.service' }),
    sample('mimamori_watched_processes', processes, { name: 'chromium' })
  ]
  expect(readFacts(watched(0, 0)).watchedDown).toStrictEqual(['chromium', 'kiosk.service'])
  expect(readFacts(watched(1, 3)).watchedDown).toBeUndefined()
})
