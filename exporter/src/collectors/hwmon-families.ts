import { counter, gauge, type Family } from '../text-format/index.ts'

/** One sensor of a chip, such as `temp1`, with the values of its files by property. */
export interface HwmonSensor {
  readonly chip: string
  readonly sensor: string
  /** The value of a sensor that has no property is under the empty name. */
  readonly attributes: ReadonlyMap<string, string>
}

/** How one attribute is shown: the suffix of the family's name, its help, and the conversion to the base unit. */
interface Shape {
  readonly suffix: string
  readonly help: string
  readonly toBase: (value: number) => number
}

// Divided or multiplied as node_exporter does it: the last digit of a double depends on that.
const fromMilli = (value: number): number => value * 0.001
const fromMicro = (value: number): number => value / 1_000_000
const asIs = (value: number): number => value

/** As a part of a metric's name. */
export const hwmonName = (name: string): string => name.toLowerCase().replace(/[^a-z0-9:_]/g, '_').replace(/^_+|_+$/g, '')

const shape = (suffix: string, what: string, toBase: Shape['toBase']): Shape => ({ suffix, help: `Hardware monitor ${what}`, toBase })

const volts = (element: string): Shape => shape('_volts', `for voltage (${element})`, fromMilli)

const power = (element: string): Shape => {
  if (element === 'accuracy') return shape('', 'power meter accuracy, as a ratio', fromMicro)
  return /^average_interval(_min|_max)?$/.test(element)
    ? shape('_seconds', `power usage update interval (${element})`, fromMilli)
    : shape('_watt', `for power usage in watts (${element})`, fromMicro)
}

/** By sensor type; the names are node_exporter's. An attribute without a shape here is shown as it is. */
const shapes: Readonly<Record<string, (element: string) => Shape | undefined>> = {
  in: volts,
  cpu: volts,
  temp: (element) => element === 'type' ? undefined : shape('_celsius', `for temperature (${element || 'input'})`, fromMilli),
  curr: (element) => shape('_amps', `for current (${element})`, fromMilli),
  energy: (element) => shape('_joule_total', `for joules used so far (${element})`, fromMicro),
  power,
  humidity: (element) =>
    shape('', `for humidity, as a ratio (multiply with 100.0 to get the humidity as a percentage) (${element})`, fromMicro),
  fan: (element) =>
    /^(input|min|max|target)$/.test(element) ? shape('_rpm', `for fan revolutions per minute (${element})`, asIs) : undefined
}

const toNumber = (raw: string): number => raw === '' ? NaN : Number(raw)

/** Sensor types that are one file without number or property. */
const singles: Readonly<Record<string, { readonly name: string, readonly help: string, readonly read: (raw: string) => number }>> = {
  beep_enable: { name: 'node_hwmon_beep_enabled', help: 'Hardware beep enabled', read: (raw) => (raw === '1' ? 1 : 0) },
  vrm: { name: 'node_hwmon_voltage_regulator_version', help: 'Hardware voltage regulator', read: toNumber },
  update_interval: {
    name: 'node_hwmon_update_interval_seconds',
    help: 'Hardware monitor update interval',
    read: (raw) => fromMilli(toNumber(raw))
  }
}

const familyOf = (type: string, element: string, value: number, { chip, sensor, attributes }: HwmonSensor): Family | undefined => {
  const prefix = `node_hwmon_${type}`
  const labels = { chip, sensor }
  const name = element === '' || (element === 'input' && !attributes.has('')) ? prefix : `${prefix}_${hwmonName(element)}`
  if (element === 'fault' || element === 'alarm') return gauge(name, `Hardware sensor ${element} status (${type})`, [{ labels, value }])
  if (element === 'beep') return gauge(`${name}_enabled`, 'Hardware monitor sensor has beeping enabled', [{ labels, value }])
  if (type === 'freq' && element === 'input') {
    const label = attributes.get('label')
    return label === undefined
      ? undefined
      : gauge(`${name}_freq_mhz`, 'Hardware monitor for GPU frequency in MHz', [
          { labels: { chip, sensor: hwmonName(label) }, value: fromMicro(value) }
        ])
  }
  const known = shapes[type]?.(element)
  if (known === undefined) return gauge(name, `Hardware monitor ${type} element ${element}`, [{ labels, value }])
  const make = type === 'energy' ? counter : gauge
  return make(`${name}${known.suffix}`, known.help, [{ labels, value: known.toBase(value) }])
}

/** The values of one sensor, under node_exporter's names, one sample in each family. A value that is no number is left out. */
export const hwmonFamilies = (monitored: HwmonSensor): Family[] => {
  const { chip, sensor, attributes } = monitored
  const type = sensor.replace(/\d+$/, '')
  const families: Family[] = []
  const label = attributes.get('label')
  if (label !== undefined) {
    families.push(gauge('node_hwmon_sensor_label', 'Label for given chip and sensor', [{ labels: { chip, sensor, label }, value: 1 }]))
  }
  const single = singles[type]
  if (single !== undefined) {
    const value = single.read(attributes.get('') ?? '')
    return Number.isNaN(value) ? families : [...families, gauge(single.name, single.help, [{ labels: { chip, sensor }, value }])]
  }
  for (const [element, raw] of attributes) {
    const value = toNumber(raw)
    const family = element === 'label' || Number.isNaN(value) ? undefined : familyOf(type, element, value, monitored)
    if (family !== undefined) families.push(family)
  }
  return families
}
