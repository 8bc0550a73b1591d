/**
 * The request headers of a batch. Some are of the batch and never change between tries; those that begin with
 * `mimamori-attempt-` and the rest describe the time of sending and are new each time.
 */
export const batchHeaders = {
  /** The id that the device believes to be its own: refused with `CLIENT_ID_MISMATCH` if the key is another device's. */
  clientId: 'mimamori-client-id',
  /** A random id that the agent makes at each start; with a suffix for the parts of a batch that was too large. */
  stream: 'mimamori-stream',
  kind: 'mimamori-kind',
  /**
   * The number of the batch: from 1 within stream and kind, rising. A number that has been sent never gets other content, so one may be
   * missing if a newer report replaced one that did not arrive.
   */
  sequence: 'mimamori-sequence',
  /** The boot of the batch's items: /proc/sys/kernel/random/boot_id when they were made. */
  boot: 'mimamori-boot',
  /**
   * Unix milliseconds at which the batch's boot began, by the device's own clock while it was synchronised in that boot; only if the
   * batch is of an earlier boot and the clock was synchronised in it. It becomes more exact with time, so it belongs to the attempt.
   */
  bootStartedMs: 'mimamori-boot-started-ms',
  attemptBoot: 'mimamori-attempt-boot',
  /** Milliseconds of CLOCK_BOOTTIME or CLOCK_MONOTONIC at sending. */
  attemptMonotonicMs: 'mimamori-attempt-monotonic-ms',
  /** Unix milliseconds of the device's own clock at sending; data, never trusted. */
  attemptWallMs: 'mimamori-attempt-wall-ms',
  /** `1` or `0`, at the time of sending: it says nothing about an earlier boot's clock. */
  clockSynchronised: 'mimamori-clock-synchronised',
  spoolOldestAgeMs: 'mimamori-spool-oldest-age-ms',
  /** `kind=count` pairs, separated by a comma: the items that the device has lost since its stream began, by `droppedKinds`. */
  dropped: 'mimamori-dropped',
  agentVersion: 'mimamori-agent-version',
  contentVersion: 'mimamori-content-version',
  /** Only on a last report: why the agent stops. The header's name is a promise to agents of every version. */
  shutdownReport: 'mimamori-goodbye'
} as const

/** The content version of a device that keeps content and has no such version whole. */
export const noContentVersion = 'none'

/** The header with a device's key. */
export const clientKeyHeader = 'x-client-key'

export const batchKinds = ['report', 'logs', 'samples'] as const
export type BatchKind = typeof batchKinds[number]

/** Kinds of data that a device can lose: items of a batch, and entries of its journal that were removed before its agent read them. */
export const droppedKinds = [...batchKinds, 'journal'] as const
export type DroppedKind = typeof droppedKinds[number]

export const shutdownReasons = ['poweroff', 'reboot', 'stopped'] as const
export type ShutdownReason = typeof shutdownReasons[number]

/** Paths below the configured `API_BASE_URL`, which ends in `/api`. */
export const clientPaths = {
  status: '/clients/status',
  logs: '/clients/logs',
  batch: '/clients/batch',
  content: '/clients/content'
} as const
