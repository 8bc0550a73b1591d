import type { EndReason } from '@mimamori/contract/end-reason'
import type { AlertGroup, AlertNotification, AlertState, AlertView, NotifiedAlert, Severity } from '@mimamori/contract'
import { CodedError } from '../../platform/errors/error-codes.ts'
import type { Author } from '../../platform/audit/author.ts'
import type { TimeStore } from '../../platform/clock/clamp-future-times.ts'

/** No alert with this fingerprint fires. */
export class UnknownAlertError extends CodedError {
  override readonly name = 'UnknownAlertError'
  readonly code = 'ALERT_NOT_FOUND'
}

/** The selection of alerts; all if empty. */
export interface AlertFilter {
  readonly state?: AlertState
  readonly device?: string
  readonly site?: string
  readonly name?: string
}

/** The position of an alert in the order of lists. */
export interface AlertPosition {
  readonly startsMs: number
  readonly id: number
}

/** A stored alert. */
export interface StoredAlert extends AlertPosition {
  readonly view: AlertView
}

/** A receiver that was notified of an alert and not of its end, and when last. */
export interface NotNotified {
  readonly receiver: string
  readonly lastMs: number
}

/** An ended alert of which somebody was notified, but not of its end. */
export interface UnsentEnd extends Pick<NotifiedAlert, 'fingerprint' | 'labels' | 'annotations' | 'startsAt' | 'endsAt'> {
  readonly id: number
  readonly severity: Severity
  readonly notNotified: readonly NotNotified[]
}

/** The newest alert with its fingerprint, if it has ended. */
export interface EndedAlert {
  readonly id: number
  readonly fingerprint: string
  readonly endsMs: number
  /** The reason why the collector ended it; null if Prometheus did. */
  readonly reason: EndReason | null
  /** Whether the receiver was notified of the end. */
  readonly isNotified: boolean
}

/** Whether an alert is the one that has ended, and not one that began later. */
export const coversStart = (
  { fingerprint, endsMs }: EndedAlert, alert: { readonly fingerprint: string, readonly startsAt: string }
): boolean => fingerprint === alert.fingerprint && Date.parse(alert.startsAt) <= endsMs

/** The alerts of one page of the list. */
export interface AlertPage extends AlertFilter {
  readonly limit: number
  /** The last of the page before. */
  readonly before?: AlertPosition
}

/** The alerts that Alertmanager sent, both firing and ended. Each change resolves when it is stored. */
export interface Alerts extends TimeStore {
  /** The same may come again. `notified`: who is sent the same notification, and whether it is known to have been taken. */
  accept (
    notification: Pick<AlertNotification, 'alerts'>,
    notified?: { readonly receiver: string, readonly isDelivered: boolean }
  ): Promise<void>
  /**
   * Numbers of firing alerts, by severity; one without a severity of ours counts as a warning. Without suppressed ones, and uncritical ones
   * of sites in their off-hours.
   */
  counts (): Promise<Readonly<Record<Severity, number>>>
  /** The number of alerts that fire and are suppressed. */
  suppressed (): Promise<number>
  /**
   * Lists the alerts that fire, by name, severity and site: the most severe first, then the unacknowledged, then the newest; a
   * hundred groups at most, without alerts that are not counted.
   */
  groups (): Promise<readonly AlertGroup[]>
  /** The names of all stored alerts. */
  names (): Promise<readonly string[]>
  /** Lists the alerts that fire. */
  firing (): Promise<readonly { readonly id: number, readonly fingerprint: string }[]>
  /** Returns the stored alerts with these ids. */
  some (ids: readonly number[]): Promise<readonly AlertView[]>
  /** Adds alerts that fire according to Alertmanager and that the collector has not heard of; stored ones stay as they are. */
  addMissing (missing: readonly Omit<NotifiedAlert, 'status' | 'generatorURL'>[]): Promise<void>
  /** Ends an alert whose end was not heard. `sinceMs`: when it was first missed. */
  endUnheard (id: number, sinceMs: number): Promise<void>
  /** Ends these alerts now, each with its reason. */
  unwatch (ended: readonly { readonly id: number, readonly reason: EndReason }[]): Promise<void>
  /** Gives the ended ones of these alerts. */
  ended (fingerprints: readonly string[], receiver?: string): Promise<readonly EndedAlert[]>
  /** Has them fire on: their subjects are watched again, and Prometheus has not ended them. */
  rewatch (ids: readonly number[]): Promise<void>
  /**
   * Lists alerts that ended between these times and have not begun again, if one of these receivers was notified of the alert but not its
   * end; the latest ends, a hundred at most.
   */
  unsentEnds (ended: {
    readonly fromMs: number
    readonly toMs: number
    readonly receivers: readonly string[]
  }): Promise<readonly UnsentEnd[]>
  /** When a message of an alert was last delivered to each of these receivers, by its name. */
  lastNotifiedMs (receivers: readonly string[]): Promise<ReadonlyMap<string, number>>
  /** Whether each of these fires, is acknowledged, and was delivered to this receiver. */
  areAcknowledged (fingerprints: readonly string[], receiver: string): Promise<boolean>
  /** Newest first, by their starts. */
  list (page: AlertPage): Promise<readonly StoredAlert[]>
  /**
   * Acknowledges the alert that fires. `author`: the requester for the audit log, who is not always the one who signs. @throws
   * {UnknownAlertError}
   */
  acknowledge (fingerprint: string, acknowledgement: { readonly by: string, readonly note?: string }, author?: Author): Promise<AlertView>
  /** Withdraws its acknowledgement. @throws {UnknownAlertError} */
  withdraw (fingerprint: string, author?: Author): Promise<AlertView>
  /** Forgets alerts that ended before `oldestMs` (undefined while the clock cannot be trusted), and the oldest of too many. */
  removeOld (oldestMs: number | undefined): Promise<void>
}
