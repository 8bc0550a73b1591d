import { symlinkSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { NoDataError } from '../../src/collector.ts'
import { hwmon } from '../../src/collectors/hwmon.ts'
import { hostRoots } from '../host-trees.ts'
import { collected, temporaryTree } from '../temporary-tree.ts'

describe('hwmon', () => {
  it("shows a Pi 5's sensors by names that do not depend on the order of drivers", async () => {
    const { values } = await collected(hwmon(hostRoots('pi-5')))
    expect(values).toMatchObject({
      'node_hwmon_chip_names{chip="platform_cooling_fan",chip_name="pwmfan"}': 1,
      'node_hwmon_fan_rpm{chip="platform_cooling_fan",sensor="fan1"}': 3012,
      'node_hwmon_pwm{chip="platform_cooling_fan",sensor="pwm1"}': 75,
      'node_hwmon_pwm_enable{chip="platform_cooling_fan",sensor="pwm1"}': 1,
      'node_hwmon_in_volts{chip="1000120000_pcie_1f000c8000_adc",sensor="in1"}': 1.473,
      'node_hwmon_temp_celsius{chip="thermal_thermal_zone0",sensor="temp1"}': 53.15,
      'node_hwmon_temp_crit_celsius{chip="thermal_thermal_zone0",sensor="temp1"}': 110
    })
  })

  it("names a Pi 4's voltage alarm as node_exporter does", async () => {
    expect((await collected(hwmon(hostRoots('pi-4')))).values).toMatchObject({
      'node_hwmon_in_lcrit_alarm_volts{chip="soc:firmware_raspberrypi_hwmon",sensor="in0"}': 0
    })
  })

  it('has nothing to say on a machine without monitors', () => {
    expect(() => hwmon(hostRoots('vm')).collect()).toThrow(NoDataError)
  })

  it('converts each kind of sensor to its base unit', async () => {
    const tree = temporaryTree()
    const files = {
      name: 'Test Chip!',
      beep_enable: '1',
      update_interval: '1500',
      vrm: '85',
      curr1_input: '1500',
      energy1_input: '2500000',
      power1_input: '3000000',
      power1_accuracy: '500000',
      power1_average_interval: '1000',
      humidity1_input: '45000',
      fan1_fault: '1',
      fan1_alarm: '0',
      fan1_beep: '1',
      fan1_pulses: '2',
      temp1_type: '4',
      temp1_input: '-5500',
      temp1_label: 'Außen',
      freq1_input: '1800000000',
      freq1_label: 'sclk',
      freq2_input: '1',
      intrusion0_alarm: '1',
      in3: '7',
      in3_input: '1200',
      cpu0_vid: '1350'
    }
    for (const [file, content] of Object.entries(files)) tree.write(`sys/class/hwmon/hwmon0/${file}`, `${content}\n`)
    const { values } = await collected(hwmon(tree))
    const sensor = (name: string) => `chip="test_chip",sensor="${name}"`
    expect(values).toEqual({
      'node_hwmon_chip_names{chip="test_chip",chip_name="test_chip"}': 1,
      [`node_hwmon_beep_enabled{${sensor('beep_enable0')}}`]: 1,
      [`node_hwmon_update_interval_seconds{${sensor('update_interval0')}}`]: 1.5,
      [`node_hwmon_voltage_regulator_version{${sensor('vrm0')}}`]: 85,
      [`node_hwmon_curr_amps{${sensor('curr1')}}`]: 1.5,
      [`node_hwmon_energy_joule_total{${sensor('energy1')}}`]: 2.5,
      [`node_hwmon_power_watt{${sensor('power1')}}`]: 3,
      [`node_hwmon_power_accuracy{${sensor('power1')}}`]: 0.5,
      [`node_hwmon_power_average_interval_seconds{${sensor('power1')}}`]: 1,
      [`node_hwmon_humidity{${sensor('humidity1')}}`]: 0.045,
      [`node_hwmon_fan_fault{${sensor('fan1')}}`]: 1,
      [`node_hwmon_fan_alarm{${sensor('fan1')}}`]: 0,
      [`node_hwmon_fan_beep_enabled{${sensor('fan1')}}`]: 1,
      [`node_hwmon_fan_pulses{${sensor('fan1')}}`]: 2,
      [`node_hwmon_temp_type{${sensor('temp1')}}`]: 4,
      [`node_hwmon_temp_celsius{${sensor('temp1')}}`]: -5.5,
      [`node_hwmon_sensor_label{${sensor('temp1')},label="Außen"}`]: 1,
      'node_hwmon_freq_freq_mhz{chip="test_chip",sensor="sclk"}': 1800,
      [`node_hwmon_sensor_label{${sensor('freq1')},label="sclk"}`]: 1,
      [`node_hwmon_intrusion_alarm{${sensor('intrusion0')}}`]: 1,
      [`node_hwmon_in_volts{${sensor('in3')}}`]: 0.007,
      [`node_hwmon_in_input_volts{${sensor('in3')}}`]: 1.2,
      [`node_hwmon_cpu_vid_volts{${sensor('cpu0')}}`]: 1.35
    })
  })

  it('passes over what is no number, is empty, or is a directory', async () => {
    const tree = temporaryTree()
    for (const [file, content] of Object.entries({
      name: 'chip',
      temp1_input: 'hot\n',
      temp2_input: '',
      temp3_input: '41000\n',
      'power/control': 'auto\n'
    })) {
      tree.write(`sys/class/hwmon/hwmon0/${file}`, content)
    }
    expect((await collected(hwmon(tree))).values).toEqual({
      'node_hwmon_chip_names{chip="chip",chip_name="chip"}': 1,
      'node_hwmon_temp_celsius{chip="chip",sensor="temp3"}': 41
    })
  })

  it('calls a chip without name or device by its directory, and takes a label that is no UTF-8', async () => {
    const tree = temporaryTree()
    tree.write('sys/devices/x/hwmon7/temp1_input', '1000\n')
    tree.write('sys/devices/x/hwmon7/temp1_label', Uint8Array.of(0xff, 0x41))
    tree.write('sys/class/hwmon/.keep', '')
    symlinkSync('../../devices/x/hwmon7', `${tree.sys}/class/hwmon/hwmon7`)
    expect((await collected(hwmon(tree))).values).toMatchObject({
      'node_hwmon_temp_celsius{chip="hwmon7",sensor="temp1"}': 1,
      'node_hwmon_sensor_label{chip="hwmon7",sensor="temp1",label="\uFFFDA"}': 1
    })
  })

  it('follows the patterns for chips and sensors', async () => {
    const only = (await collected(hwmon(hostRoots('pi-5'), { chips: { include: /fan/ }, sensors: { exclude: /;pwm1$/ } }))).values
    expect(only).toEqual({
      'node_hwmon_chip_names{chip="platform_cooling_fan",chip_name="pwmfan"}': 1,
      'node_hwmon_fan_rpm{chip="platform_cooling_fan",sensor="fan1"}': 3012
    })
  })
})
