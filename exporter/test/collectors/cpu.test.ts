import { beforeEach, describe, expect, it } from 'vitest'
import type { Collector } from '../../src/collector.ts'
import { cpu } from '../../src/collectors/cpu.ts'
import { cpufreq } from '../../src/collectors/cpufreq.ts'
import { samplesOf, valueOf } from '../family-samples.ts'
import { hostRoots } from '../host-trees.ts'
import { temporaryTree } from '../temporary-tree.ts'

/** A small tree of our own, for what no whole host shows. */
let tree: ReturnType<typeof temporaryTree>
beforeEach(() => { tree = temporaryTree() })

describe('cpu', () => {
  const writeStat = (user: number, idle: number, iowait: number): void =>
    tree.write('proc/stat', `cpu  0\ncpu0 ${user} 0 0 ${idle} ${iowait} 0 0 0 0 0\n`)
  const seconds = (collector: Collector, mode: string): Promise<number | undefined> =>
    valueOf(collector, 'node_cpu_seconds_total', { mode })

  it('never lets a mode step back, which the kernel does with iowait', async () => {
    const collector = cpu(tree, { info: false })
    writeStat(100, 1000, 50)
    await collector.collect()
    writeStat(110, 1001, 48)
    expect([await seconds(collector, 'user'), await seconds(collector, 'iowait')]).toEqual([1.1, 0.5])
    writeStat(110, 990, 51)
    expect([await seconds(collector, 'idle'), await seconds(collector, 'iowait')]).toEqual([10.01, 0.51])
  })

  it('begins anew with a CPU that was taken out and put back', async () => {
    const collector = cpu(tree, { info: false })
    writeStat(100, 1000, 50)
    await collector.collect()
    writeStat(3, 700, 1)
    expect([await seconds(collector, 'user'), await seconds(collector, 'idle'), await seconds(collector, 'iowait')]).toEqual([
      0.03, 7, 0.01
    ])
  })

  it('forgets a CPU that is gone', async () => {
    const collector = cpu(tree, { info: false })
    tree.write('proc/stat', 'cpu0 1 0 0 1\ncpu1 1 0 0 1\n')
    await collector.collect()
    tree.write('proc/stat', 'cpu0 1 0 0 1\n')
    expect(new Set((await samplesOf(collector, 'node_cpu_seconds_total')).map(({ labels }) => labels!['cpu']))).toEqual(new Set(['0']))
  })

  it("counts an x86 CPU's throttling once for each core and package", async () => {
    tree.write('proc/stat', 'cpu0 1\n')
    for (const [name, core, throttles] of [['cpu0', 0, 5], ['cpu1', 0, 5], ['cpu2', 1, 7], ['cpu3', -1, 9]] as const) {
      const directory = `sys/devices/system/cpu/${name}`
      tree.write(`${directory}/topology/physical_package_id`, '0\n')
      tree.write(`${directory}/topology/core_id`, `${core}\n`)
      tree.write(`${directory}/thermal_throttle/core_throttle_count`, `${throttles}\n`)
      tree.write(`${directory}/thermal_throttle/package_throttle_count`, '30\n')
    }
    const collector = cpu(tree, { info: false })
    expect(await samplesOf(collector, 'node_cpu_core_throttles_total')).toEqual([
      { labels: { package: '0', core: '0' }, value: 5 },
      { labels: { package: '0', core: '1' }, value: 7 }
    ])
    expect(await samplesOf(collector, 'node_cpu_package_throttles_total')).toEqual([{ labels: { package: '0' }, value: 30 }])
  })

  it('says which CPUs are online and isolated', async () => {
    tree.write('proc/stat', 'cpu0 1\n')
    tree.write('sys/devices/system/cpu/isolated', '1\n')
    tree.write('sys/devices/system/cpu/cpu0/online', '1\n')
    tree.write('sys/devices/system/cpu/cpu1/online', '0\n')
    const collector = cpu(tree, { info: false })
    expect(await samplesOf(collector, 'node_cpu_isolated')).toEqual([{ labels: { cpu: '1' }, value: 1 }])
    expect((await samplesOf(collector, 'node_cpu_online')).map(({ value }) => value)).toEqual([1, 0])
  })

  it('shows guests only where asked', async () => {
    expect(await samplesOf(cpu(hostRoots('vm'), { guest: false }), 'node_cpu_guest_seconds_total')).toEqual([])
    expect(await samplesOf(cpu(hostRoots('vm')), 'node_cpu_guest_seconds_total')).toHaveLength(4)
  })
})

describe('cpufreq', () => {
  it('gives each CPU of a policy its frequency in hertz', async () => {
    expect((await samplesOf(cpufreq(hostRoots('pi-4')), 'node_cpu_frequency_max_hertz')).map(({ labels }) => labels!['cpu'])).toEqual([
      '0',
      '1',
      '2',
      '3'
    ])
    expect(await valueOf(cpufreq(hostRoots('pi-4')), 'node_cpu_frequency_max_hertz', { cpu: '3' })).toBe(1_800_000_000)
  })

  it('marks the governor in use with 1', async () => {
    const inUse = (await samplesOf(cpufreq(hostRoots('pi-4')), 'node_cpu_scaling_governor')).filter(({ value }) => value === 1)
    expect(inUse.map(({ labels }) => labels!['governor'])).toEqual(['ondemand', 'ondemand', 'ondemand', 'ondemand'])
  })

  it('follows the link of each CPU, and does without those that have none', async () => {
    tree.write('sys/devices/system/cpu/cpu0/cpufreq/scaling_cur_freq', '600000\n')
    tree.write('sys/devices/system/cpu/cpu1/online', '0\n')
    tree.write('sys/devices/system/cpu/cpu10/cpufreq/scaling_cur_freq', '<unknown>\n')
    tree.write('sys/devices/system/cpu/cpu10/cpufreq/scaling_governor', 'performance\n')
    const collector = cpufreq(tree)
    expect(await samplesOf(collector, 'node_cpu_scaling_frequency_hertz')).toEqual([{ labels: { cpu: '0' }, value: 600_000_000 }])
    expect(await samplesOf(collector, 'node_cpu_scaling_governor')).toEqual([{ labels: { cpu: '10', governor: 'performance' }, value: 1 }])
  })
})
