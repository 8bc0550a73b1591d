import { describe, expect, it } from 'vitest'
import { NoDataError } from '../../src/collector.ts'
import { wireless } from '../../src/collectors/wireless.ts'
import { hostRoots } from '../host-trees.ts'
import { collected, temporaryTree } from '../temporary-tree.ts'

describe('wireless', () => {
  it('shows the link and how well it is heard', async () => {
    expect((await collected(wireless(hostRoots('zero-2w')))).values).toEqual({
      'mimamori_wireless_connected{device="wlan0"}': 1,
      'mimamori_wireless_discarded_packets_total{device="wlan0",reason="retry"}': 412,
      'mimamori_wireless_discarded_packets_total{device="wlan0",reason="misc"}': 31,
      'mimamori_wireless_missed_beacons_total{device="wlan0"}': 0,
      'mimamori_wireless_signal_dbm{device="wlan0"}': -79
    })
  })

  it('knows no signal of an interface that is not connected, though the kernel keeps the last one', async () => {
    const tree = temporaryTree('zero-2w')
    tree.write('sys/devices/platform/soc/3f300000.mmcnr/mmc_host/mmc1/mmc1:0001/mmc1:0001:1/net/wlan0/operstate', 'dormant\n')
    expect((await collected(wireless(tree))).values).toEqual({ 'mimamori_wireless_connected{device="wlan0"}': 0 })
  })

  it('shows the link where the kernel keeps no statistics', async () => {
    const tree = temporaryTree('zero-2w')
    tree.remove('proc/net/wireless')
    expect((await collected(wireless(tree))).values).toEqual({ 'mimamori_wireless_connected{device="wlan0"}': 1 })
  })

  it('names a line that is no statistics', async () => {
    const tree = temporaryTree('zero-2w')
    tree.write('proc/net/wireless', 'Inter-|\n face |\n wlan0: 0000 garbage\n')
    expect(() => wireless(tree).collect()).toThrow('found " wlan0: 0000 garbage"')
  })

  it('has nothing to say without Wi-Fi', () => {
    expect(() => wireless(hostRoots('vm')).collect()).toThrow(NoDataError)
  })
})
