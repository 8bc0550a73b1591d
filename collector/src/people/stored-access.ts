import { timingSafeEqual } from 'node:crypto'
import { inTurns } from '@mimamori/program/in-turns'
import type { Clock } from '../platform/clock/clock.ts'
import { hashSecret } from '../devices/registry/client-key.ts'
import type { Storage } from '../platform/storage/storage.ts'
import { DuplicateNameError, type Access, type User } from './access.ts'
import { loginCodes } from './login-codes.ts'
import { hashPassword, isPassword } from './password.ts'
import { openSessions } from './stored-sessions.ts'
import { openTokens } from './stored-tokens.ts'
import { openUsers } from './stored-users.ts'

const sameHash = (a: string, b: string): boolean => timingSafeEqual(Buffer.from(a, 'hex'), Buffer.from(b, 'hex'))

/** The issuer of a user's logins. */
const issuerOf = (name: string): string => `user:${name}`

/** Users, tokens and sessions in the embedded database. The administrator's token is not in it: see token-files.ts. */
export const openAccess = async ({
  storage,
  clock,
  adminToken
}: {
  readonly storage: Storage
  readonly clock: Clock
  readonly adminToken: string
}): Promise<Access> => {
  const adminHash = hashSecret(adminToken)
  const [users, tokens, sessions] = await Promise.all([
    openUsers({ storage, clock }),
    openTokens({ storage, clock }),
    openSessions({ storage, clock, adminHash })
  ])
  const codes = loginCodes(clock)
  /** A name is checked and then written; and a session that is being made must not outlive a token or user that ends during that. */
  const inTurn = inTurns()
  /** One password at a time: each costs memory, and a whole core of a small server. */
  const inPasswordTurn = inTurns()

  const requireFreeName = (name: string): void => {
    if (users.get(name)) throw new DuplicateNameError(name, 'user')
    if (name === 'admin' || tokens.byName(name)) throw new DuplicateNameError(name, 'token')
  }
  const forgetAllOf = (issuer: string, exceptSession?: string): void => {
    codes.endOf(issuer)
    sessions.forgetAllOf(issuer, exceptSession)
  }
  const operatorOf = ({ name, role }: User) => ({ name, role, issuer: issuerOf(name) })

  return {
    users: users.list,
    createUser: (user, by) =>
      inTurn(async () => {
        requireFreeName(user.name)
        return await users.create(user, by)
      }),
    changeUser: async (name, { role, password }, by) => {
      const passwordHash = typeof password === 'string' ? await inPasswordTurn(async () => await hashPassword(password)) : password
      return await inTurn(async () => {
        const before = users.get(name)
        const isSame =
          (role === undefined || role === before?.role) &&
          (passwordHash === undefined || (passwordHash === null && before?.hasPassword === false))
        if (isSame) return before && { user: before, isChanged: false }
        const changed = await users.change(name, { role, passwordHash }, by, { alongside: [sessions.endAllOf(issuerOf(name))] })
        if (changed) forgetAllOf(issuerOf(name))
        return changed && { user: changed, isChanged: true }
      })
    },
    userOf: ({ name, issuer }) => (issuer === issuerOf(name) ? users.get(name) : undefined),
    changeOwnPassword: async (secret, { current, password }, by) => {
      const hash = hashSecret(secret)
      const { name = '', issuer } = sessions.byHash(hash)?.operator ?? {}
      const before = issuer === issuerOf(name) ? users.passwordHashOf(name) : undefined
      const isCurrent = current === null ? before === undefined : await inPasswordTurn(async () => await isPassword(current, before))
      if (!isCurrent) return undefined
      const passwordHash = await inPasswordTurn(async () => await hashPassword(password))
      return await inTurn(async () => {
        // The session may have ended, or another change come first, during the computation.
        if (sessions.byHash(hash)?.operator.issuer !== issuerOf(name) || users.passwordHashOf(name) !== before) return undefined
        const changed = await users.change(name, { passwordHash }, by, {
          alongside: [sessions.endAllOf(issuerOf(name), hash)],
          action: 'changeOwnPassword'
        })
        if (changed) forgetAllOf(issuerOf(name), hash)
        return changed
      })
    },
    deleteUser: (name, by) =>
      inTurn(async () => {
        const wasThere = await users.remove(name, by, [sessions.endAllOf(issuerOf(name))])
        if (wasThere) forgetAllOf(issuerOf(name))
        return wasThere
      }),
    byToken: (token) => {
      const hash = hashSecret(token)
      if (sameHash(hash, adminHash)) return { name: 'admin', role: 'admin', issuer: hash }
      const found = tokens.byHash(hash)
      return found && { name: found.name, role: found.role, issuer: hash }
    },
    bySession: (secret) => {
      const hash = hashSecret(secret)
      const session = sessions.byHash(hash)
      if (session) {
        if (session.expiresAtMs <= clock.nowMs()) return undefined
        sessions.noteUse(hash)
        return session.operator
      }
      const token = tokens.byHash(hash)
      return token?.role === 'viewer' ? { name: token.name, role: token.role, issuer: hash } : undefined
    },
    tokens: tokens.list,
    createToken: (token, by) =>
      inTurn(async () => {
        requireFreeName(token.name)
        return await tokens.create(token, by)
      }),
    revokeToken: (name, by) =>
      inTurn(async () => {
        const token = tokens.byName(name)
        if (!token) return false
        await tokens.remove(token, by, [sessions.endAllOf(token.hash)])
        forgetAllOf(token.hash)
        return true
      }),
    createLoginCode: (operator) => codes.create(operator),
    createLoginCodeOf: (name) => {
      const user = users.get(name)
      return user && codes.create(operatorOf(user))
    },
    exchangeLoginCode: (code, browser) =>
      inTurn(async () => {
        const operator = codes.take(code)
        return operator && (await sessions.start(operator, browser))
      }),
    logInWithPassword: async (name, password, browser) => {
      const hash = users.passwordHashOf(name)
      if (!(await inPasswordTurn(async () => await isPassword(password, hash)))) return undefined
      return await inTurn(async () => {
        const user = users.get(name)
        // The password may have been changed while it was compared.
        return user && users.passwordHashOf(name) === hash ? await sessions.start(operatorOf(user), browser) : undefined
      })
    },
    sessions: sessions.list,
    endSession: (secret) => sessions.end(hashSecret(secret)),
    endSessionOf: (id, by) => inTurn(async () => await sessions.endById(id, by)),
    keepSessionUse: () =>
      inTurn(async () => {
        await sessions.keepUse()
      }),
    removeExpired: (nowMs) =>
      inTurn(async () => {
        await sessions.removeExpired(nowMs)
      }),
    clampTimes: (nowMs) =>
      inTurn(async () => {
        await users.clampTimes(nowMs)
        await tokens.clampTimes(nowMs)
        await sessions.clampTimes(nowMs)
      })
  }
}
