import { collector, NoDataError } from '../collector.ts'
import { readAttribute } from '../read-attribute.ts'
import { gauge } from '../text-format/index.ts'

/** Files below /sys/class/dmi/id, which are the labels, too. */
const files = [
  'bios_date', 'bios_release', 'bios_vendor', 'bios_version', 'board_asset_tag', 'board_name', 'board_serial', 'board_vendor',
  'board_version', 'chassis_asset_tag', 'chassis_serial', 'chassis_vendor', 'chassis_version', 'product_family', 'product_name',
  'product_serial', 'product_sku', 'product_uuid', 'product_version'
]

const help = `A metric with a constant '1' value labeled by ${files.join(', ')}, system_vendor if provided by DMI.`

/** Which machine this is, if its firmware says so by DMI: a PC, and not a Pi. Serial numbers are for root only. */
export const dmi = collector('dmi', 'which machine this is, where it is a PC', (roots) => () => {
  const labels: Record<string, string> = {}
  for (const [label, file] of [...files.map((name) => [name, name] as const), ['system_vendor', 'sys_vendor'] as const]) {
    const value = readAttribute(`${roots.sys}/class/dmi/id/${file}`)
    if (value !== undefined) labels[label] = value
  }
  if (Object.keys(labels).length === 0) throw new NoDataError('this machine has no DMI')
  return [gauge('node_dmi_info', help, [{ labels, value: 1 }])]
})
