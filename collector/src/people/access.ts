import type { LoginRole } from '@mimamori/contract/roles'
import type { Author } from '../platform/audit/author.ts'
import type { Operator, OperatorDirectory } from '../platform/http/authentication/operator.ts'

export interface TokenInfo extends Omit<Operator, 'issuer'> {
  readonly createdAtMs: number
}

/** A token or a user has that name already: the audit log names both alike. */
export class DuplicateNameError extends Error {
  override readonly name = 'DuplicateNameError'
  readonly holder: 'user' | 'token'

  constructor (name: string, holder: 'user' | 'token') {
    super(`there is a ${holder} named ${name} already`)
    this.holder = holder
  }
}

/** A person with a login of their own. */
export interface User {
  readonly name: string
  readonly role: LoginRole
  readonly createdAtMs: number
  /** Without one, they log in with one-time links only. */
  readonly hasPassword: boolean
}

/** The origin of a browser's login. */
export interface Browser {
  readonly address: string
  /** Its `User-Agent`. */
  readonly userAgent: string | undefined
}

/** A browser that has just logged in. */
export interface Session {
  /** The value of the cookie; only its hash is stored. */
  readonly secret: string
  readonly operator: Operator
  readonly expiresAtMs: number
}

/** The code of a link that works once. */
export interface LoginCode { readonly code: string, readonly expiresAtMs: number }

/** A logged-in browser, for a list. The origin is unknown for sessions from before it was stored. */
export interface SessionInfo extends Partial<Browser> {
  readonly id: string
  readonly operator: Omit<Operator, 'issuer'>
  readonly createdAtMs: number
  /** Up to ten minutes too early after a restart; unknown for sessions last used before it was stored. */
  readonly lastUsedAtMs?: number
  readonly expiresAtMs: number
}

/**
 * Users, tokens of people and services, one-time login codes, sessions of browsers. All secrets are stored as hashes. `by`: the author of
 * a change, for the audit log; left out if the collector does it by itself.
 */
export interface Access extends OperatorDirectory {
  users (): readonly User[]
  /** @throws {DuplicateNameError} */
  createUser (user: Pick<User, 'name' | 'role'>, by?: Author): Promise<User>
  /**
   * Ends the login codes and sessions of a user whose role or password changes; null removes the password. Undefined if there is no
   * such user.
   */
  changeUser (
    name: string,
    change: { readonly role?: LoginRole | undefined, readonly password?: string | null | undefined },
    by?: Author
  ): Promise<{ readonly user: User, readonly isChanged: boolean } | undefined>
  /** The user of a login; undefined if it goes back to a token. */
  userOf (operator: Operator): User | undefined
  /**
   * A user's own change, which ends all other sessions and all login codes of theirs. `secret`: of the session that goes on.
   * Undefined if `current` is not their password (null: they have none), which takes as long as a right one, or
   * the session has ended.
   */
  changeOwnPassword (
    secret: string,
    change: { readonly current: string | null, readonly password: string },
    by?: Author
  ): Promise<User | undefined>
  /** Ends all that goes back to it. Whether it existed. */
  deleteUser (name: string, by?: Author): Promise<boolean>
  tokens (): readonly TokenInfo[]
  /** Gives the token's text, once. @throws {DuplicateNameError} */
  createToken (token: Omit<Operator, 'issuer'>, by?: Author): Promise<string>
  /** Ends it, and with it all login codes and sessions that go back to it. Whether it existed. */
  revokeToken (name: string, by?: Author): Promise<boolean>
  /** A code that logs one browser in as this operator, once, within ten minutes. */
  createLoginCode (operator: Operator): LoginCode
  /** The same as this user; undefined if there is none. */
  createLoginCodeOf (user: string): LoginCode | undefined
  /** Undefined if the code is unknown, used or too old. */
  exchangeLoginCode (code: string, browser?: Browser): Promise<Session | undefined>
  /** Undefined if name or password is wrong, which takes as long as a right one. */
  logInWithPassword (name: string, password: string, browser?: Browser): Promise<Session | undefined>
  /** Newest first. */
  sessions (): readonly SessionInfo[]
  endSession (secret: string): Promise<void>
  /** By its id. Whether it existed. */
  endSessionOf (id: string, by?: Author): Promise<boolean>
  /** Stores when sessions were last used. */
  keepSessionUse (): Promise<void>
  /** Removes the sessions that ended before this time. */
  removeExpired (nowMs: number): Promise<void>
  /** Moves times after this one to it, and no session lasts longer from it than a new one: they are from a clock that was ahead. */
  clampTimes (nowMs: number): Promise<void>
}
