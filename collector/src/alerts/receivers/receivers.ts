import type { ConfigurationState, Issue, Language, MailRelay, Receiver, ReceiverChange } from '@mimamori/contract'
import { CodedError } from '../../platform/errors/error-codes.ts'
import type { Author } from '../../platform/audit/author.ts'
import type { TimeStore } from '../../platform/clock/clamp-future-times.ts'

/** There is no receiver of this name. */
export class UnknownReceiverError extends CodedError {
  override readonly name = 'UnknownReceiverError'
  readonly code = 'RECEIVER_NOT_FOUND'
}
/** A receiver of this name exists already. */
export class DuplicateReceiverError extends CodedError {
  override readonly name = 'DuplicateReceiverError'
  readonly code = 'RECEIVER_EXISTS'
}
/** Receivers of e-mail need the relay. */
export class MailRelayRequiredError extends CodedError {
  override readonly name = 'MailRelayRequiredError'
  readonly code = 'MAIL_RELAY_REQUIRED'
}

/** Messages would go to a link-local address. */
export class LinkLocalAddressError extends CodedError {
  override readonly name = 'LinkLocalAddressError'
  readonly code = 'VALIDATION_FAILED'
  override readonly issues: readonly Issue[]

  /** @param path the field that leads there, as a JSON pointer */
  constructor (path: string) {
    super('must not lead to a link-local address')
    this.issues = [{ path, message: this.message }]
  }
}

/** The receivers and the mail relay, with all secrets. */
export interface NotificationSettings {
  /** By name. */
  readonly receivers: readonly Receiver[]
  readonly relay: MailRelay | undefined
}

/** The outcome of the last message to a receiver, an alert's or a test's. */
export interface LastMessage {
  /** When the outcome was known. */
  readonly atMs: number
  /** The reason why it was not delivered, without secrets; undefined if it was. */
  readonly problem: Readonly<Record<Language, string>> | undefined
}

/** The outcome of applying the configuration that a change needs. */
export interface AppliedConfiguration {
  readonly state: ConfigurationState
  /** Restores the one before. */
  undo (): Promise<void>
  /** Drops the one before; after that nothing is undone. */
  settle (): Promise<void>
}

/**
 * The receivers of alerts. A change is stored only if Alertmanager's configuration could be made from it, and each resolves when it is
 * stored. Rejects with what `apply` throws; the state before is then unchanged. `by`: the requester, whom the audit log records.
 */
export interface Receivers extends TimeStore {
  readonly current: () => NotificationSettings
  /** The state of the configuration since the last change, or the start. */
  readonly configuration: () => ConfigurationState
  /** @throws {UnknownReceiverError} */
  get (name: string): Receiver
  /** @throws {DuplicateReceiverError} {MailRelayRequiredError} {LinkLocalAddressError} */
  add (receiver: Receiver, by?: Author): Promise<Receiver>
  /** @throws {UnknownReceiverError} {MailRelayRequiredError} {LinkLocalAddressError} {ZodError} if the result is no whole receiver */
  change (name: string, change: ReceiverChange, by?: Author): Promise<Receiver>
  /** @throws {UnknownReceiverError} */
  remove (name: string, by?: Author): Promise<void>
  /** `undefined` removes it. @throws {MailRelayRequiredError} if receivers need it {LinkLocalAddressError} */
  setRelay (relay: MailRelay | undefined, by?: Author): Promise<void>
  /**
   * By the receiver's name, of each that had a message. An undelivered one stays, even after the receiver was changed, until another was
   * delivered.
   */
  readonly lastMessages: () => ReadonlyMap<string, LastMessage>
  /** Records the outcome of a message to this receiver; nothing if that was removed. */
  recordMessage (receiver: Receiver, message: LastMessage): Promise<void>
  /** Makes the configuration again from what is stored. */
  apply (): Promise<void>
}
