import { classDirectory } from '../class-directory.ts'
import { collector } from '../collector.ts'
import { readAttribute, readInteger, readLabels } from '../read-attribute.ts'
import { listNames } from '../read-file.ts'
import { counter, gauge, knownSamples, type Family } from '../text-format/index.ts'

export interface NetclassOptions {
  /** Interfaces to leave out; none by default. */
  readonly ignoredDevices?: RegExp | undefined
  /** Leaves out a speed that the driver calls unknown (-1). */
  readonly ignoresInvalidSpeed?: boolean
}

/** The file of each family whose value is one number. */
const files: Readonly<Record<string, string>> = {
  address_assign_type: 'addr_assign_type',
  carrier: 'carrier',
  carrier_changes_total: 'carrier_changes',
  carrier_down_changes_total: 'carrier_down_count',
  carrier_up_changes_total: 'carrier_up_count',
  device_id: 'dev_id',
  dormant: 'dormant',
  flags: 'flags',
  iface_id: 'ifindex',
  iface_link: 'iflink',
  iface_link_mode: 'link_mode',
  mtu_bytes: 'mtu',
  name_assign_type: 'name_assign_type',
  net_dev_group: 'netdev_group',
  protocol_type: 'type',
  transmit_queue_length: 'tx_queue_len'
}

const isUp = 1
/** Go's integer division rounds towards zero; so does node_exporter's speed. */
const bytesOf = (megabits: number): number => Math.trunc(megabits * 1_000_000 / 8)

const adminStateOf = (flags: number | undefined): string => flags === undefined ? 'unknown' : (flags & isUp) === 1 ? 'up' : 'down'

/** Attributes of each network interface (Linux Documentation/ABI/testing/sysfs-class-net). */
export const netclass = collector('netclass', 'properties of each network interface', (
  roots, { ignoredDevices, ignoresInvalidSpeed = false }: NetclassOptions = {}
) => {
  const directory = `${roots.sys}/class/net`

  const property = (family: string, devices: readonly string[], read: (device: string) => number | undefined): Family => {
    const make = family.endsWith('_total') ? counter : gauge
    return make(`node_network_${family}`, `Network device property: ${family}`, knownSamples('device', devices, read))
  }

  const infoLabels = (device: string): Record<string, string> => ({
    device,
    ...readLabels(`${directory}/${device}`, { address: 'address', broadcast: 'broadcast', duplex: 'duplex', operstate: 'operstate' }),
    adminstate: adminStateOf(readInteger(`${directory}/${device}/flags`)),
    ...readLabels(`${directory}/${device}`, { ifalias: 'ifalias' })
  })

  return () => {
    classDirectory(roots, 'net', 'there are no network interfaces')
    // bonding_masters is a file next to the interfaces.
    const devices = listNames(directory, /./).filter((device) => device !== 'bonding_masters' && !(ignoredDevices?.test(device) ?? false))
    return [
      ...Object.entries(files).map(([family, file]) =>
        property(family, devices, (device) => readInteger(`${directory}/${device}/${file}`))
      ),
      property('speed_bytes', devices, (device) => {
        const megabits = readInteger(`${directory}/${device}/speed`)
        return megabits === undefined || (megabits < 0 && ignoresInvalidSpeed) ? undefined : bytesOf(megabits)
      }),
      gauge(
        'node_network_info',
        'Non-numeric data from /sys/class/net/<iface>, value is always 1.',
        devices.map((device) => ({ labels: infoLabels(device), value: 1 }))
      ),
      gauge(
        'node_network_up',
        "Value is 1 if operstate is 'up', 0 otherwise.",
        devices.map((device) => ({
          labels: { device },
          value: readAttribute(`${directory}/${device}/operstate`) === 'up' ? 1 : 0
        }))
      )
    ]
  }
})
