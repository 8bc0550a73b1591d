import { describe, expect, it } from 'vitest'
import { NoDataError } from '../../src/collector.ts'
import { thermalZone } from '../../src/collectors/thermal-zone.ts'
import { hostRoots } from '../host-trees.ts'
import { collected, temporaryTree } from '../temporary-tree.ts'

describe('thermal_zone', () => {
  it("shows a Pi 5's temperature and fan", async () => {
    expect((await collected(thermalZone(hostRoots('pi-5')))).values).toEqual({
      'node_cooling_device_cur_state{name="0",type="pwm-fan"}': 1,
      'node_cooling_device_max_state{name="0",type="pwm-fan"}': 4,
      'node_thermal_zone_temp{zone="0",type="cpu-thermal"}': 53.15
    })
  })

  it('leaves out a zone or device that does not answer, and shows the rest', async () => {
    const tree = temporaryTree('pi-5')
    for (const [path, content] of Object.entries({
      'thermal_zone1/type': 'gpu\n',
      'thermal_zone1/temp': 'N/A\n',
      'thermal_zone2/temp': '1000\n',
      'thermal_zone10/type': 'late\n',
      'thermal_zone10/temp': '-1000\n',
      'cooling_device1/type': 'x\n',
      'cooling_device1/cur_state': '\n',
      'cooling_device1/max_state': '3\n'
    })) {
      tree.write(`sys/class/thermal/${path}`, content)
    }
    expect((await collected(thermalZone(tree))).values).toEqual({
      'node_cooling_device_cur_state{name="0",type="pwm-fan"}': 1,
      'node_cooling_device_max_state{name="0",type="pwm-fan"}': 4,
      'node_thermal_zone_temp{zone="0",type="cpu-thermal"}': 53.15,
      'node_thermal_zone_temp{zone="10",type="late"}': -1
    })
  })

  it('is no failure where the kernel has zones but this machine none', async () => {
    const tree = temporaryTree()
    tree.write('sys/class/thermal/.keep', '')
    expect((await collected(thermalZone(tree))).values).toEqual({})
    expect(() => thermalZone(temporaryTree()).collect()).toThrow(NoDataError)
  })
})
