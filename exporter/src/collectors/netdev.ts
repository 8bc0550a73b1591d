import { collector } from '../collector.ts'
import { deviceFilter, type DevicePatterns } from '../device-filter.ts'
import { netDevColumns, parseNetDev } from '../parse/net-dev.ts'
import { readNumber, readText } from '../read-file.ts'
import { counter, knownSamples, type Sample } from '../text-format/index.ts'

const family = (column: string, samples: readonly Sample[]) =>
  counter(`node_network_${column}_total`, `Network device statistic ${column}.`, samples)

/**
 * Traffic and errors of each network interface. node_exporter asks the kernel by netlink and adds the detailed errors up
 * as /proc/net/dev does; this reads that file, and from /sys the one count that it lacks.
 */
export const netdev = collector('netdev', 'traffic and errors of each network interface', (roots, patterns: DevicePatterns = {}) => {
  const isShown = deviceFilter(patterns)
  return () => {
    const devices = parseNetDev(readText(`${roots.proc}/net/dev`)).filter(({ device }) => isShown(device))
    return [
      ...netDevColumns.map((column, i) =>
        family(
          column,
          devices.map(({ device, counts }) => ({ labels: { device }, value: counts[i]! }))
        )
      ),
      family('receive_nohandler', knownSamples('device', devices.map(({ device }) => device), (device) =>
        readNumber(`${roots.sys}/class/net/${device}/statistics/rx_nohandler`)))
    ]
  }
})
