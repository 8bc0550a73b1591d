import { randomBytes } from 'node:crypto'
import type { Role } from '@mimamori/contract/roles'
import type { Author } from '../platform/audit/author.ts'
import { compareFields } from '../platform/audit/compare-fields.ts'
import { recordChange } from '../platform/audit/record-change.ts'
import type { Clock } from '../platform/clock/clock.ts'
import { hashSecret } from '../devices/registry/client-key.ts'
import type { Statement, Storage } from '../platform/storage/storage.ts'
import type { TokenInfo } from './access.ts'
import type { Operator } from '../platform/http/authentication/operator.ts'

interface StoredToken extends TokenInfo { readonly hash: string }

/** A new token of a person or service: 256 random bits. */
export const generateToken = (): string => `mmt_${randomBytes(32).toString('base64url')}`

/**
 * Tokens of people and services, read whole at the start. The administrator's is not among them: see token-files.ts. Changes are
 * made in turn.
 */
export const openTokens = async ({ storage, clock }: { readonly storage: Storage, readonly clock: Clock }) => {
  const tokens = new Map<string, StoredToken>(
    (await storage.query('access.tokens', {})).map((row) => [
      row.hash as string,
      { name: row.name as string, role: row.role as Role, hash: row.hash as string, createdAtMs: row.created_at_ms as number }
    ])
  )

  return {
    byHash: (hash: string): StoredToken | undefined => tokens.get(hash),
    byName: (name: string): StoredToken | undefined => [...tokens.values()].find((token) => token.name === name),
    list: (): readonly TokenInfo[] => [...tokens.values()].map(({ name, role, createdAtMs }) => ({ name, role, createdAtMs })),
    async create ({ name, role }: Omit<Operator, 'issuer'>, by: Author | undefined): Promise<string> {
      const token = generateToken()
      const stored = { name, role, hash: hashSecret(token), createdAtMs: clock.nowMs() }
      await storage.commit([
        { name: 'access.insertToken', parameters: { ...stored } },
        ...recordChange(by, { action: 'createToken', subject: { type: 'token', name }, changes: compareFields(undefined, { role }) })
      ])
      tokens.set(stored.hash, stored)
      return token
    },
    /** With further statements for its transaction. */
    async remove ({ name, role, hash }: StoredToken, by: Author | undefined, alongside: readonly Statement[]): Promise<void> {
      await storage.commit([
        { name: 'access.deleteToken', parameters: { name } },
        ...alongside,
        ...recordChange(by, { action: 'revokeToken', subject: { type: 'token', name }, changes: compareFields({ role }, undefined) })
      ])
      tokens.delete(hash)
    },
    async clampTimes (nowMs: number): Promise<void> {
      if (![...tokens.values()].some(({ createdAtMs }) => createdAtMs > nowMs)) return
      await storage.commit([{ name: 'access.clampTokens', parameters: { now: nowMs } }])
      for (const [hash, token] of tokens) tokens.set(hash, { ...token, createdAtMs: Math.min(token.createdAtMs, nowMs) })
    }
  }
}
