import { beforeEach, describe, expect, it } from 'vitest'
import { NoDataError } from '../../src/collector.ts'
import { arp } from '../../src/collectors/arp.ts'
import { conntrack } from '../../src/collectors/conntrack.ts'
import { udpQueues } from '../../src/collectors/udp-queues.ts'
import { parseConntrackStat } from '../../src/parse/conntrack-stat.ts'
import { parseNetUdp } from '../../src/parse/net-udp.ts'
import { devicesOf, samplesOf, valueOf } from '../family-samples.ts'
import { hostRoots } from '../host-trees.ts'
import { temporaryTree } from '../temporary-tree.ts'

/** A small tree of our own, for what no whole host shows. */
let tree: ReturnType<typeof temporaryTree>
beforeEach(() => { tree = temporaryTree() })

describe('neighbours', () => {
  it('are counted by interface, those that do not answer too', async () => {
    expect(await samplesOf(arp(hostRoots('pi-4')), 'node_arp_entries')).toEqual([{ labels: { device: 'eth0' }, value: 3 }])
    expect(await samplesOf(arp(hostRoots('pi-5')), 'node_arp_entries')).toEqual([
      { labels: { device: 'eth0' }, value: 2 },
      { labels: { device: 'wlan0' }, value: 1 }
    ])
  })

  it('may be left out by interface, and may be none', async () => {
    expect(await devicesOf(arp(hostRoots('pi-5'), { exclude: /^wlan/ }), 'node_arp_entries')).toEqual(['eth0'])
    tree.write('proc/net/arp', 'IP address       HW type     Flags       HW address            Mask     Device\n')
    expect(await samplesOf(arp(tree), 'node_arp_entries')).toEqual([])
  })
})

describe('tracked connections', () => {
  it('are added up over the CPUs, and their number is that of the whole table', async () => {
    const collector = conntrack(hostRoots('pi-4'))
    expect(await valueOf(collector, 'node_nf_conntrack_entries')).toBe(38)
    expect(await valueOf(collector, 'node_nf_conntrack_entries_limit')).toBe(262144)
    expect(await valueOf(collector, 'node_nf_conntrack_stat_search_restart')).toBe(32)
  })

  it('are none where the kernel does not track them', () => {
    expect(() => conntrack(hostRoots('pi-3')).collect()).toThrow(NoDataError)
  })

  it('are read by the names of the columns, of which a kernel may lack some', async () => {
    tree.write('proc/sys/net/netfilter/nf_conntrack_count', '1\n')
    tree.write('proc/sys/net/netfilter/nf_conntrack_max', '10\n')
    tree.write('proc/net/stat/nf_conntrack', 'drop found\n0000000a 00000001\n00000001 00000002\n')
    expect(await valueOf(conntrack(tree), 'node_nf_conntrack_stat_drop')).toBe(11)
    expect(await samplesOf(conntrack(tree), 'node_nf_conntrack_stat_ignore')).toEqual([])
    expect(() => parseConntrackStat('drop found\n00000001\n')).toThrow('expected 2 hexadecimal numbers')
  })
})

describe('the queues of UDP sockets', () => {
  it('are added up over the sockets, for each IP version that there is', async () => {
    expect(await valueOf(udpQueues(hostRoots('pi-3')), 'node_udp_queues', { queue: 'rx', ip: 'v4' })).toBe(768)
    tree.write(
      'proc/net/udp',
      'sl local_address\n 1: 00000000:0044 00000000:0000 07 00000010:00000001 00:00000000 0 0 0 1\n 2: 00000000:0045 00000000:0000 07 00000020:00000002 00:00000000 0 0 0 2\n'
    )
    expect(await samplesOf(udpQueues(tree), 'node_udp_queues')).toEqual([
      { labels: { queue: 'tx', ip: 'v4' }, value: 48 },
      { labels: { queue: 'rx', ip: 'v4' }, value: 3 }
    ])
  })

  it('are refused where a line has none, and absent without UDP', () => {
    expect(() => parseNetUdp('sl\nnonsense\n')).toThrow('expected the queues of a socket')
    expect(() => udpQueues(tree).collect()).toThrow(NoDataError)
  })
})
