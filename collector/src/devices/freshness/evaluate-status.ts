import type { Freshness } from '@mimamori/contract'
import { isOutOfUse } from '@mimamori/contract/out-of-use'
import { intervalsUntilLate, type Connection } from '../connection/connection.ts'
import type { Device } from '../registry/device.ts'
import { expectedSinceMs } from '../registry/expected-since.ts'
import type { Reason, DeviceStatus } from './freshness.ts'
import type { LastingScrapeFailure, ScrapeFailureCode } from './scrape-failure.ts'

/** All inputs of a status. Nothing here reads a clock or a socket. */
export interface Evidence {
  readonly device: Device
  readonly silentAfterSeconds: number
  readonly downAfterSeconds: number
  readonly connection: Connection | undefined
  /** For how long it has sent nothing in this run of the collector, after its first interval. */
  readonly quietMs: number
  readonly nowMs: number
  readonly clockTrusted: boolean
  /** Its site is closed or has just opened, and until when; absent while the device is expected to report. */
  readonly offHours?: { readonly untilMs?: number }
  /** Nearly all devices of its site are not fresh. */
  readonly siteSilent: boolean
  /** The result of the last TCP probe; absent if none was made since the device became late. */
  readonly reachable?: boolean
  /** The reason why it could not be scraped the last time, if it could not. */
  readonly scrapeFailure?: LastingScrapeFailure
  /** When the backup was made from which the server was restored, if it was. */
  readonly backupMs?: number
}

/** Evaluates the freshness of a device, and the reason if it is not fresh. */
export const evaluateStatus = (evidence: Evidence): DeviceStatus => {
  const measured = freshnessOf(evidence)
  // A clock that may be wrong calls no device silent: the device is shown as late until the clock is trusted.
  const freshness = measured === 'silent' && !evidence.clockTrusted ? 'late' : measured
  const reason = reasonOf(evidence, { measured, freshness })
  return {
    freshness,
    certain: evidence.clockTrusted,
    ...(reason && { reason }),
    ...(isDown(evidence) && { down: true }),
    ...(freshness !== 'fresh' && reachableOf(evidence)),
    ...(offHoursOf(evidence) && { offHours: true })
  }
}

/** How long an active device has sent nothing, with no shutdown report before; undefined for any other. DeviceDown begins by it. */
export const unexplainedQuietMs = (
  { device, connection, quietMs }: Pick<Evidence, 'device' | 'connection' | 'quietMs'>
): number | undefined =>
  device.state === 'active' && connection?.shutdownReport === undefined ? quietMs : undefined

const isDown = (evidence: Evidence): boolean =>
  (unexplainedQuietMs(evidence) ?? 0) > evidence.downAfterSeconds * 1000 && offHoursOf(evidence) === undefined

/** Failures of a scrape that say nothing about the device. */
const failuresWithoutAnswer: readonly ScrapeFailureCode[] = ['no_answer', 'unknown_name', 'forbidden_address']

/** By the last probe, or by the last scrape. */
const reachableOf = ({ reachable, scrapeFailure }: Evidence): Pick<DeviceStatus, 'reachable'> => {
  if (scrapeFailure !== undefined && !failuresWithoutAnswer.includes(scrapeFailure.code)) return { reachable: true }
  return reachable === undefined ? {} : { reachable }
}

/** Opening hours do not count while the clock is not trusted. */
const offHoursOf = ({ clockTrusted, offHours }: Evidence): Evidence['offHours'] => clockTrusted ? offHours : undefined

/**
 * By times alone; if the device was heard in this run of the collector, by the monotonic clock, since the other may have been set
 * since. Silence counts from the last message, or from when the device was first expected (enrolled, resumed, back with a new key),
 * whichever was later: one that was off on purpose for days has its whole limit to report again.
 */
export const freshnessOf = (
  { device, silentAfterSeconds, connection, nowMs }: Pick<Evidence, 'device' | 'silentAfterSeconds' | 'connection' | 'nowMs'>
): Freshness => {
  const heardMs = connection?.quietMs === undefined ? connection?.lastSeenMs : nowMs - connection.quietMs
  const heardOrEnrolledMs = heardMs ?? device.enrolledAtMs
  const waitingMs = nowMs - Math.max(heardOrEnrolledMs, expectedSinceMs(device) ?? heardOrEnrolledMs)
  if (waitingMs > silentAfterSeconds * 1000) return 'silent'
  // A time that lies far ahead is from a clock that was wrong, and says nothing.
  return heardMs !== undefined && Math.abs(nowMs - heardMs) <= intervalsUntilLate * connection!.intervalSeconds * 1000 ? 'fresh' : 'late'
}

