import type { Author } from '../audit/author.ts'

/**
 * admin: everything. viewer: reads what the page shows. scrape: metrics and service discovery. update: reports runs.
 * alert: delivers alerts. An admin may whatever another role may.
 */
export const roles = ['admin', 'viewer', 'scrape', 'update', 'alert'] as const
export type Role = typeof roles[number]
/** Those with which a person's browser is logged in. */
export const loginRoles = ['admin', 'viewer'] as const satisfies readonly Role[]

/** The person or service that a request comes from. */
export interface Operator {
  readonly name: string
  readonly role: Role
  /** Hash of the token that it goes back to, also by a login code and a session. Absent: the collector itself, in the administrator's name. */
  readonly issuer?: string
}

export interface TokenInfo extends Omit<Operator, 'issuer'> {
  readonly createdAtMs: number
}

export class DuplicateTokenError extends Error { override readonly name = 'DuplicateTokenError' }

/** A logged-in browser. */
export interface Session {
  /** What the cookie holds; only its hash is stored. */
  readonly secret: string
  readonly operator: Operator
  readonly expiresAtMs: number
}

/**
 * Who may ask: tokens of people and services, one-time login codes, sessions of browsers. All secrets are stored as hashes. `by`: who asks for a
 * change, which the audit log keeps with it; left out where the collector does it by itself.
 */
export interface Access {
  byToken (token: string): Operator | undefined
  /** By what a cookie holds: a session's secret, or a viewer's own token, which is how a wall display stays logged in. */
  bySession (secret: string): Operator | undefined
  tokens (): readonly TokenInfo[]
  /** Gives the token's text, once. @throws {DuplicateTokenError} */
  createToken (token: Omit<Operator, 'issuer'>, by?: Author): Promise<string>
  /** Ends it, and with it all login codes and sessions that go back to it. Whether there was one. */
  revokeToken (name: string, by?: Author): Promise<boolean>
  /** A code that logs one browser in as this operator, once, within ten minutes. */
  createLoginCode (operator: Operator): { readonly code: string, readonly expiresAtMs: number }
  /** Undefined where the code is unknown, used or too old. */
  exchangeLoginCode (code: string): Promise<Session | undefined>
  endSession (secret: string): Promise<void>
  /** Removes the sessions that ended before this time. */
  removeExpired (nowMs: number): Promise<void>
  /** Times that lie after this one become it, and no session lasts longer from it than a new one: they are of a clock that was ahead. */
  clampTimes (nowMs: number): Promise<void>
}
