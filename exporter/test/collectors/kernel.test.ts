import { beforeEach, describe, expect, it } from 'vitest'
import { NoDataError } from '../../src/collector.ts'
import { dmi } from '../../src/collectors/dmi.ts'
import { entropy } from '../../src/collectors/entropy.ts'
import { meminfo } from '../../src/collectors/meminfo.ts'
import { pressure } from '../../src/collectors/pressure.ts'
import { schedstat } from '../../src/collectors/schedstat.ts'
import { stat } from '../../src/collectors/stat.ts'
import { uname } from '../../src/collectors/uname.ts'
import { vmstat } from '../../src/collectors/vmstat.ts'
import { samplesOf, valueOf } from '../family-samples.ts'
import { hostRoots } from '../host-trees.ts'
import { temporaryTree } from '../temporary-tree.ts'

/** A small tree of our own, for what no whole host shows. */
let tree: ReturnType<typeof temporaryTree>
beforeEach(() => { tree = temporaryTree() })

describe('what a kernel may lack', () => {
  it('is no fault: scheduler statistics, pressure', async () => {
    expect(() => schedstat(tree).collect()).toThrow(NoDataError)
    expect(() => pressure(tree).collect()).toThrow(NoDataError)
  })

  it('leaves the other pressures to see where interrupts are not accounted for', async () => {
    tree.write(
      'proc/pressure/cpu',
      'some avg10=0.00 avg60=0.00 avg300=0.00 total=1500000\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=0\n'
    )
    expect(pressure(tree).collect()).toMatchObject([{ name: 'node_pressure_cpu_waiting_seconds_total', samples: [{ value: 1.5 }] }])
  })

  it('is a fault where the file should be there', () => {
    expect(() => meminfo(tree).collect()).toThrow('meminfo')
    expect(() => vmstat(tree).collect()).toThrow('vmstat')
    expect(() => entropy(tree).collect()).toThrow('entropy_avail')
  })
})

describe('the rest of the kernel', () => {
  it('shows soft interrupts by their names where asked', async () => {
    expect(await samplesOf(stat(hostRoots('pi-4')), 'node_softirqs_total')).toEqual([])
    expect(await valueOf(stat(hostRoots('pi-4'), { softirq: true }), 'node_softirqs_total', { vector: 'rcu' })).toBe(60082304)
  })

  it('shows how much randomness there is', async () => {
    expect(await valueOf(entropy(hostRoots('pi-4')), 'node_entropy_available_bits')).toBe(256)
    expect(await valueOf(entropy(hostRoots('pi-4')), 'node_entropy_pool_size_bits')).toBe(256)
  })

  it('names a PC by what may be read of its DMI, and a Pi has none', async () => {
    tree.write('sys/class/dmi/id/product_name', 'NUC\n')
    tree.write('sys/class/dmi/id/sys_vendor', 'Intel\n')
    expect(await samplesOf(dmi(tree), 'node_dmi_info')).toEqual([{ labels: { product_name: 'NUC', system_vendor: 'Intel' }, value: 1 }])
    expect(() => dmi(hostRoots('pi-4')).collect()).toThrow(NoDataError)
  })

  it("gives the kernel's own words for uname", async () => {
    expect((await samplesOf(uname(hostRoots('pi-5')), 'node_uname_info'))[0]!.labels).toMatchObject({
      sysname: 'Linux',
      release: '6.12.47+rpt-rpi-2712',
      machine: 'aarch64'
    })
  })
})
