import { classDirectory } from '../class-directory.ts'
import { collector } from '../collector.ts'
import { readAttribute, readInteger } from '../read-attribute.ts'
import { listNames } from '../read-file.ts'
import { gauge, type Sample } from '../text-format/index.ts'

/** Temperatures of the kernel's thermal zones and the states of its cooling devices (fans, throttled processors). */
export const thermalZone = collector('thermal_zone', 'temperatures of the thermal zones, and what cools them', (roots) => () => {
  const directory = classDirectory(roots, 'thermal', 'this kernel has no thermal zones')
  const zones = listNames(directory, /^thermal_zone\d+$/)
  const devices = listNames(directory, /^cooling_device\d+$/)
  const temperatures: Sample[] = []
  for (const zone of zones) {
    const type = readAttribute(`${directory}/${zone}/type`)
    const milliCelsius = readInteger(`${directory}/${zone}/temp`)
    if (type !== undefined && milliCelsius !== undefined) {
      temperatures.push({ labels: { zone: zone.slice('thermal_zone'.length), type }, value: milliCelsius / 1000 })
    }
  }
  const current: Sample[] = []
  const maximum: Sample[] = []
  for (const device of devices) {
    const type = readAttribute(`${directory}/${device}/type`)
    const [state, highest] = [readInteger(`${directory}/${device}/cur_state`), readInteger(`${directory}/${device}/max_state`)]
    if (type === undefined || state === undefined || highest === undefined) continue
    const labels = { name: device.slice('cooling_device'.length), type }
    current.push({ labels, value: state })
    maximum.push({ labels, value: highest })
  }
  return [
    gauge('node_cooling_device_cur_state', 'Current throttle state of the cooling device', current),
    gauge('node_cooling_device_max_state', 'Maximum throttle state of the cooling device', maximum),
    gauge('node_thermal_zone_temp', 'Zone temperature in Celsius', temperatures)
  ]
})