const reasonOf = (evidence: Evidence, { measured, freshness }: { measured: Freshness, freshness: Freshness }): Reason | undefined => {
  const { device, connection } = evidence
  if (isOutOfUse(device.state)) return { code: device.state, atMs: device.stateSinceMs }
  if (device.state === 'paused') {
    return {
      code: 'paused',
      atMs: device.stateSinceMs,
      ...(device.pausedUntilMs !== undefined && { untilMs: device.pausedUntilMs }),
      ...(device.pauseReason && { note: device.pauseReason })
    }
  }
  const shutdownReport = shutdownReportOf(evidence)
  const refusedAtMs = keyRefusedAtMs(evidence)
  // Another machine at its address can send its id too, so this counts only while the device itself does not report.
  if ((freshness !== 'fresh' || shutdownReport) && refusedAtMs !== undefined) return { code: 'key_refused', atMs: refusedAtMs, ...backupOf(evidence) }
  const offHours = offHoursOf(evidence)
  if (offHours && connection?.lastSeenMs !== undefined && (freshness !== 'fresh' || shutdownReport)) return { code: 'off_hours', ...offHours }
  if (shutdownReport && !(mayBeRestarting(shutdownReport) && freshness === 'fresh')) return shutdownReport
  if (freshness === 'fresh') return reportRefusalOf(connection) ?? scrapeReasonOfFresh(evidence)
  if (measured === 'silent' && freshness === 'late') return { code: 'clock_untrusted' }
  if (connection?.lastSeenMs === undefined) return scrapeReasonOf(evidence) ?? { code: 'never_reported', atMs: device.enrolledAtMs }
  return unexplainedSilence(evidence, connection.lastSeenMs)
}

/** When its key was last rejected, unless it has reported or got a new key since. */
export const keyRefusedAtMs = ({ device, connection }: Pick<Evidence, 'device' | 'connection'>): number | undefined => {
  const refusedAtMs = connection?.refusedAtMs
  if (refusedAtMs === undefined || refusedAtMs <= (connection?.lastSeenMs ?? 0)) return undefined
  return device.keys.some(({ createdAtMs, revokedAtMs }) => revokedAtMs === undefined && createdAtMs > refusedAtMs)
    ? undefined
    : refusedAtMs
}

/** The key that it shows is newer than the backup if all that is known of it is older. */
const backupOf = ({ device, connection, backupMs }: Evidence): Pick<Reason, 'backupMs'> => {
  const knownMs = Math.max(device.enrolledAtMs, connection?.lastSeenMs ?? 0, ...device.keys.map(({ createdAtMs }) => createdAtMs))
  return backupMs !== undefined && knownMs <= backupMs ? { backupMs } : {}
}

/** Its last message was a shutdown report. A machine that answers again after a power-off is up, and only its agent does not report. */
const shutdownReportOf = ({ connection, reachable }: Evidence): Reason | undefined => {
  const shutdownReport = connection?.shutdownReport
  if (!shutdownReport || shutdownReport.atMs < (connection.lastSeenMs ?? 0)) return undefined
  if (shutdownReport.reason !== 'stopped' && reachable === true) return { code: 'answers', atMs: shutdownReport.atMs }
  return { code: `goodbye_${shutdownReport.reason}`, atMs: shutdownReport.atMs }
}

/** A restart, as for an upgrade or a new key, stops the agent, too; it reports again before it is late. */
const mayBeRestarting = ({ code }: Reason): boolean => code === 'goodbye_stopped'

const reportRefusalOf = (connection: Connection | undefined): Reason | undefined =>
  connection?.refusal && { code: 'report_refused', atMs: connection.refusal.atMs, refusedAs: connection.refusal.code }

const scrapeReasonOf = ({ scrapeFailure }: Evidence): Reason | undefined => {
  if (scrapeFailure === undefined) return undefined
  const { sinceMs, ...failure } = scrapeFailure
  return { code: 'scrape_failed', atMs: sinceMs, scrapeFailure: failure }
}

/** One failure may pass; a device that is fresh after three was heard in another way. */
const scrapeReasonOfFresh = (evidence: Evidence): Reason | undefined => {
  const { scrapeFailure, connection, nowMs } = evidence
  const lastsMs = scrapeFailure === undefined ? 0 : nowMs - scrapeFailure.sinceMs
  return lastsMs > intervalsUntilLate * (connection?.intervalSeconds ?? Infinity) * 1000 ? scrapeReasonOf(evidence) : undefined
}

const unexplainedSilence = (evidence: Evidence, atMs: number): Reason => {
  const { device, reachable, siteSilent, scrapeFailure } = evidence
  const ofScrape = scrapeReasonOf(evidence)
  // The device answered, or its name did not.
  if (ofScrape && scrapeFailure?.code !== 'no_answer') return ofScrape
  if (reachable === true) return { code: 'answers', atMs }
  if (siteSilent) return { code: 'site_silent', atMs }
  if (reachable === false) return { code: 'no_answer', atMs }
  return ofScrape ?? { code: device.address === undefined ? 'no_address' : 'probing', atMs }
}
