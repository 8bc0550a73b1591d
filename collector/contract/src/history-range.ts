/**
 * The ranges of a device's charts, in milliseconds. The collector itself remembers the shortest; the others are from a Prometheus.
 */
export const historyRanges = { '6h': 21_600_000, '24h': 86_400_000, '7d': 604_800_000, '30d': 2_592_000_000 } as const
export type HistoryRange = keyof typeof historyRanges

export const historyRangeNames = Object.keys(historyRanges) as [HistoryRange, ...HistoryRange[]]
export const rememberedRange: HistoryRange = '6h'
