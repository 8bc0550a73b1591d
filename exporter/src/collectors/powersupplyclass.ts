import { classDirectory } from '../class-directory.ts'
import { collector } from '../collector.ts'
import { readAttribute, readInteger } from '../read-attribute.ts'
import { listNames } from '../read-file.ts'
import { gauge, knownSamples, type Sample } from '../text-format/index.ts'

/**
 * Files with a plain number, micro-units, or tenths of a degree (Documentation/ABI/testing/sysfs-class-power of the kernel); `file:
 * family` if the two differ.
 */
const plain = [
  'authentic', 'calibrate', 'capacity', 'capacity_alert_max', 'capacity_alert_min', 'cycle_count: cyclecount', 'online', 'present',
  'time_to_empty_now: time_to_empty_seconds', 'time_to_full_now: time_to_full_seconds'
]
const micro = [
  'current_boot', 'current_max', 'current_now: current_ampere', 'energy_empty', 'energy_empty_design', 'energy_full',
  'energy_full_design', 'energy_now: energy_watthour', 'voltage_boot', 'voltage_max', 'voltage_max_design', 'voltage_min',
  'voltage_min_design', 'voltage_now: voltage_volt', 'voltage_ocv', 'charge_control_limit', 'charge_control_limit_max', 'charge_counter',
  'charge_empty', 'charge_empty_design', 'charge_full', 'charge_full_design', 'charge_now: charge_ampere', 'charge_term_current',
  'constant_charge_current', 'constant_charge_current_max', 'constant_charge_voltage', 'constant_charge_voltage_max',
  'precharge_current', 'input_current_limit', 'power_now: power_watt'
]
const tenths = [
  'temp', 'temp_alert_max', 'temp_alert_min', 'temp_ambient', 'temp_ambient_max', 'temp_ambient_min', 'temp_max', 'temp_min'
].map((file) => `${file}: ${file}_celsius`)
const texts = [
  'capacity_level', 'charge_type', 'health', 'manufacturer', 'model_name', 'serial_number', 'status', 'technology', 'type', 'usb_type',
  'scope'
]

const properties = [
  { names: plain, per: 1 },
  { names: micro, per: 1_000_000 },
  { names: tenths, per: 10 }
].flatMap(({ names, per }) =>
  names.map((name) => {
    const [file = name, family = file] = name.split(': ')
    return { file, family, per }
  })
)

export interface PowerSupplyOptions {
  readonly ignoredSupplies?: RegExp | undefined
}

/** Power supplies and batteries that the kernel knows, such as a PoE or UPS HAT, from /sys/class/power_supply. */
export const powersupplyclass = collector('powersupplyclass', 'power supplies and batteries that the kernel knows', (
  roots, { ignoredSupplies }: PowerSupplyOptions = {}
) => () => {
  const directory = classDirectory(roots, 'power_supply', 'this kernel knows no power supplies')
  const supplies = listNames(directory, /./).filter((supply) => !(ignoredSupplies?.test(supply) ?? false))
  const infoOf = (supply: string): Sample => {
    const found = texts.map((label) => [label, readAttribute(`${directory}/${supply}/${label}`) ?? ''] as const)
    return { labels: { power_supply: supply, ...Object.fromEntries(found.filter(([, text]) => text !== '')) }, value: 1 }
  }
  return [
    ...properties.map(({ file, family, per }) =>
      gauge(
        `node_power_supply_${family}`,
        `${family} value of /sys/class/power_supply/<power_supply>.`,
        knownSamples('power_supply', supplies, (supply) => {
          const value = readInteger(`${directory}/${supply}/${file}`)
          return value && value / per
        })
      )
    ),
    gauge('node_power_supply_info', 'info of /sys/class/power_supply/<power_supply>.', supplies.map(infoOf))
  ]
})
