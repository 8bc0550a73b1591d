import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { NoDataError, type Collector, type Roots } from '../../src/collector.ts'
import { cpu } from '../../src/collectors/cpu.ts'
import { cpufreq } from '../../src/collectors/cpufreq.ts'
import { diskstats } from '../../src/collectors/diskstats.ts'
import { meminfo } from '../../src/collectors/meminfo.ts'
import { netdev } from '../../src/collectors/netdev.ts'
import { netstat } from '../../src/collectors/netstat.ts'
import { pressure } from '../../src/collectors/pressure.ts'
import { schedstat } from '../../src/collectors/schedstat.ts'
import { sockstat } from '../../src/collectors/sockstat.ts'
import { stat } from '../../src/collectors/stat.ts'
import { time } from '../../src/collectors/time.ts'
import { timex } from '../../src/collectors/timex.ts'
import { uname } from '../../src/collectors/uname.ts'
import { vmstat } from '../../src/collectors/vmstat.ts'
import { parseTimex } from '../../src/parse/timex.ts'
import type { Sample } from '../../src/text-format/index.ts'
import { hostRoots } from '../host-trees.ts'

/** A small tree of our own, for what no whole host shows. */
let roots: Roots
beforeEach(() => {
  const directory = mkdtempSync(join(tmpdir(), 'mimamori-exporter-'))
  roots = { proc: `${directory}/proc`, sys: `${directory}/sys`, rootfs: directory, udevData: `${directory}/udev` }
})
afterEach(() => { rmSync(roots.rootfs, { recursive: true }) })

const write = (path: string, content: string): void => {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
}

const samplesOf = async (collector: Collector, family: string): Promise<readonly Sample[]> =>
  (await collector.collect()).find(({ name }) => name === family)?.samples ?? []

const valueOf = async (collector: Collector, family: string, labels: Record<string, string> = {}): Promise<number | undefined> =>
  (await samplesOf(collector, family)).find((sample) => Object.entries(labels).every(([label, value]) => sample.labels?.[label] === value))?.value

const devicesOf = async (collector: Collector, family: string): Promise<(string | undefined)[]> =>
  (await samplesOf(collector, family)).map(({ labels }) => labels?.['device'])

