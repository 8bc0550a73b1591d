import { describe, expect, onTestFinished, test } from 'vitest'
import { mainDatabase } from '../../src/main-database.ts'
import { openAccess } from '../../src/people/stored-access.ts'
import { openStorage } from '../../src/platform/storage/sqlite-storage.ts'
import { clockInTest } from '../collector-in-test.ts'
import { temporaryDirectory } from '../temporary-directory.ts'

const adminToken = 'the-administrators-token-0123456789'

const access = async ({ directory = temporaryDirectory(onTestFinished), adminToken: token = adminToken } = {}) => {
  const storage = openStorage({ database: mainDatabase, directory, groupWindowMs: 1 })
  let closed: Promise<void> | undefined
  const close = () => closed ??= storage.close()
  onTestFinished(close)
  return { directory, close, ...await openAccess({ storage, clock: clockInTest(1e12), adminToken: token }) }
}
type Opened = Awaited<ReturnType<typeof access>>

/** A browser that a token's owner has logged in. */
const logIn = async (opened: Opened, token: string): Promise<string> =>
  (await opened.exchangeLoginCode(opened.createLoginCode(opened.byToken(token)!).code))!.secret

describe('a token that is revoked', () => {
  test('takes its sessions and its unused login codes along, and those of nobody else', async () => {
    const opened = await access()
    const token = await opened.createToken({ name: 'hanako', role: 'admin' })
    const [hers, ours] = [await logIn(opened, token), await logIn(opened, adminToken)]
    const unused = opened.createLoginCode(opened.byToken(token)!)
    const byHerSession = opened.createLoginCode(opened.bySession(hers)!)
    expect(opened.bySession(hers)?.name).toBe('hanako')
    await opened.revokeToken('hanako')
    expect(opened.bySession(hers)).toBeUndefined()
    expect(await opened.exchangeLoginCode(unused.code)).toBeUndefined()
    expect(await opened.exchangeLoginCode(byHerSession.code)).toBeUndefined()
    expect(opened.bySession(ours)?.name).toBe('admin')
    await opened.close()
    const again = await access(opened)
    expect([again.bySession(hers), again.bySession(ours)?.name]).toEqual([undefined, 'admin'])
  })

  test('ends also a session that is being made', async () => {
    const opened = await access()
    const token = await opened.createToken({ name: 'hanako', role: 'admin' })
    const { code } = opened.createLoginCode(opened.byToken(token)!)
    const [session] = await Promise.all([opened.exchangeLoginCode(code), opened.revokeToken('hanako')])
    expect(opened.bySession(session!.secret)).toBeUndefined()
  })
})

test('an administrator’s token that was replaced ends its sessions at the next start, and no others', async () => {
  const first = await access()
  const viewer = await first.createToken({ name: 'wall', role: 'viewer' })
  const [admins, viewers] = [await logIn(first, adminToken), await logIn(first, viewer)]
  await first.close()
  const again = await access({ directory: first.directory, adminToken: 'another-administrators-token-01234' })
  expect([again.bySession(admins), again.bySession(viewers)?.name]).toEqual([undefined, 'wall'])
})

test('of two tokens of one name that are made at once the second is refused by name', async () => {
  const opened = await access()
  const both = await Promise.allSettled([
    opened.createToken({ name: 'grafana', role: 'viewer' }),
    opened.createToken({ name: 'grafana', role: 'viewer' })
  ])
  expect(both).toMatchObject([{ status: 'fulfilled' }, { status: 'rejected', reason: { name: 'DuplicateNameError' } }])
  expect(opened.tokens()).toHaveLength(1)
})
