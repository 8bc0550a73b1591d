import { alertDelays } from '@mimamori/contract/alert-delays'
import { defaultLimits } from '@mimamori/contract/default-limits'
import { limits as warningLimits } from '@mimamori/contract/warnings'

/** The thresholds of alerts and panels, each with its reason. */
export const limits = {
  /**
   * The page's own limits: a full disk, a full memory, a hot processor, a wrong clock, a service that keeps restarting, a silent site, two
   * devices with one key.
   */
  ...warningLimits,

  /**
   * How long a device must look silent before the alert fires. After the collector has been away, every device looks
   * silent until its next report: within a minute, or ten minutes for an agent that got a proxy's page in the
   * meantime and retries slowly.
   */
  deviceSilentFor: `${alertDelays.deviceSilentFor / 60}m`,
  /** Shorter than for its devices, so that their alerts are already inhibited. */
  siteSilentFor: '10m',
  /** Longer than a restart or an update of the collector. */
  collectorDownFor: '10m',
  /** A server without an RTC gets the time within minutes of its boot, if there is a time server. */
  clockUntrustedFor: '10m',
  /** A restart or an update of Loki is faster, and nothing is lost meanwhile. */
  logNotStoredFor: '15m',
  logLinesRefusedFor: '10m',
  /** Time to get a new certificate from the people who issue them, even around New Year. */
  certificateEndsSeconds: 14 * 86_400,
  certificateEndsFor: '1h',

  /** A card of 16 GB has less than 0.5 GB left for programs, and an update does not fit; node-mixin is critical from here on, too. */
  diskOutOfSpaceRatio: 0.97,
  /** What a log rotation or the archive of an update takes is freed again by then. */
  diskFullFor: '15m',
  /** With more than this left, a disk that fills up is not worth a message yet (as in node-mixin). */
  diskFillingUpAvailableRatio: 0.4,
  /** A day: enough time to look during working hours (as in node-mixin). */
  diskFillingUpWithinSeconds: 86_400,
  /** More than programs free by themselves between two of their writes. */
  diskFreedRatio: 0.01,
  /** A backup or a download writes a lot for half an hour, and then stops. */
  diskFillingUpFor: '1h',
  /** ext4 creates no file without one; what has a file for each of its records reaches that with space left. */
  inodesFreeRatio: 0.05,
  /** As for space: what a program deletes again is deleted by then. */
  inodesFor: '15m',
  /** A read-only root does not recover by itself; an update that remounts it is faster. */
  filesystemReadOnlyFor: '10m',
  filesystemErrorsFor: '10m',
  /** A browser that loads a page or an update that unpacks needs a lot of memory only for minutes. */
  memoryShortFor: '15m',
  /** The sun on a case, or a short job for all cores, is over by then. */
  tooHotFor: '15m',
  /** Three minutes within an hour: a dip when a display or a motor starts is shorter. */
  throttlingRatio: 0.05,
  throttlingFor: '10m',
  /** The clock of a device without an RTC is wrong from boot until it has asked a time server. */
  clockWrongFor: '15m',
  /**
   * 20 GB a day. A card of 32 GB withstands about 1,000 erasures of each cell, and internally writes about four times what it
   * is given: 8 TB, a bit more than a year at this rate. An idle Raspberry Pi OS writes about 1 GB a day.
   */
  writtenBytesPerDay: 20e9,
  writeWearFor: '1h',
  /** A person or an update restarts a device once or twice, but not three times in six hours. */
  reboots: 3,
  rebootingFor: '10m',

  /** A service that is restarted by a person or an update is back sooner. */
  watchedDownFor: '10m',
  /** Nearly two a minute: one program that fails and tries again. Single errors are for people who read the log. */
  errorsPerHour: 100,
  errorBurstFor: '10m',
  itemsDroppedFor: '10m',
  /** An agent whose key is rejected tries again every ten minutes. */
  keyRefusedFor: '15m',
  identityConflictFor: '10m',

  /** The run may try the device again and correct the outcome. */
  updateFailedFor: '15m',
  /** A device that is back is normally caught up within minutes. */
  updateUnreachableFor: '1h',
  /** A week: by then, a run over all sites is done, and a device that was off over a weekend is caught up. */
  updateOverdueSeconds: 7 * 86_400,
  updateOverdueFor: '1h',
  /** A day: by then, a rollout in waves is done. */
  versionDriftFor: '1d',
  /** Three days to install the new agent on the devices after the collector's update, even over a weekend. */
  agentOutdatedFor: '3d',

  /** From here on, every core is busy all the time: worth a look, but no fault. */
  cpuUsageRatio: 0.9,
  /** How long a device may send nothing by default. */
  silentAfterSeconds: defaultLimits.silentAfterSeconds,
  /** Below it a Pi's Wi-Fi loses packets. */
  wirelessSignalDbm: -75,
  /** If a batch waits longer on a device that reports, the collector does not accept it. */
  spoolAgeSeconds: 3600,
  /** With a longer event loop delay, scrapes and people have to wait. */
  eventLoopDelaySeconds: 0.25,
  /** Slower commits mean that the disk is failing or busy with other work. */
  commitSeconds: 1
} as const
