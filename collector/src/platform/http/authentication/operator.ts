import type { Role } from '@mimamori/contract/roles'

/** The person or service that a request comes from. */
export interface Operator {
  readonly name: string
  readonly role: Role
  /**
   * The origin, also through a login code and a session: the hash of a token, or `user:NAME`. Absent: the collector itself, in the
   * administrator's name.
   */
  readonly issuer?: string
}

/** Finds the operator of a secret. */
export interface OperatorDirectory {
  byToken (token: string): Operator | undefined
  /** By the content of a cookie: a session's secret, or a viewer's own token, which keeps a wall display logged in. */
  bySession (secret: string): Operator | undefined
}
