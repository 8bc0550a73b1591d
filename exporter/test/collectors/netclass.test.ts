import { describe, expect, it } from 'vitest'
import { NoDataError } from '../../src/collector.ts'
import { netclass } from '../../src/collectors/netclass.ts'
import { hostRoots } from '../host-trees.ts'
import { collected, temporaryTree } from '../temporary-tree.ts'

describe('netclass', () => {
  it("shows the properties of a Pi 4's interfaces", async () => {
    expect((await collected(netclass(hostRoots('pi-4')))).values).toMatchObject({
      'node_network_up{device="eth0"}': 1,
      'node_network_up{device="lo"}': 0,
      'node_network_speed_bytes{device="eth0"}': 125_000_000,
      'node_network_mtu_bytes{device="lo"}': 65_536,
      'node_network_flags{device="eth0"}': 0x1003,
      'node_network_carrier_changes_total{device="eth0"}': 2,
      'node_network_info{device="eth0",address="02:00:00:00:04:02",broadcast="ff:ff:ff:ff:ff:ff",duplex="full",operstate="up",adminstate="up",ifalias=""}': 1,
      'node_network_info{device="wlan0",address="02:00:00:00:04:03",broadcast="ff:ff:ff:ff:ff:ff",duplex="",operstate="down",adminstate="down",ifalias=""}': 1
    })
  })

  it('leaves out what an interface that is down does not show', async () => {
    expect((await collected(netclass(hostRoots('pi-4')))).values).not.toHaveProperty(['node_network_carrier{device="wlan0"}'])
  })

  it('shows an unknown speed as node_exporter does, unless set not to', async () => {
    const speed = 'node_network_speed_bytes{device="eth0"}'
    expect((await collected(netclass(hostRoots('pi-3')))).values[speed]).toBe(-125_000)
    expect((await collected(netclass(hostRoots('pi-3'), { ignoresInvalidSpeed: true }))).values).not.toHaveProperty([speed])
  })

  it('leaves out the interfaces that are to be ignored, and the file beside them', async () => {
    const tree = temporaryTree('pi-4')
    tree.write('sys/class/net/bonding_masters', '\n')
    const { values } = await collected(netclass(tree, { ignoredDevices: /^(lo|wlan)/ }))
    expect(Object.keys(values).filter((key) => key.startsWith('node_network_up'))).toEqual(['node_network_up{device="eth0"}'])
  })

  it('passes over attributes that are garbage', async () => {
    const tree = temporaryTree()
    tree.write('sys/class/net/eth0/mtu', 'many\n')
    tree.write('sys/class/net/eth0/ifindex', '')
    tree.write('sys/class/net/eth0/operstate', 'up\n')
    expect((await collected(netclass(tree))).values).toEqual({
      'node_network_up{device="eth0"}': 1,
      'node_network_info{device="eth0",address="",broadcast="",duplex="",operstate="up",adminstate="unknown",ifalias=""}': 1
    })
  })

  it('has nothing to say without a network', () => {
    expect(() => netclass(temporaryTree()).collect()).toThrow(NoDataError)
  })
})
