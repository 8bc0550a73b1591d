import { randomBytes } from 'node:crypto'
import type { Role } from '@mimamori/contract/roles'
import { recordChange } from '../platform/audit/record-change.ts'
import { compareFields } from '../platform/audit/compare-fields.ts'
import type { Author } from '../platform/audit/author.ts'
import type { Clock } from '../platform/clock/clock.ts'
import { hashSecret } from '../devices/registry/client-key.ts'
import type { SqlValue, Statement, Storage } from '../platform/storage/storage.ts'
import type { Browser, Session, SessionInfo } from './access.ts'
import type { Operator } from '../platform/http/authentication/operator.ts'

const lastMs = 30 * 24 * 3_600_000
const mostAtOnce = 1000
const longestUserAgent = 300

interface StoredSession extends Omit<SessionInfo, 'operator'> { readonly operator: Required<Operator> }

const fromRow = (row: Readonly<Record<string, SqlValue>>): StoredSession => ({
  id: row.id as string,
  operator: { name: row.name as string, role: row.role as Role, issuer: row.issuer as string },
  createdAtMs: row.created_at_ms as number,
  ...row.last_used_at_ms !== null && { lastUsedAtMs: row.last_used_at_ms as number },
  expiresAtMs: row.expires_at_ms as number,
  ...row.address !== null && { address: row.address as string },
  ...row.user_agent !== null && { userAgent: row.user_agent as string }
})

/**
 * Sessions of browsers, read whole at the start. Sessions without their token or user are removed then. Changes
 * are made in turn.
 */
export const openSessions = async ({
  storage,
  clock,
  adminHash
}: {
  readonly storage: Storage
  readonly clock: Clock
  readonly adminHash: string
}) => {
  await storage.commit([{ name: 'access.deleteOrphanSessions', parameters: { adminHash } }])
  const sessions = new Map<string, StoredSession>(
    (await storage.query('access.sessions', {})).map((row) => [row.hash as string, fromRow(row)])
  )

  /** The hashes of sessions that were used since that was stored last. */
  const used = new Set<string>()

  const end = async (hash: string, alongside: readonly Statement[] = []): Promise<void> => {
    await storage.commit([{ name: 'access.deleteSession', parameters: { hash } }, ...alongside])
    sessions.delete(hash)
  }

  return {
    byHash: (hash: string): StoredSession | undefined => sessions.get(hash),
    noteUse (hash: string): void {
      sessions.set(hash, { ...sessions.get(hash)!, lastUsedAtMs: clock.nowMs() })
      used.add(hash)
    },
    list: (): readonly SessionInfo[] =>
      [...sessions.values()]
        .filter(({ expiresAtMs }) => expiresAtMs > clock.nowMs())
        .map(({ operator: { name, role }, ...session }) => ({ ...session, operator: { name, role } }))
        .toSorted((one, other) => other.createdAtMs - one.createdAtMs),
    async start (operator: Operator, browser: Browser | undefined): Promise<Session> {
      if (sessions.size >= mostAtOnce) await end(sessions.keys().next().value!)
      const secret = randomBytes(32).toString('base64url')
      const session = {
        id: randomBytes(8).toString('hex'),
        operator: { name: operator.name, role: operator.role, issuer: operator.issuer ?? adminHash },
        createdAtMs: clock.nowMs(),
        lastUsedAtMs: clock.nowMs(),
        expiresAtMs: clock.nowMs() + lastMs,
        ...(browser !== undefined && { address: browser.address, userAgent: browser.userAgent?.slice(0, longestUserAgent) })
      }
      const hash = hashSecret(secret)
      const { operator: stored, ...rest } = session
      await storage.commit([
        {
          name: 'access.insertSession',
          parameters: { hash, ...stored, ...rest, address: session.address ?? null, userAgent: session.userAgent ?? null }
        }
      ])
      sessions.set(hash, session)
      return { secret, operator: stored, expiresAtMs: session.expiresAtMs }
    },
    end,
    async endById (id: string, by: Author | undefined): Promise<boolean> {
      const [hash, session] = [...sessions].find(([, each]) => each.id === id) ?? []
      if (hash === undefined) return false
      const {
        operator: { name, role }
      } = session!
      await end(
        hash,
        recordChange(by, { action: 'endSession', subject: { type: 'session', name }, changes: compareFields({ role }, undefined) })
      )
      return true
    },
    /** For the transaction that ends their token or user: all but one; `forgetAllOf` follows once it is committed. */
    endAllOf: (issuer: string, exceptHash = ''): Statement => ({ name: 'access.deleteSessionsOf', parameters: { issuer, exceptHash } }),
    forgetAllOf (issuer: string, exceptHash = ''): void {
      for (const [hash, { operator }] of sessions) if (operator.issuer === issuer && hash !== exceptHash) sessions.delete(hash)
    },
    async keepUse (): Promise<void> {
      const statements = [...used].flatMap((hash): Statement[] => {
        const lastUsedAtMs = sessions.get(hash)?.lastUsedAtMs
        return lastUsedAtMs === undefined ? [] : [{ name: 'access.setSessionUse', parameters: { hash, lastUsedAtMs } }]
      })
      used.clear()
      if (statements.length > 0) await storage.commit(statements)
    },
    async removeExpired (nowMs: number): Promise<void> {
      const expired = [...sessions].filter(([, { expiresAtMs }]) => expiresAtMs <= nowMs)
      if (expired.length === 0) return
      await storage.commit([{ name: 'access.deleteOldSessions', parameters: { nowMs } }])
      for (const [hash] of expired) sessions.delete(hash)
    },
    async clampTimes (nowMs: number): Promise<void> {
      const latestMs = nowMs + lastMs
      const isAhead = ({ createdAtMs, lastUsedAtMs, expiresAtMs }: StoredSession): boolean =>
        createdAtMs > nowMs || (lastUsedAtMs ?? 0) > nowMs || expiresAtMs > latestMs
      if (![...sessions.values()].some(isAhead)) return
      await storage.commit([{ name: 'access.clampSessions', parameters: { now: nowMs, latest: latestMs } }])
      for (const [hash, session] of sessions) {
        sessions.set(hash, {
          ...session,
          createdAtMs: Math.min(session.createdAtMs, nowMs),
          ...(session.lastUsedAtMs !== undefined && { lastUsedAtMs: Math.min(session.lastUsedAtMs, nowMs) }),
          expiresAtMs: Math.min(session.expiresAtMs, latestMs)
        })
      }
    }
  }
}
