/** Warnings for a person, the gravest first. */
export const warningCodes = [
  'identity_conflict',
  'root_read_only',
  'watched_service_down',
  'watched_check_failing',
  'watched_service_restarting',
  'undervoltage',
  'disk_full',
  'memory_short',
  'hot',
  'throttled',
  'clock_wrong',
  'address_differs',
  'throttled_since_boot',
  'key_weak',
  'key_rotating'
] as const
export type WarningCode = typeof warningCodes[number]

/** Limits from which on something is wrong: the page's warnings and the alerts of dashboards/ take them from here, so that they agree. */
export const limits = {
  /** From here on a disk counts as full: ext4 keeps 5% for root, and an update needs room for a second release. */
  diskUsageRatio: 0.9,
  /** Above it a Pi with 1 GB has less than 100 MB left, and an update does not begin. */
  memoryUsageRatio: 0.9,
  /** Every Raspberry Pi clocks down from here on. */
  temperatureCelsius: 80,
  /** Beyond this, log lines of two devices can no longer be compared, and a report's times are the server's guess. */
  clockSkewSeconds: 60,
  /** Within an hour: systemd has to restart a service every ten minutes or more often. */
  serviceRestarts: 6,
  /** Some device of a site may have power or a network of its own. */
  silentSiteRatio: 0.9,
  /** Fewer than this prove nothing about their site: two devices can well fail by themselves. */
  silentSiteDevices: 3,
  /** The number of smaller sites from which on it is unlikely that all their devices fail by themselves at once. */
  silentSmallSites: 5,
  /** Two machines with one key, one of them on by day and the other by night, take turns at least once in this time. */
  conflictRemembersSeconds: 86_400
} as const
