import { existsSync, realpathSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { collector, NoDataError } from '../collector.ts'
import { deviceFilter, type DevicePatterns } from '../device-filter.ts'
import { parseHwmonFile } from '../parse/hwmon-file.ts'
import { readAttribute } from '../read-attribute.ts'
import { listNames } from '../read-file.ts'
import { gauge, type Family } from '../text-format/index.ts'
import { hwmonFamilies, hwmonName } from './hwmon-families.ts'

/**
 * Puts the samples of families that share a name under one family, in the order in which the names first come. Help and
 * type are the first one's: the callers ensure that the others say the same.
 */
const mergeFamilies = (families: Iterable<Family>): Family[] => {
  const merged = new Map<string, Family>()
  for (const family of families) {
    const known = merged.get(family.name)
    merged.set(family.name, known === undefined ? family : { ...known, samples: [...known.samples, ...family.samples] })
  }
  return [...merged.values()]
}

export interface HwmonOptions {
  readonly chips?: DevicePatterns
  /** Matched against `CHIP;SENSOR`. */
  readonly sensors?: DevicePatterns
}

/**
 * A chip's name that stays the same whatever the order in which drivers are loaded: the last two parts of its device's
 * path; else its own name file; else hwmonN.
 */
const chipOf = (directory: string): string => {
  if (existsSync(`${directory}/device`)) {
    const device = realpathSync(`${directory}/device`)
    const [bus, name] = [hwmonName(basename(dirname(device))), hwmonName(basename(device))]
    if (name !== '') return bus === '' ? name : `${bus}_${name}`
  }
  return hwmonName(readAttribute(`${directory}/name`) ?? '') || hwmonName(basename(realpathSync(directory)))
}

/** The attributes of each sensor by property. Older drivers have them with the device instead of its hwmon directory. */
const readSensors = (directories: readonly string[]): Map<string, Map<string, string>> => {
  const sensors = new Map<string, Map<string, string>>()
  for (const directory of directories) {
    for (const file of listNames(directory, /^[a-z]/)) {
      const named = parseHwmonFile(file)
      const value = named === undefined ? undefined : readAttribute(`${directory}/${file}`)
      if (named === undefined || value === undefined) continue
      const sensor = `${named.type}${named.number}`
      sensors.set(sensor, (sensors.get(sensor) ?? new Map<string, string>()).set(named.property, value))
    }
  }
  return sensors
}

/** Measurements of the kernel's hardware monitors (Linux Documentation/hwmon/sysfs-interface.rst), from /sys/class/hwmon. */
export const hwmon = collector('hwmon', 'what hardware monitors measure: voltages, temperatures, fans', (
  roots, { chips = {}, sensors = {} }: HwmonOptions = {}
) => {
  const isChipShown = deviceFilter(chips)
  const isSensorShown = deviceFilter(sensors)
  return () => {
    if (!existsSync(`${roots.sys}/class/hwmon`)) throw new NoDataError('there is no hardware monitor (/sys/class/hwmon)')
    const families: Family[] = []
    for (const monitor of listNames(`${roots.sys}/class/hwmon`, /./)) {
      const directory = `${roots.sys}/class/hwmon/${monitor}`
      const chip = chipOf(directory)
      if (!isChipShown(chip)) continue
      const chipName = hwmonName(readAttribute(`${directory}/name`) ?? '')
      if (chipName !== '') {
        families.push(
          gauge('node_hwmon_chip_names', 'Annotation metric for human-readable chip names', [
            { labels: { chip, chip_name: chipName }, value: 1 }
          ])
        )
      }
      for (const [sensor, attributes] of readSensors([directory, `${directory}/device`])) {
        if (isSensorShown(`${chip};${sensor}`)) families.push(...hwmonFamilies({ chip, sensor, attributes }))
      }
    }
    return mergeFamilies(families)
  }
})