describe('cpu', () => {
  const writeStat = (user: number, idle: number, iowait: number): void => write(`${roots.proc}/stat`, `cpu  0\ncpu0 ${user} 0 0 ${idle} ${iowait} 0 0 0 0 0\n`)
  const seconds = (collector: Collector, mode: string): Promise<number | undefined> => valueOf(collector, 'node_cpu_seconds_total', { mode })

  it('never lets a mode step back, which the kernel does with iowait', async () => {
    const collector = cpu(roots, { info: false })
    writeStat(100, 1000, 50)
    await collector.collect()
    writeStat(110, 1001, 48)
    expect([await seconds(collector, 'user'), await seconds(collector, 'iowait')]).toEqual([1.1, 0.5])
    writeStat(110, 990, 51)
    expect([await seconds(collector, 'idle'), await seconds(collector, 'iowait')]).toEqual([10.01, 0.51])
  })

  it('begins anew with a CPU that was taken out and put back', async () => {
    const collector = cpu(roots, { info: false })
    writeStat(100, 1000, 50)
    await collector.collect()
    writeStat(3, 700, 1)
    expect([await seconds(collector, 'user'), await seconds(collector, 'idle'), await seconds(collector, 'iowait')]).toEqual([0.03, 7, 0.01])
  })

  it('forgets a CPU that is gone', async () => {
    const collector = cpu(roots, { info: false })
    write(`${roots.proc}/stat`, 'cpu0 1 0 0 1\ncpu1 1 0 0 1\n')
    await collector.collect()
    write(`${roots.proc}/stat`, 'cpu0 1 0 0 1\n')
    expect(new Set((await samplesOf(collector, 'node_cpu_seconds_total')).map(({ labels }) => labels!['cpu']))).toEqual(new Set(['0']))
  })

  it("counts an x86 CPU's throttling once for each core and package", async () => {
    write(`${roots.proc}/stat`, 'cpu0 1\n')
    for (const [name, core, throttles] of [['cpu0', 0, 5], ['cpu1', 0, 5], ['cpu2', 1, 7], ['cpu3', -1, 9]] as const) {
      const directory = `${roots.sys}/devices/system/cpu/${name}`
      write(`${directory}/topology/physical_package_id`, '0\n')
      write(`${directory}/topology/core_id`, `${core}\n`)
      write(`${directory}/thermal_throttle/core_throttle_count`, `${throttles}\n`)
      write(`${directory}/thermal_throttle/package_throttle_count`, '30\n')
    }
    const collector = cpu(roots, { info: false })
    expect(await samplesOf(collector, 'node_cpu_core_throttles_total')).toEqual([{ labels: { package: '0', core: '0' }, value: 5 }, { labels: { package: '0', core: '1' }, value: 7 }])
    expect(await samplesOf(collector, 'node_cpu_package_throttles_total')).toEqual([{ labels: { package: '0' }, value: 30 }])
  })

  it('says which CPUs are online and isolated', async () => {
    write(`${roots.proc}/stat`, 'cpu0 1\n')
    write(`${roots.sys}/devices/system/cpu/isolated`, '1\n')
    write(`${roots.sys}/devices/system/cpu/cpu0/online`, '1\n')
    write(`${roots.sys}/devices/system/cpu/cpu1/online`, '0\n')
    const collector = cpu(roots, { info: false })
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
    expect((await samplesOf(cpufreq(hostRoots('pi-4')), 'node_cpu_frequency_max_hertz')).map(({ labels }) => labels!['cpu'])).toEqual(['0', '1', '2', '3'])
    expect(await valueOf(cpufreq(hostRoots('pi-4')), 'node_cpu_frequency_max_hertz', { cpu: '3' })).toBe(1_800_000_000)
  })

  it('marks the governor in use with 1', async () => {
    const inUse = (await samplesOf(cpufreq(hostRoots('pi-4')), 'node_cpu_scaling_governor')).filter(({ value }) => value === 1)
    expect(inUse.map(({ labels }) => labels!['governor'])).toEqual(['ondemand', 'ondemand', 'ondemand', 'ondemand'])
  })
})

