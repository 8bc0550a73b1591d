import { collector } from '../collector.ts'
import { deviceFilter, type DevicePatterns } from '../device-filter.ts'
import { parseArp } from '../parse/arp.ts'
import { readText } from '../read-file.ts'
import { gauge } from '../text-format/index.ts'

/** How many neighbours each interface knows, from /proc/net/arp. */
export const arp = collector('arp', 'how many neighbours each network interface knows', (roots, patterns: DevicePatterns = {}) => {
  const isShown = deviceFilter(patterns)
  return () => {
    const entries = [...parseArp(readText(`${roots.proc}/net/arp`))].filter(([device]) => isShown(device))
    return [gauge('node_arp_entries', 'ARP entries by device', entries.map(([device, value]) => ({ labels: { device }, value })))]
  }
})
