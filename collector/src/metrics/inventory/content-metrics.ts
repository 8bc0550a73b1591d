import { known, type InventoryMetric } from './inventory-metric.ts'

/** Content that a device should have, and has; absent if no set is for it. */
export const contentMetrics: readonly InventoryMetric[] = [
  {
    name: 'mimamori_device_content_info',
    help: 'Version that the device has of each set of content that is for it; absent until its first.',
    type: 'gauge',
    read: ({ content }) => content.flatMap(({ name, number }) =>
      number === undefined ? [] : [{ labels: { set: name, version: `${number}` }, value: 1 }])
  },
  {
    name: 'mimamori_device_content_current',
    help: 'Whether the device has the current versions of all sets of content that are for it; absent if none is.',
    type: 'gauge',
    read: ({ content }) => content.length === 0 ? [] : known(content.every(({ isCurrent }) => isCurrent) ? 1 : 0)
  },
  {
    name: 'mimamori_device_content_bytes_left',
    help: 'Bytes that the device has still to download of its content; absent if no set is for it, or while that is not known.',
    type: 'gauge',
    read: ({ content }) => {
      const left = content.map(({ bytesLeft }) => bytesLeft)
      return left.length === 0 || left.includes(undefined) ? [] : known(left.reduce((sum: number, bytes = 0) => sum + bytes, 0))
    }
  }
]
