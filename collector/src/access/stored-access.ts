import { randomBytes, timingSafeEqual } from 'node:crypto'
import { compareFields } from '../audit/compare-fields.ts'
import { recordChange } from '../audit/record-change.ts'
import type { Clock } from '../clock/clock.ts'
import { hashSecret } from '../devices/registry/client-key.ts'
import { inTurns } from '../storage/in-turn.ts'
import type { Storage } from '../storage/storage.ts'
import { DuplicateTokenError, type Access, type Operator, type Role, type TokenInfo } from './access.ts'
import { loginCodes } from './login-codes.ts'

const sessionLastsMs = 30 * 24 * 3_600_000
const mostSessions = 1000

interface StoredToken extends TokenInfo { readonly hash: string }
interface StoredSession { readonly operator: Required<Operator>, readonly expiresAtMs: number }

/** A new token of a person or service: 256 random bits. */
export const generateToken = (): string => `mmt_${randomBytes(32).toString('base64url')}`

const sameHash = (a: string, b: string): boolean => timingSafeEqual(Buffer.from(a, 'hex'), Buffer.from(b, 'hex'))

/** Tokens and sessions in the embedded database, read whole at the start. The administrator's token is not in it: see token-files.ts. */
export const openAccess = async ({ storage, clock, adminToken }: { readonly storage: Storage, readonly clock: Clock, readonly adminToken: string }): Promise<Access> => {
  const adminHash = hashSecret(adminToken)
  await storage.commit([{ name: 'access.deleteOrphanSessions', parameters: { adminHash } }])
  const tokens = new Map<string, StoredToken>((await storage.query('access.tokens', {})).map((row) =>
    [row.hash as string, { name: row.name as string, role: row.role as Role, hash: row.hash as string, createdAtMs: row.created_at_ms as number }]))
  const sessions = new Map<string, StoredSession>((await storage.query('access.sessions', {})).map((row) =>
    [row.hash as string, { operator: { name: row.name as string, role: row.role as Role, issuer: row.issuer as string }, expiresAtMs: row.expires_at_ms as number }]))
  const codes = loginCodes(clock)
  /** A name is checked and then written; and a session that is being made must not outlive the token that ends meanwhile. */
  const inTurn = inTurns()
  const byName = (name: string): StoredToken | undefined => [...tokens.values()].find((token) => token.name === name)

  const endSession = async (hash: string): Promise<void> => {
    sessions.delete(hash)
    await storage.commit([{ name: 'access.deleteSession', parameters: { hash } }])
  }

  return {
    byToken: (token) => {
      const hash = hashSecret(token)
      if (sameHash(hash, adminHash)) return { name: 'admin', role: 'admin', issuer: hash }
      const found = tokens.get(hash)
      return found && { name: found.name, role: found.role, issuer: hash }
    },
    bySession: (secret) => {
      const hash = hashSecret(secret)
      const session = sessions.get(hash)
      if (session) return session.expiresAtMs > clock.nowMs() ? session.operator : undefined
      const token = tokens.get(hash)
      return token?.role === 'viewer' ? { name: token.name, role: token.role, issuer: hash } : undefined
    },
    tokens: () => [...tokens.values()].map(({ name, role, createdAtMs }) => ({ name, role, createdAtMs })),
    createToken: ({ name, role }, by) => inTurn(async () => {
      if (name === 'admin' || byName(name)) throw new DuplicateTokenError(`there is a token named ${name} already`)
      const token = generateToken()
      const stored = { name, role, hash: hashSecret(token), createdAtMs: clock.nowMs() }
      await storage.commit([{ name: 'access.insertToken', parameters: { ...stored } }, ...recordChange(by, { action: 'createToken', subject: { type: 'token', name }, changes: compareFields(undefined, { role }) })])
      tokens.set(stored.hash, stored)
      return token
    }),
    revokeToken: (name, by) => inTurn(async () => {
      const token = byName(name)
      if (!token) return false
      await storage.commit([
        { name: 'access.deleteToken', parameters: { name } },
        { name: 'access.deleteSessionsOf', parameters: { issuer: token.hash } },
        ...recordChange(by, { action: 'revokeToken', subject: { type: 'token', name }, changes: compareFields({ role: token.role }, undefined) })
      ])
      tokens.delete(token.hash)
      codes.endOf(token.hash)
      for (const [hash, { operator }] of sessions) if (operator.issuer === token.hash) sessions.delete(hash)
      return true
    }),
    createLoginCode: (operator) => codes.create(operator),
    exchangeLoginCode: (code) => inTurn(async () => {
      const operator = codes.take(code)
      if (!operator) return undefined
      if (sessions.size >= mostSessions) await endSession(sessions.keys().next().value!)
      const secret = randomBytes(32).toString('base64url')
      const session = { operator: { name: operator.name, role: operator.role, issuer: operator.issuer ?? adminHash }, expiresAtMs: clock.nowMs() + sessionLastsMs }
      const hash = hashSecret(secret)
      await storage.commit([{ name: 'access.insertSession', parameters: { hash, ...session.operator, expiresAtMs: session.expiresAtMs } }])
      sessions.set(hash, session)
      return { secret, ...session }
    }),
    endSession: (secret) => endSession(hashSecret(secret)),
    removeExpired: (nowMs) => inTurn(async () => {
      const expired = [...sessions].filter(([, { expiresAtMs }]) => expiresAtMs <= nowMs)
      if (expired.length === 0) return
      await storage.commit([{ name: 'access.deleteOldSessions', parameters: { nowMs } }])
      for (const [hash] of expired) sessions.delete(hash)
    }),
    clampTimes: (nowMs) => inTurn(async () => {
      const latestMs = nowMs + sessionLastsMs
      const isAhead = [...tokens.values()].some(({ createdAtMs }) => createdAtMs > nowMs) || [...sessions.values()].some(({ expiresAtMs }) => expiresAtMs > latestMs)
      if (!isAhead) return
      await storage.commit([{ name: 'access.clampTokens', parameters: { now: nowMs } }, { name: 'access.clampSessions', parameters: { latest: latestMs } }])
      for (const [hash, token] of tokens) tokens.set(hash, { ...token, createdAtMs: Math.min(token.createdAtMs, nowMs) })
      for (const [hash, session] of sessions) sessions.set(hash, { ...session, expiresAtMs: Math.min(session.expiresAtMs, latestMs) })
    })
  }
}