describe('diskstats', () => {
  it('leaves RAM disks out, and takes what include names instead of the default exclusion', async () => {
    expect(await devicesOf(diskstats(hostRoots('pi-4')), 'node_disk_io_now')).toEqual(['mmcblk0', 'mmcblk0p1', 'mmcblk0p2'])
    expect(await devicesOf(diskstats(hostRoots('pi-4'), { include: /^ram/ }), 'node_disk_io_now')).toEqual(['ram0'])
  })

  it('converts sectors to bytes and milliseconds to seconds', async () => {
    write(`${roots.proc}/diskstats`, '8 0 sda 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17\n')
    const collector = diskstats(roots)
    expect(await valueOf(collector, 'node_disk_read_bytes_total')).toBe(1536)
    expect(await valueOf(collector, 'node_disk_write_time_seconds_total')).toBe(0.008)
    expect(await valueOf(collector, 'node_disk_flush_requests_time_seconds_total')).toBe(0.017)
  })

  it('does not invent the discards and flushes of an older kernel', async () => {
    write(`${roots.proc}/diskstats`, '8 0 sda 1 2 3 4 5 6 7 8 9 10 11\n')
    expect(await samplesOf(diskstats(roots), 'node_disk_discards_completed_total')).toEqual([])
  })

  it('shows what udev knows of a disk, its file system and its cache', async () => {
    write(`${roots.proc}/diskstats`, '8 0 sda 1 2 3 4 5 6 7 8 9 10 11\n253 0 dm-0 1 2 3 4 5 6 7 8 9 10 11\n')
    write(`${roots.sys}/block/sda/queue/rotational`, '1\n')
    write(`${roots.udevData}/b8:0`, 'E:ID_MODEL=Disk\nE:ID_SERIAL_SHORT=short\nE:SCSI_IDENT_SERIAL=label\nE:ID_ATA=1\nE:ID_ATA_WRITE_CACHE=1\nE:ID_ATA_ROTATION_RATE_RPM=fast\nE:ID_FS_TYPE=ext4\nE:ID_FS_UUID=u\n')
    write(`${roots.udevData}/b253:0`, 'E:DM_NAME=vg-root\nE:DM_LV_NAME=root\n')
    const collector = diskstats(roots)
    expect((await samplesOf(collector, 'node_disk_info'))[0]!.labels).toEqual({ device: 'sda', major: '8', minor: '0', path: '', wwn: '', model: 'Disk', serial: 'label', revision: '', rotational: '1' })
    expect(await samplesOf(collector, 'node_disk_ata_write_cache')).toEqual([{ labels: { device: 'sda' }, value: 1 }])
    expect(await samplesOf(collector, 'node_disk_ata_rotation_rate_rpm')).toEqual([])
    expect((await samplesOf(collector, 'node_disk_filesystem_info'))[0]!.labels).toEqual({ device: 'sda', type: 'ext4', usage: '', uuid: 'u', version: '' })
    expect((await samplesOf(collector, 'node_disk_device_mapper_info'))[0]!.labels).toMatchObject({ device: 'dm-0', name: 'vg-root', lv_name: 'root' })
  })
})

describe('the network', () => {
  it('filters interfaces', async () => {
    expect(await devicesOf(netdev(hostRoots('pi-4')), 'node_network_receive_bytes_total')).toEqual(['lo', 'eth0', 'wlan0'])
    expect(await devicesOf(netdev(hostRoots('pi-4'), { exclude: /^lo$/ }), 'node_network_receive_bytes_total')).toEqual(['eth0', 'wlan0'])
    expect(await devicesOf(netdev(hostRoots('pi-4'), { include: /^eth/ }), 'node_network_receive_bytes_total')).toEqual(['eth0'])
  })

  it('shows the protocol counters that are chosen', async () => {
    const names = (await netstat(hostRoots('pi-4'), { fields: /^Tcp_(InSegs|OutSegs)$|^Ip6_InOctets$/ }).collect()).map(({ name }) => name)
    expect(names).toEqual(['node_netstat_Tcp_InSegs', 'node_netstat_Tcp_OutSegs', 'node_netstat_Ip6_InOctets'])
  })

  it('does without IPv6', async () => {
    write(`${roots.proc}/net/netstat`, 'TcpExt: ListenDrops\nTcpExt: 3\n')
    write(`${roots.proc}/net/snmp`, 'Tcp: CurrEstab\nTcp: 2\n')
    write(`${roots.proc}/net/sockstat`, 'sockets: used 7\nTCP: inuse 1 mem 2\n')
    expect(await valueOf(netstat(roots), 'node_netstat_TcpExt_ListenDrops')).toBe(3)
    expect(await valueOf(sockstat(roots), 'node_sockstat_sockets_used')).toBe(7)
    expect(await valueOf(sockstat(roots), 'node_sockstat_TCP_mem_bytes'), 'the size of a page is not known here').toBeUndefined()
  })

  it("multiplies pages by the size that this kernel's have", async () => {
    expect(await valueOf(sockstat(hostRoots('pi-4')), 'node_sockstat_TCP_mem_bytes')).toBe(2 * 4096)
    expect(await valueOf(sockstat(hostRoots('pi-5')), 'node_sockstat_TCP_mem_bytes')).toBe(2 * 16384)
  })
})

