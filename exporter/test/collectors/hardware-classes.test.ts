import { beforeEach, describe, expect, it } from 'vitest'
import { NoDataError } from '../../src/collector.ts'
import { bonding } from '../../src/collectors/bonding.ts'
import { nvme } from '../../src/collectors/nvme.ts'
import { powersupplyclass } from '../../src/collectors/powersupplyclass.ts'
import { hostRoots } from '../host-trees.ts'
import { collected, temporaryTree } from '../temporary-tree.ts'

/** A small tree of our own, for what no whole host shows. */
let tree: ReturnType<typeof temporaryTree>
beforeEach(() => { tree = temporaryTree() })

describe('power supplies', () => {
  it('of a PoE HAT show whether they are online, and their current in amperes', async () => {
    expect((await collected(powersupplyclass(hostRoots('pi-4')))).values).toEqual({
      'node_power_supply_online{power_supply="rpi-poe"}': 1,
      'node_power_supply_current_max{power_supply="rpi-poe"}': 2.5,
      'node_power_supply_current_ampere{power_supply="rpi-poe"}': 0.312,
      'node_power_supply_info{power_supply="rpi-poe",health="Good",type="Mains"}': 1
    })
  })

  it('of a UPS HAT show degrees and charge, and may be left out', async () => {
    tree.write('sys/class/power_supply/battery/temp', '-35\n')
    tree.write('sys/class/power_supply/battery/capacity', '81\n')
    tree.write('sys/class/power_supply/usb/online', '1\n')
    expect((await collected(powersupplyclass(tree, { ignoredSupplies: /^usb$/ }))).values).toEqual({
      'node_power_supply_capacity{power_supply="battery"}': 81,
      'node_power_supply_temp_celsius{power_supply="battery"}': -3.5,
      'node_power_supply_info{power_supply="battery"}': 1
    })
  })

  it('are none on most boards', () => {
    expect(() => powersupplyclass(hostRoots('pi-3')).collect()).toThrow(NoDataError)
  })
})

describe('NVMe drives', () => {
  it('are named with their state', async () => {
    for (const [file, text] of Object.entries({ firmware_rev: '1B2QEXP7', model: 'An SSD', serial: 'S1', state: 'live' })) {
      tree.write(`sys/class/nvme/nvme0/${file}`, `${text}\n`)
    }
    expect((await collected(nvme(tree))).values).toEqual({
      'node_nvme_info{device="nvme0",firmware_revision="1B2QEXP7",model="An SSD",serial="S1",state="live"}': 1
    })
    expect(() => nvme(hostRoots('pi-5')).collect()).toThrow(NoDataError)
  })
})

describe('joined interfaces', () => {
  it('are counted, and those of them that work', async () => {
    tree.write('sys/class/net/bonding_masters', 'bond0\n')
    tree.write('sys/class/net/bond0/bonding/slaves', 'eth0 eth1\n')
    tree.write('sys/class/net/bond0/lower_eth0/bonding_slave/mii_status', 'up\n')
    tree.write('sys/class/net/bond0/lower_eth1/bonding_slave/mii_status', 'down\n')
    expect((await collected(bonding(tree))).values).toEqual({
      'node_bonding_active{master="bond0"}': 1,
      'node_bonding_slaves{master="bond0"}': 2
    })
    expect(() => bonding(hostRoots('pi-4')).collect()).toThrow(NoDataError)
  })
})
