/** The thresholds of alerts and panels, each with its reason. */
export const limits = {
  /**
   * How long a device must look silent before the alert fires. After the collector has been away, every device looks
   * silent until its next report: an interval of a minute, or ten minutes for an agent that met a proxy's page in the
   * meantime and tries again slowly. Prometheus restores nothing shorter than ten minutes after its own restart
   * (`--rules.alert.for-grace-period`).
   */
  deviceSilentFor: '15m',
  /** Longer than a restart or an update of the collector; not shorter than Prometheus restores after its own restart. */
  collectorDownFor: '10m',
  /** A server without an RTC gets its time within minutes of a boot, where there is a time server at all. */
  clockUntrustedFor: '10m',
  // What panels colour; the collector's page warns at the same values (collector/contract/src/warnings.ts).
  /** The firmware throttles at 80 °C. */
  temperatureCelsius: 80,
  /** A tenth of a card of 16 GB is what an update and a day of logs need. */
  diskUsageRatio: 0.9,
  /** Above it a Pi with 1 GB has less than 100 MB left, and an update does not begin. */
  memoryUsageRatio: 0.9,
  /** Beyond it the times in a device's own log mislead. */
  clockSkewSeconds: 60,
  /** From here on every core is busy all the time: worth a look, and no fault. */
  cpuUsageRatio: 0.9,
  /** What a device may send nothing for where nobody said otherwise. */
  silentAfterSeconds: 43_200,
  /** Below it a Pi's Wi-Fi loses packets. */
  wirelessSignalDbm: -75,
  /** A batch that waits longer on a device that reports means that the collector does not take it. */
  spoolAgeSeconds: 3600,
  /** An event loop that is later than this keeps scrapes and people waiting. */
  eventLoopDelaySeconds: 0.25,
  /** Slower commits are a disk that is failing or full of other work. */
  commitSeconds: 1
} as const

/** How often, in seconds, and how long Prometheus and Alertmanager wait. */
export const pace = {
  /** As often as a device reports by default: a device's page does not change more often. */
  scrapeDevicesSeconds: 60,
  /** The collector's own pages are few, and the alerts hang on them. */
  scrapeCollectorSeconds: 15,
  evaluateSeconds: 30,
  discoverSeconds: 30,
  /** Long enough that the devices of a site that fell silent together come as one message. */
  groupWait: '30s',
  groupInterval: '5m',
  /** An alert that nobody has dealt with comes again twice a day: often enough not to be forgotten, seldom enough to be read. */
  repeatInterval: '12h',
  /** A dead man's switch must hear from us often. */
  watchdogRepeatInterval: '10m'
} as const
