import { existsSync, realpathSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { NoDataError, type Collector, type Roots } from '../collector.ts'
import { deviceFilter, type DevicePatterns } from '../device-filter.ts'
import { hwmonFamilyOf } from './hwmon-families.ts'
import { parseHwmonFile } from '../parse/hwmon-file.ts'
import { readAttribute } from '../read-attribute.ts'
import { listNames } from '../read-file.ts'
import { gauge, type Family, type Sample } from '../text-format/index.ts'

export interface HwmonOptions {
  readonly chips?: DevicePatterns
  /** Matched against `CHIP;SENSOR`. */
  readonly sensors?: DevicePatterns
}

/** A sensor's attributes by name; the value of a sensor without any property is under the empty name. */
type Sensors = Map<string, Map<string, string>>

const clean = (name: string): string => name.toLowerCase().replace(/[^a-z0-9:_]/g, '_').replace(/^_+|_+$/g, '')

/**
 * A chip's name that stays the same whatever the order in which drivers are loaded: the last two parts of its device's
 * path; else its own name file; else hwmonN.
 */
const chipOf = (directory: string): string => {
  if (existsSync(`${directory}/device`)) {
    const device = realpathSync(`${directory}/device`)
    const [bus, name] = [clean(basename(dirname(device))), clean(basename(device))]
    if (name !== '') return bus === '' ? name : `${bus}_${name}`
  }
  return clean(readAttribute(`${directory}/name`) ?? '') || clean(basename(realpathSync(directory)))
}

const addSensors = (directory: string, sensors: Sensors): void => {
  for (const file of listNames(directory, /^[a-z]/)) {
    const named = parseHwmonFile(file)
    const value = named === undefined ? undefined : readAttribute(`${directory}/${file}`)
    if (named === undefined || value === undefined) continue
    const sensor = `${named.type}${named.number}`
    const attributes = sensors.get(sensor) ?? new Map<string, string>()
    attributes.set(named.property, value)
    sensors.set(sensor, attributes)
  }
}

/** What the kernel's hardware monitors measure (Linux Documentation/hwmon/sysfs-interface.rst), from /sys/class/hwmon. */
export const hwmon = (roots: Roots, { chips: chipPatterns = {}, sensors: sensorPatterns = {} }: HwmonOptions = {}): Collector => {
  const isChipShown = deviceFilter(chipPatterns)
  const isSensorShown = deviceFilter(sensorPatterns)
  return {
    name: 'hwmon',
    collect () {
      const directories = listNames(`${roots.sys}/class/hwmon`, /./)
      if (directories.length === 0) throw new NoDataError('this machine has no hardware monitor (/sys/class/hwmon)')
      const families = new Map<string, Family & { readonly samples: Sample[] }>()
      const add = (family: Omit<Family, 'samples'>, sample: Sample): void => {
        const known = families.get(family.name) ?? { ...family, samples: [] }
        known.samples.push(sample)
        families.set(family.name, known)
      }
      for (const name of directories) {
        const directory = `${roots.sys}/class/hwmon/${name}`
        const chip = chipOf(directory)
        if (!isChipShown(chip)) continue
        const sensors: Sensors = new Map()
        addSensors(directory, sensors)
        if (existsSync(`${directory}/device`)) addSensors(`${directory}/device`, sensors)
        const chipName = clean(readAttribute(`${directory}/name`) ?? '')
        if (chipName !== '') add(gauge('node_hwmon_chip_names', 'Annotation metric for human-readable chip names', []), { labels: { chip, chip_name: chipName }, value: 1 })
        for (const [sensor, attributes] of sensors) {
          if (!isSensorShown(`${chip};${sensor}`)) continue
          const label = attributes.get('label')
          if (label !== undefined) add(gauge('node_hwmon_sensor_label', 'Label for given chip and sensor', []), { labels: { chip, sensor, label }, value: 1 })
          for (const { family, labels, value } of hwmonFamilyOf({ sensor, attributes })) add(family, { labels: { chip, sensor, ...labels }, value })
        }
      }
      return [...families.values()].sort((a, b) => a.name < b.name ? -1 : 1)
    }
  }
}
