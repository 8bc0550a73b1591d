import { limits as warningLimits } from '@mimamori/contract/warnings'

/** The thresholds of alerts and panels, each with its reason. */
export const limits = {
  /** Those of the page: a full disk, a full memory, a hot processor, a wrong clock, a service that is restarted again and again, a site that does not report, two devices with one key. */
  ...warningLimits,

  /**
   * How long a device must look silent before the alert fires. After the collector has been away, every device looks
   * silent until its next report: an interval of a minute, or ten minutes for an agent that met a proxy's page in the
   * meantime and tries again slowly. Prometheus restores nothing shorter than ten minutes after its own restart
   * (`--rules.alert.for-grace-period`).
   */
  deviceSilentFor: '15m',
  /** Sooner than its devices, so that their messages are held back already. */
  siteSilentFor: '10m',
  /** Longer than a restart or an update of the collector; not shorter than Prometheus restores after its own restart. */
  collectorDownFor: '10m',
  /** A server without an RTC gets its time within minutes of a boot, where there is a time server at all. */
  clockUntrustedFor: '10m',
  /** Loki is restarted or updated sooner, and nothing is lost meanwhile. */
  logNotStoredFor: '15m',
  logLinesRefusedFor: '10m',

  /** A card of 16 GB has less than 0.5 GB left for programs, and an update does not fit; node-mixin is critical from here on, too. */
  diskOutOfSpaceRatio: 0.97,
  /** A log rotation or an update's unpacked archive is gone again by then. */
  diskFullFor: '15m',
  /** With this much of it left, a steady fill is not yet worth a message (node-mixin warns from here too). */
  diskFillingUpAvailableRatio: 0.4,
  /** A day: time enough to look during working hours, and as node-mixin warns. */
  diskFillingUpWithinSeconds: 86_400,
  /** A backup or a download writes much for half an hour, and then stops. */
  diskFillingUpFor: '1h',
  /** Nothing makes a root writable again by itself; an update that remounts it is done sooner. */
  filesystemReadOnlyFor: '10m',
  filesystemErrorsFor: '10m',
  /** A browser that loads a page or an update that unpacks needs much for minutes only. */
  memoryShortFor: '15m',
  /** The sun on a case, or a short job for all cores, is over by then. */
  tooHotFor: '15m',
  /** Three minutes of an hour: a dip at the start of a display or a motor is shorter. */
  throttlingRatio: 0.05,
  throttlingFor: '10m',
  /** A device without an RTC is wrong from its boot until it has asked a time server. */
  clockWrongFor: '15m',
  /**
   * 20 GB a day. A card of 32 GB withstands some 1,000 erasures of each cell, and the card itself writes about four times of what it
   * is given: 8 TB, a bit more than a year at this rate. An idle Raspberry Pi OS writes about 1 GB a day.
   */
  writtenBytesPerDay: 20e9,
  writeWearFor: '1h',
  /** A person or an update restarts a device once or twice; not three times in six hours. */
  reboots: 3,
  rebootingFor: '10m',

  /** A service that an update or somebody restarts is back sooner. */
  watchedDownFor: '10m',
  /** Nearly two a minute: one program that fails and tries again. Single errors are for people who read the log. */
  errorsPerHour: 100,
  errorBurstFor: '10m',
  itemsDroppedFor: '10m',
  /** An agent whose key is refused tries again every ten minutes. */
  keyRefusedFor: '15m',
  identityConflictFor: '10m',

  /** The run may try the device again, and it corrects its outcome then. */
  updateFailedFor: '15m',
  /** A device that comes back is caught up with within minutes; after an hour it was not. */
  updateUnreachableFor: '1h',
  /** A week: a run over all sites, and a device that was off over a weekend, are done by then. */
  updateOverdueSeconds: 7 * 86_400,
  updateOverdueFor: '1h',
  /** A day: a rollout in waves is done, and who stopped one on purpose has decided. */
  versionDriftFor: '1d',
  /** Three days to bring the new agent to the devices after the collector, over a weekend too. */
  agentOutdatedFor: '3d',

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
