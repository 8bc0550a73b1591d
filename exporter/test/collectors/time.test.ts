import { beforeEach, describe, expect, it } from 'vitest'
import { NoDataError } from '../../src/collector.ts'
import { time } from '../../src/collectors/time.ts'
import { timex } from '../../src/collectors/timex.ts'
import { parseTimex } from '../../src/parse/timex.ts'
import { samplesOf, valueOf } from '../family-samples.ts'
import { hostRoots } from '../host-trees.ts'
import { temporaryTree } from '../temporary-tree.ts'

/** A small tree of our own, for what no whole host shows. */
let tree: ReturnType<typeof temporaryTree>
beforeEach(() => { tree = temporaryTree() })

describe('the clock', () => {
  const at = (iso: string) => ({ now: () => Date.parse(iso), timeZone: undefined })

  it('is shown in seconds, with its zone and its source', async () => {
    const collector = time(hostRoots('pi-4'), at('2026-08-01T00:00:00.250Z'))
    expect(await valueOf(collector, 'node_time_seconds')).toBe(1785542400.25)
    expect(await samplesOf(collector, 'node_time_zone_offset_seconds')).toEqual([{ labels: { time_zone: 'JST' }, value: 32400 }])
    expect(await samplesOf(collector, 'node_time_clocksource_current_info')).toEqual([
      { labels: { device: '0', clocksource: 'arch_sys_counter' }, value: 1 }
    ])
  })

  it('is in UTC where the machine says nothing, or TZ is empty', async () => {
    const utc = [{ labels: { time_zone: 'UTC' }, value: 0 }]
    expect(await samplesOf(time(tree, at('2026-08-01T00:00:00Z')), 'node_time_zone_offset_seconds')).toEqual(utc)
    expect(
      await samplesOf(time(hostRoots('pi-4'), { ...at('2026-08-01T00:00:00Z'), timeZone: '' }), 'node_time_zone_offset_seconds')
    ).toEqual(utc)
  })

  it('follows a zone that is changed while it runs', async () => {
    const collector = time(tree, at('2026-08-01T00:00:00Z'))
    await collector.collect()
    tree.write('rootfs/etc/localtime', '')
    expect(() => collector.collect()).toThrow('expected a compiled time zone')
    tree.remove('rootfs/etc/localtime')
    expect(await valueOf(collector, 'node_time_zone_offset_seconds')).toBe(0)
  })

  const answering = (printed: string) =>
    timex(tree, { command: { name: 'adjtimex', argv: ['echo', printed], timeoutMs: 5000, parse: parseTimex } })

  it('scales what adjtimex answers by the resolution it says it has', async () => {
    const micro = answering('0 1500 6553600 16000 500 1 7 1 32768000 1 2 10000 0 0 0 0 0 0 0 0 37')
    expect(await valueOf(micro, 'node_timex_offset_seconds')).toBe(0.0015)
    expect(await valueOf(micro, 'node_timex_frequency_adjustment_ratio')).toBe(1.0001)
    expect(await valueOf(micro, 'node_timex_sync_status')).toBe(1)
    expect(await valueOf(micro, 'node_timex_tai_offset_seconds')).toBe(37)
    const nano = answering('5 1500 0 16000 500 8193 7 1 32768000 1 2 10000 0 0 0 0 0 0 0 0 0')
    expect(await valueOf(nano, 'node_timex_offset_seconds')).toBe(0.0000015)
    expect(await valueOf(nano, 'node_timex_sync_status'), 'TIME_ERROR').toBe(0)
  })

  it('asks the real kernel, and changes nothing', async () => {
    const collector = timex(tree)
    const [first, second] = [await valueOf(collector, 'node_timex_tick_seconds'), await valueOf(collector, 'node_timex_tick_seconds')]
    expect(first).toBeGreaterThan(0.009)
    expect(second).toBe(first)
  })

  it('is no fault where there is no perl', async () => {
    await expect(
      timex(tree, { command: { name: 'adjtimex', argv: ['mimamori-no-such-program'], timeoutMs: 5000, parse: parseTimex } }).collect()
    ).rejects.toThrow(NoDataError)
  })
})
