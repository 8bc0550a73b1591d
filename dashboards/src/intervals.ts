import { alertDelays, defaultRepeatSeconds } from '@mimamori/contract/alert-delays'

/** Intervals, in seconds, and waits of Prometheus and Alertmanager. */
export const intervals = {
  /** The default interval of a device's reports: its exposition does not change more often. */
  scrapeDevicesSeconds: 60,
  /** The collector's own expositions are few, and the alerts depend on them. */
  scrapeCollectorSeconds: alertDelays.scrape,
  evaluateSeconds: alertDelays.evaluate,
  /** How long the last sample counts while scrapes fail: eight of the collector's pages, three of a device's. */
  bridgeCollector: '2m',
  bridgeDevices: '3m',
  /** How late a sample may be: an agent keeps samples for a week by default, and Prometheus may be away for a day more. */
  outOfOrderHours: 192,
  discoverSeconds: 30,
  /**
   * How long an alert goes on without its condition: after a pause of Prometheus, its first evaluation comes before its first scrapes.
   */
  keepFiring: '2m',
  /** Long enough that devices of a site that fell silent together are in one message. */
  groupWait: `${alertDelays.groupWait}s`,
  groupInterval: '5m',
  repeatInterval: `${defaultRepeatSeconds / 3600}h`,
  /** A dead man's switch must be notified often. */
  watchdogRepeatInterval: '10m'
} as const
