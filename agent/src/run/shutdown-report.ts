import type { ShutdownReason } from '@mimamori/contract/headers'
import type { Report } from '../spool/batch/report-batch.ts'
import { settle, type Sender } from '../delivery/sender.ts'
import type { Deliver } from '../delivery/deliver.ts'
import type { Logger } from '../log/logger.ts'
import { findStopReason } from '../device/systemd/stop-reason.ts'
import type { Channels } from './channels.ts'

export interface ShutdownReport {
  readonly reason: ShutdownReason
  /** Whether the collector has acknowledged it. */
  readonly wasNotified: boolean
}

interface ShutdownReportOptions {
  readonly sender: Sender
  readonly channels: Channels
  readonly deliver: Deliver
  readonly collect: () => Promise<Report>
  readonly log: Logger
  readonly isDelivering: () => boolean
  readonly findReason?: () => Promise<ShutdownReason>
}

/** The whole of it stays well within the 15 s of the unit's TimeoutStopSec=. */
const limits = { tryUnderWayMs: 2000, logsMs: 2000, shutdownReportMs: 4000 }

/**
 * The end of a run: lets the try under way end, sends the logs that wait if the collector is known to listen, and last of
 * all a report that says why the device will be silent. Nothing may follow that one, or the device would look awake.
 */
export const sendShutdownReport = async ({
  sender,
  channels,
  deliver,
  collect,
  log,
  isDelivering,
  findReason = findStopReason
}: ShutdownReportOptions): Promise<ShutdownReport> => {
  const [reason, report] = await Promise.all([findReason(), collect(), sender.stop(AbortSignal.timeout(limits.tryUnderWayMs))])
  log.info({ reason }, 'stopping')
  const logs = channels.logs.head()
  if (logs !== undefined && isDelivering()) settle(channels.logs, await deliver(logs, { timeoutMs: limits.logsMs }))
  channels.report.offer(report, reason)
  const outcome = await deliver(channels.report.head()!, { timeoutMs: limits.shutdownReportMs })
  settle(channels.report, outcome)
  if (outcome.kind !== 'acknowledged') log.local.warn({ reason, why: outcome.reason }, 'could not send the shutdown report')
  return { reason, wasNotified: outcome.kind === 'acknowledged' }
}
