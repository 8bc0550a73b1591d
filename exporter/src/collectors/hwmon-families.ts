import { counter, gauge, type Family } from '../text-format/index.ts'

/** One sensor, such as `temp1`, with what its files hold by property. */
export interface HwmonSensor {
  readonly sensor: string
  readonly attributes: ReadonlyMap<string, string>
}

interface HwmonSample {
  readonly family: Family
  readonly labels?: Readonly<Record<string, string>>
  readonly value: number
}

/** How one kind of attribute is shown: what is added to the family's name, its help, and the factor to the base unit. */
interface Shape {
  readonly suffix: string
  readonly help: string
  readonly factor: number
}

const milli = 0.001
const micro = 1e-6

const clean = (name: string): string => name.toLowerCase().replace(/[^a-z0-9:_]/g, '_').replace(/^_+|_+$/g, '')

/** By type, the first that takes the element; the words are node_exporter's. */
const shapes: Readonly<Record<string, (element: string) => Shape | undefined>> = {
  in: (element) => ({ suffix: '_volts', help: `Hardware monitor for voltage (${element})`, factor: milli }),
  cpu: (element) => ({ suffix: '_volts', help: `Hardware monitor for voltage (${element})`, factor: milli }),
  temp: (element) => element === 'type' ? undefined : { suffix: '_celsius', help: `Hardware monitor for temperature (${element || 'input'})`, factor: milli },
  curr: (element) => ({ suffix: '_amps', help: `Hardware monitor for current (${element})`, factor: milli }),
  energy: (element) => ({ suffix: '_joule_total', help: `Hardware monitor for joules used so far (${element})`, factor: micro }),
  power: (element) => element === 'accuracy'
    ? { suffix: '', help: 'Hardware monitor power meter accuracy, as a ratio', factor: micro }
    : /^average_interval(_min|_max)?$/.test(element)
      ? { suffix: '_seconds', help: `Hardware monitor power usage update interval (${element})`, factor: milli }
      : { suffix: '_watt', help: `Hardware monitor for power usage in watts (${element})`, factor: micro },
  humidity: (element) => ({ suffix: '', help: `Hardware monitor for humidity, as a ratio (multiply with 100.0 to get the humidity as a percentage) (${element})`, factor: micro }),
  fan: (element) => /^(input|min|max|target)$/.test(element) ? { suffix: '_rpm', help: `Hardware monitor for fan revolutions per minute (${element})`, factor: 1 } : undefined
}

/** Sensor types that are one file without number or property. */
const singles: Readonly<Record<string, (raw: string) => HwmonSample>> = {
  beep_enable: (raw) => ({ family: gauge('node_hwmon_beep_enabled', 'Hardware beep enabled', []), value: raw === '1' ? 1 : 0 }),
  vrm: (raw) => ({ family: gauge('node_hwmon_voltage_regulator_version', 'Hardware voltage regulator', []), value: toNumber(raw) }),
  update_interval: (raw) => ({ family: gauge('node_hwmon_update_interval_seconds', 'Hardware monitor update interval', []), value: toNumber(raw) * milli })
}

const toNumber = (raw: string): number => raw === '' ? NaN : Number(raw)

const sampleOf = (type: string, element: string, value: number, attributes: ReadonlyMap<string, string>): HwmonSample | undefined => {
  const prefix = `node_hwmon_${type}`
  const name = element === '' ? prefix : element === 'input' ? attributes.has('') ? `${prefix}_input` : prefix : `${prefix}_${clean(element)}`
  if (element === 'fault' || element === 'alarm') return { family: gauge(name, `Hardware sensor ${element} status (${type})`, []), value }
  if (element === 'beep') return { family: gauge(`${name}_enabled`, 'Hardware monitor sensor has beeping enabled', []), value }
  if (type === 'freq' && element === 'input') {
    const label = attributes.get('label')
    return label === undefined ? undefined : { family: gauge(`${name}_freq_mhz`, 'Hardware monitor for GPU frequency in MHz', []), labels: { sensor: clean(label) }, value: value * micro }
  }
  const shape = shapes[type]?.(element)
  if (shape === undefined) return { family: gauge(name, `Hardware monitor ${type} element ${element}`, []), value }
  const make = type === 'energy' ? counter : gauge
  return { family: make(`${name}${shape.suffix}`, shape.help, []), value: value * shape.factor }
}

/** The samples of one sensor, under node_exporter's names. What is no number has none. */
export const hwmonFamilyOf = ({ sensor, attributes }: HwmonSensor): HwmonSample[] => {
  const type = sensor.replace(/\d+$/, '')
  const single = singles[type]
  if (single !== undefined) return [single(attributes.get('') ?? '')].filter(({ value }) => !Number.isNaN(value))
  const samples: HwmonSample[] = []
  for (const [element, raw] of attributes) {
    const value = toNumber(raw)
    if (element === 'label' || Number.isNaN(value)) continue
    const sample = sampleOf(type, element, value, attributes)
    if (sample !== undefined) samples.push(sample)
  }
  return samples
}
