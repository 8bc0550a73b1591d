import type { LoginRole } from '@mimamori/contract/roles'
import type { Author } from '../platform/audit/author.ts'
import { compareFields } from '../platform/audit/compare-fields.ts'
import { recordChange, type RecordedChange } from '../platform/audit/record-change.ts'
import type { Clock } from '../platform/clock/clock.ts'
import type { Statement, Storage } from '../platform/storage/storage.ts'
import type { User } from './access.ts'

interface StoredUser extends Omit<User, 'hasPassword'> { readonly passwordHash: string | undefined }

const toUser = ({ passwordHash, ...user }: StoredUser): User => ({ ...user, hasPassword: passwordHash !== undefined })

const changeOf = (action: RecordedChange['action'], before: StoredUser | undefined, after: StoredUser | undefined): RecordedChange => {
  const fields = (user: StoredUser | undefined) => user && { role: user.role, password: user.passwordHash }
  return {
    action,
    subject: { type: 'user', name: (after ?? before)!.name },
    changes: compareFields(fields(before), fields(after), (field) => field === 'password')
  }
}

/** The people with a login of their own, read whole at the start. Changes are made in turn. */
export const openUsers = async ({ storage, clock }: { readonly storage: Storage, readonly clock: Clock }) => {
  const users = new Map<string, StoredUser>(
    (await storage.query('access.users', {})).map((row) => [
      row.name as string,
      {
        name: row.name as string,
        role: row.role as LoginRole,
        createdAtMs: row.created_at_ms as number,
        passwordHash: (row.password_hash ?? undefined) as string | undefined
      }
    ])
  )

  return {
    list: (): readonly User[] => [...users.values()].map(toUser),
    get: (name: string): User | undefined => (users.has(name) ? toUser(users.get(name)!) : undefined),
    passwordHashOf: (name: string): string | undefined => users.get(name)?.passwordHash,
    async create ({ name, role }: Pick<User, 'name' | 'role'>, by: Author | undefined): Promise<User> {
      const user: StoredUser = { name, role, createdAtMs: clock.nowMs(), passwordHash: undefined }
      await storage.commit([
        { name: 'access.insertUser', parameters: { name, role, createdAtMs: user.createdAtMs } },
        ...recordChange(by, changeOf('createUser', undefined, user))
      ])
      users.set(name, user)
      return toUser(user)
    },
    /** With further statements for its transaction; `action`: as the audit log has it. */
    async change (
      name: string,
      change: { readonly role?: LoginRole | undefined, readonly passwordHash?: string | null | undefined },
      by: Author | undefined,
      { alongside, action = 'changeUser' }: { readonly alongside: readonly Statement[], readonly action?: RecordedChange['action'] }
    ): Promise<User | undefined> {
      const before = users.get(name)
      if (!before) return undefined
      const after: StoredUser = {
        ...before,
        role: change.role ?? before.role,
        passwordHash: change.passwordHash === undefined ? before.passwordHash : (change.passwordHash ?? undefined)
      }
      await storage.commit([
        { name: 'access.changeUser', parameters: { name, role: after.role, passwordHash: after.passwordHash ?? null } },
        ...alongside,
        ...recordChange(by, changeOf(action, before, after))
      ])
      users.set(name, after)
      return toUser(after)
    },
    async remove (name: string, by: Author | undefined, alongside: readonly Statement[]): Promise<boolean> {
      const user = users.get(name)
      if (!user) return false
      await storage.commit([
        { name: 'access.deleteUser', parameters: { name } },
        ...alongside,
        ...recordChange(by, changeOf('deleteUser', user, undefined))
      ])
      return users.delete(name)
    },
    async clampTimes (nowMs: number): Promise<void> {
      if (![...users.values()].some(({ createdAtMs }) => createdAtMs > nowMs)) return
      await storage.commit([{ name: 'access.clampUsers', parameters: { now: nowMs } }])
      for (const [name, user] of users) users.set(name, { ...user, createdAtMs: Math.min(user.createdAtMs, nowMs) })
    }
  }
}
