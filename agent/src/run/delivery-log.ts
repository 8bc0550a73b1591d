import type { BatchAnswer } from '@mimamori/contract'
import type { BatchKind } from '@mimamori/contract/headers'
import type { Batch } from '../spool/batch/batch.ts'
import type { DeliveryOutcome } from '../delivery/outcome.ts'
import type { Backoff } from '../delivery/backoff.ts'
import type { DeviceClock } from '../device/clock.ts'
import type { Logger } from '../log/logger.ts'
import type { AgentState, Connection } from '../state/agent-state.ts'

export interface DeliveryLog {
  record (batch: Batch, outcome: DeliveryOutcome, backoff: Backoff): void
  readonly connection: Connection
  readonly lastReport: AgentState['lastReport']
  /** The device's clock minus the server's, as of the last answer. */
  readonly clockSkewMs: number | undefined
}

const describeRejected = (rejected: BatchAnswer['rejected']): string => rejected.map(({ reason, count }) => `${reason}=${count}`).join(',')

/** Below that the clock was not set: both clocks are read one after the other. */
const negligibleMs = 1000

/** Between lines that report a collector as still away: they show in the journal that the agent goes on trying. */
const stillEveryMs = 5 * 60_000

/**
 * Records the outcome of the last tries, and logs changes: one line when the collector goes away, one each few minutes while it is, one
 * when it is back.
 */
export const createDeliveryLog = (log: Logger, clock: Pick<DeviceClock, 'wallMs' | 'monotonicMs'>): DeliveryLog => {
  let connection: Connection = { state: 'new' }
  let lastReport: AgentState['lastReport']
  let clockSkewMs: number | undefined
  let troubleLoggedMs = 0
  /** The start of this boot by which the times above are by the device's clock. */
  let bootStartedMs = clock.wallMs() - clock.monotonicMs()
  /** The newest problem of each kind: logged once, until it changes or ends. */
  const problems = new Map<BatchKind, string>()

  /**
   * Moves the times to the clock as it is now: otherwise a device that booted in 1970 would seem connected for fifty years once it is set.
   */
  const followClock = (): void => {
    const movedMs = clock.wallMs() - clock.monotonicMs() - bootStartedMs
    if (Math.abs(movedMs) < negligibleMs) return
    bootStartedMs += movedMs
    if ('sinceWallMs' in connection) connection = { ...connection, sinceWallMs: connection.sinceWallMs + movedMs }
    if ('nextTryWallMs' in connection) connection = { ...connection, nextTryWallMs: connection.nextTryWallMs + movedMs }
    if (lastReport !== undefined) lastReport = { ...lastReport, wallMs: lastReport.wallMs + movedMs }
  }

  const logProblem = (batch: Batch, reason: string, message: string): void => {
    if (problems.get(batch.kind) === reason) return
    problems.set(batch.kind, reason)
    // A line about a batch of logs must not become the next batch of logs.
    const to = batch.kind === 'logs' ? log.local : log
    to.warn({ kind: batch.kind, sequence: batch.sequence, items: batch.items, reason }, message)
  }

  const recordDelivered = (batch: Batch, answer: BatchAnswer): void => {
    const now = clock.wallMs()
    if (connection.state !== 'delivering') {
      if (connection.state !== 'new') {
        log.info(
          { was: connection.state, sinceMs: 'sinceWallMs' in connection ? now - connection.sinceWallMs : undefined },
          'collector accepts reports again'
        )
      } else log.info({ series: answer.accepted }, 'first report delivered')
      connection = { state: 'delivering', sinceWallMs: now }
    }
    clockSkewMs = now - answer.serverTimeMs
    if (batch.kind === 'report') {
      lastReport = { wallMs: now, series: batch.items, bytes: batch.body.length, accepted: answer.accepted, rejected: answer.rejected }
    }
    if (answer.rejected.length > 0) logProblem(batch, describeRejected(answer.rejected), 'collector refused parts of a batch')
    else problems.delete(batch.kind)
  }

  const recordTrouble = (state: 'retrying' | 'refused', reason: string, code: string | undefined, { waitMs }: Backoff): void => {
    const now = clock.wallMs()
    const isNew = connection.state !== state || ('code' in connection && connection.code !== code)
    const details = { reason, ...code !== undefined && { code } }
    const fields = { ...details, nextTryMs: Math.round(waitMs) }
    if (isNew) {
      log.warn(
        fields,
        state === 'retrying' ? 'collector not reachable, trying again' : 'rejected by the collector, retrying every 10 minutes'
      )
      troubleLoggedMs = clock.monotonicMs()
    } else if (clock.monotonicMs() - troubleLoggedMs >= stillEveryMs) {
      // The line of the beginning reaches the collector; hours of these would only add to the backlog.
      log.local.warn(
        { ...fields, sinceMs: 'sinceWallMs' in connection ? now - connection.sinceWallMs : undefined },
        state === 'retrying' ? 'collector still not reachable, trying again' : 'still rejected by the collector'
      )
      troubleLoggedMs = clock.monotonicMs()
    }
    connection = {
      state,
      ...details,
      sinceWallMs: isNew || !('sinceWallMs' in connection) ? now : connection.sinceWallMs,
      nextTryWallMs: now + waitMs
    }
  }

  const recordLoss = (batch: Batch, reason: string, message: string): void => {
    logProblem(batch, reason, message)
    if (batch.kind === 'report') {
      connection = { state: 'rejecting', sinceWallMs: connection.state === 'rejecting' ? connection.sinceWallMs : clock.wallMs(), reason }
    }
  }

  return {
    record (batch, outcome, backoff) {
      followClock()
      switch (outcome.kind) {
        case 'acknowledged': return recordDelivered(batch, outcome.answer)
        case 'full': return logProblem(batch, outcome.reason, 'the collector takes no more of this kind for now, trying again')
        case 'retry': return recordTrouble('retrying', outcome.reason, undefined, backoff)
        case 'refused': return recordTrouble('refused', outcome.reason, outcome.code, backoff)
        case 'too-large': return recordLoss(batch, outcome.reason, 'batch is too large for the collector')
        case 'rejected': return recordLoss(batch, outcome.reason, 'collector cannot take this batch; it is dropped')
      }
    },
    get connection () {
      followClock()
      return connection
    },
    get lastReport () {
      followClock()
      return lastReport
    },
    get clockSkewMs () { return clockSkewMs }
  }
}
