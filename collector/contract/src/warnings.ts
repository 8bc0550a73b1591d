/** What else a person should look at, the gravest first. */
export const warningCodes = [
  'identity_conflict', 'root_read_only', 'undervoltage', 'disk_full', 'hot', 'throttled', 'clock_wrong', 'address_differs', 'throttled_since_boot', 'key_weak', 'key_rotating'
] as const
export type WarningCode = typeof warningCodes[number]

/** From here on a disk counts as full and a processor as hot, and a clock as wrong. */
export const limits = { diskUsageRatio: 0.9, temperatureCelsius: 80, clockSkewSeconds: 60 } as const
