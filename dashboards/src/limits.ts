import { defaultLimits } from '@mimamori/contract/default-limits'
import { limits as warningLimits } from '@mimamori/contract/warnings'

/** The thresholds of alerts and panels, each with its reason. */
export const limits = {
  /**
   * The page's own limits: a full disk, a full memory, a hot processor, a wrong clock, a service that keeps restarting, a silent site, two
   * devices with one key.
   */
  ...warningLimits,

  /** Time to get a new certificate from the people who issue them, even around New Year. */
  certificateEndsSeconds: 14 * 86_400,

  /** Backups are made each night: one that was missed is made up for by noon, or somebody has to look. */
  backupAgeSeconds: 36 * 3600,
  /** A backup is proven each month; ten days are for a disk that was away then. */
  backupProofAgeSeconds: 40 * 86_400,

  /** A card of 16 GB has less than 0.5 GB left for programs, and an update does not fit; node-mixin is critical from here on, too. */
  diskOutOfSpaceRatio: 0.97,
  /** With more than this left, a disk that fills up is not worth a message yet (as in node-mixin). */
  diskFillingUpAvailableRatio: 0.4,
  /** A day: enough time to look during working hours (as in node-mixin). */
  diskFillingUpWithinSeconds: 86_400,
  /** More than programs free by themselves between two of their writes. */
  diskFreedRatio: 0.01,
  /** ext4 creates no file without one; a program with a file for each of its records reaches that with space left. */
  inodesFreeRatio: 0.05,
  /** Three minutes within an hour: a dip when a display or a motor starts is shorter. */
  throttlingRatio: 0.05,
  /**
   * 20 GB a day. A card of 32 GB withstands about 1,000 erasures of each cell, and internally writes about four times the data that it
   * is given: 8 TB, a bit more than a year at this rate. An idle Raspberry Pi OS writes about 1 GB a day.
   */
  writtenBytesPerDay: 20e9,
  /** A person or an update restarts a device once or twice, but not three times in six hours. */
  reboots: 3,

  /** Nearly two a minute: one program that fails and tries again. Single errors are for people who read the log. */
  errorsPerHour: 100,

  /** A week: by then, a run over all sites is done, and a device that was off over a weekend is caught up. */
  updateOverdueSeconds: 7 * 86_400,

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

/** The default limit for silence in hours, for texts. */
export const silentAfterHours = limits.silentAfterSeconds / 3600
