import type { ConfigurationState, Issue, Language, MailRelay, Receiver, ReceiverChange } from '@mimamori/contract'
import { CodedError } from '../../platform/errors/error-codes.ts'
import type { Author } from '../../platform/audit/author.ts'
import type { TimeStore } from '../../platform/clock/clamp-future-times.ts'

/** There is no receiver of this name. */
export class UnknownReceiverError extends CodedError {
  override readonly name = 'UnknownReceiverError'
  readonly code = 'RECEIVER_NOT_FOUND'
}
/** There is one of this name already. */
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
  /** When that was known. */
  readonly atMs: number
  /** The reason why it was not delivered, without secrets; undefined if it was. */
  readonly problem: Readonly<Record<Language, string>> | undefined
}

/** The outcome of applying the configuration that a change needs. */
export interface AppliedConfiguration {
  readonly state: ConfigurationState
  /** Puts the one before back. */
  undo (): Promise<void>
  /** Drops the one before; after that nothing is undone. */
  settle (): Promise<void>
}

/**
 * The receivers of alerts. A change is stored only if Alertmanager's configuration could be made from it, and each resolves when it is
 * stored. Rejects with what `apply` throws; what was before is then as it was. `by`: who asks for it, which the audit log keeps with it.
 */
export interface Receivers extends TimeStore {
  readonly current: () => NotificationSettings
  /** The state of the configuration since the last change, or the start. */
  readonly configuration: () => ConfigurationState
  /** @throws {UnknownReceiverError} */
  get (name: string): Receiver
  /** @throws {DuplicateReceiverError} {MailRelayRequiredError} {LinkLocalAddressError} */
  add (receiver: Receiver, by?: Author): Promise<Receiver>
  /** @throws {UnknownReceiverError} {MailRelayRequiredError} {LinkLocalAddressError} {ZodError} where no whole receiver comes of it */
  change (name: string, change: ReceiverChange, by?: Author): Promise<Receiver>
  /** @throws {UnknownReceiverError} */
  remove (name: string, by?: Author): Promise<void>
  /** `undefined` takes it away. @throws {MailRelayRequiredError} where receivers need it {LinkLocalAddressError} */
  setRelay (relay: MailRelay | undefined, by?: Author): Promise<void>
  /**
   * By the receiver's name, of each that had a message. What was not delivered stays, also after the receiver was changed, until something
   * was.
   */
  readonly lastMessages: () => ReadonlyMap<string, LastMessage>
  /** Keeps what became of a message to this receiver; nothing if that was removed. */
  recordMessage (receiver: Receiver, message: LastMessage): Promise<void>
  /** Makes the configuration anew from what is kept. */
  apply (): Promise<void>
}
