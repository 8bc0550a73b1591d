import { beforeEach, describe, expect, it } from 'vitest'
import { netdev } from '../../src/collectors/netdev.ts'
import { netstat } from '../../src/collectors/netstat.ts'
import { sockstat } from '../../src/collectors/sockstat.ts'
import { devicesOf, valueOf } from '../family-samples.ts'
import { hostRoots } from '../host-trees.ts'
import { temporaryTree } from '../temporary-tree.ts'

/** A small tree of our own, for what no whole host shows. */
let tree: ReturnType<typeof temporaryTree>
beforeEach(() => { tree = temporaryTree() })

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
    tree.write('proc/net/netstat', 'TcpExt: ListenDrops\nTcpExt: 3\n')
    tree.write('proc/net/snmp', 'Tcp: CurrEstab\nTcp: 2\n')
    tree.write('proc/net/sockstat', 'sockets: used 7\nTCP: inuse 1 mem 2\n')
    expect(await valueOf(netstat(tree), 'node_netstat_TcpExt_ListenDrops')).toBe(3)
    expect(await valueOf(sockstat(tree), 'node_sockstat_sockets_used')).toBe(7)
    expect(await valueOf(sockstat(tree), 'node_sockstat_TCP_mem_bytes'), 'the size of a page is not known here').toBeUndefined()
  })

  it("multiplies pages by the size that this kernel's have", async () => {
    expect(await valueOf(sockstat(hostRoots('pi-4')), 'node_sockstat_TCP_mem_bytes')).toBe(2 * 4096)
    expect(await valueOf(sockstat(hostRoots('pi-5')), 'node_sockstat_TCP_mem_bytes')).toBe(2 * 16384)
  })
})
