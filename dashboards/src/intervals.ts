/** How often, in seconds, and how long Prometheus and Alertmanager wait. */
export const intervals = {
  /** As often as a device reports by default: a device's page does not change more often. */
  scrapeDevicesSeconds: 60,
  /** The collector's own pages are few, and the alerts hang on them. */
  scrapeCollectorSeconds: 15,
  evaluateSeconds: 30,
  /** So late a sample may be written: as late as an agent sends it by default, a week, and a day more in which Prometheus may be away. */
  outOfOrderHours: 192,
  discoverSeconds: 30,
  /** Long enough that the devices of a site that fell silent together come as one message. */
  groupWait: '30s',
  groupInterval: '5m',
  /** An alert that nobody has dealt with comes again twice a day: often enough not to be forgotten, seldom enough to be read. */
  repeatInterval: '12h',
  /** A dead man's switch must hear from us often. */
  watchdogRepeatInterval: '10m'
} as const