describe('what a kernel may lack', () => {
  it('is no fault: scheduler statistics, pressure', async () => {
    expect(() => schedstat(roots).collect()).toThrow(NoDataError)
    expect(() => pressure(roots).collect()).toThrow(NoDataError)
  })

  it('leaves the other pressures to see where interrupts are not accounted for', async () => {
    write(`${roots.proc}/pressure/cpu`, 'some avg10=0.00 avg60=0.00 avg300=0.00 total=1500000\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=0\n')
    expect(pressure(roots).collect()).toMatchObject([{ name: 'node_pressure_cpu_waiting_seconds_total', samples: [{ value: 1.5 }] }])
  })

  it('is a fault where the file should be there', () => {
    expect(() => meminfo(roots).collect()).toThrow('meminfo')
    expect(() => vmstat(roots).collect()).toThrow('vmstat')
  })
})

describe('the rest of the kernel', () => {
  it('shows soft interrupts by their names where asked', async () => {
    expect(await samplesOf(stat(hostRoots('pi-4')), 'node_softirqs_total')).toEqual([])
    expect(await valueOf(stat(hostRoots('pi-4'), { softirq: true }), 'node_softirqs_total', { vector: 'rcu' })).toBe(60082304)
  })

  it("gives the kernel's own words for uname", async () => {
    expect((await samplesOf(uname(hostRoots('pi-5')), 'node_uname_info'))[0]!.labels).toMatchObject({ sysname: 'Linux', release: '6.12.47+rpt-rpi-2712', machine: 'aarch64' })
  })
})

describe('the clock', () => {
  const at = (iso: string) => ({ now: () => Date.parse(iso), timeZone: undefined })

  it('is shown in seconds, with its zone and its source', async () => {
    const collector = time(hostRoots('pi-4'), at('2026-08-01T00:00:00.250Z'))
    expect(await valueOf(collector, 'node_time_seconds')).toBe(1785542400.25)
    expect(await samplesOf(collector, 'node_time_zone_offset_seconds')).toEqual([{ labels: { time_zone: 'JST' }, value: 32400 }])
    expect(await samplesOf(collector, 'node_time_clocksource_current_info')).toEqual([{ labels: { device: '0', clocksource: 'arch_sys_counter' }, value: 1 }])
  })

  it('is in UTC where the machine says nothing, or TZ is empty', async () => {
    const utc = [{ labels: { time_zone: 'UTC' }, value: 0 }]
    expect(await samplesOf(time(roots, at('2026-08-01T00:00:00Z')), 'node_time_zone_offset_seconds')).toEqual(utc)
    expect(await samplesOf(time(hostRoots('pi-4'), { ...at('2026-08-01T00:00:00Z'), timeZone: '' }), 'node_time_zone_offset_seconds')).toEqual(utc)
  })

  it('follows a zone that is changed while it runs', async () => {
    const collector = time(roots, at('2026-08-01T00:00:00Z'))
    await collector.collect()
    write(`${roots.rootfs}/etc/localtime`, '')
    expect(() => collector.collect()).toThrow('expected a compiled time zone')
    rmSync(`${roots.rootfs}/etc/localtime`)
    expect(await valueOf(collector, 'node_time_zone_offset_seconds')).toBe(0)
  })

  const answering = (printed: string) => timex(roots, { command: { name: 'adjtimex', argv: ['echo', printed], timeoutMs: 5000, parse: parseTimex } })

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
    const collector = timex(roots)
    const [first, second] = [await valueOf(collector, 'node_timex_tick_seconds'), await valueOf(collector, 'node_timex_tick_seconds')]
    expect(first).toBeGreaterThan(0.009)
    expect(second).toBe(first)
  })

  it('is no fault where there is no perl', async () => {
    await expect(timex(roots, { command: { name: 'adjtimex', argv: ['mimamori-no-such-program'], timeoutMs: 5000, parse: parseTimex } }).collect()).rejects.toThrow(NoDataError)
  })
})
