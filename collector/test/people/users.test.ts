import { describe, expect, onTestFinished, test } from 'vitest'
import { mainDatabase } from '../../src/main-database.ts'
import { openAccess } from '../../src/people/stored-access.ts'
import { openStorage } from '../../src/platform/storage/sqlite-storage.ts'
import { clockInTest } from '../collector-in-test.ts'
import { temporaryDirectory } from '../temporary-directory.ts'

const password = 'six cranes over the lake'

const access = async ({ directory = temporaryDirectory(onTestFinished), clock = clockInTest(1e12) } = {}) => {
  const storage = openStorage({ database: mainDatabase, directory, groupWindowMs: 1 })
  let closed: Promise<void> | undefined
  const close = () => closed ??= storage.close()
  onTestFinished(close)
  return { directory, close, ...await openAccess({ storage, clock, adminToken: 'the-administrators-token-0123456789' }) }
}
type Opened = Awaited<ReturnType<typeof access>>

const logIn = async (opened: Opened, name = 'sato'): Promise<string> =>
  (await opened.exchangeLoginCode(opened.createLoginCodeOf(name)!.code))!.secret

describe('a user', () => {
  test('logs in with a link, and is whom the session names', async () => {
    const opened = await access()
    await opened.createUser({ name: 'sato', role: 'viewer' })
    const secret = await logIn(opened)
    expect(opened.bySession(secret)).toMatchObject({ name: 'sato', role: 'viewer' })
    expect(opened.createLoginCodeOf('tanaka')).toBeUndefined()
  })

  test('logs in with a password once there is one, however its characters are composed', async () => {
    const opened = await access()
    await opened.createUser({ name: 'sato', role: 'admin' })
    expect(await opened.logInWithPassword('sato', password)).toBeUndefined()
    await opened.changeUser('sato', { password: 'ガラス越しの三羽の鶴たち' })
    expect(opened.users()).toMatchObject([{ name: 'sato', hasPassword: true }])
    expect((await opened.logInWithPassword('sato', 'ガラス越しの三羽の鶴たち'.normalize('NFD')))?.operator).toMatchObject({
      name: 'sato',
      role: 'admin'
    })
    expect(await opened.logInWithPassword('sato', 'ガラス越しの二羽の鶴たち')).toBeUndefined()
    expect(await opened.logInWithPassword('tanaka', password)).toBeUndefined()
    await opened.changeUser('sato', { password: null })
    expect(await opened.logInWithPassword('sato', 'ガラス越しの三羽の鶴たち')).toBeUndefined()
  })

  test('is there after a restart, with the sessions', async () => {
    const opened = await access()
    await opened.createUser({ name: 'sato', role: 'viewer' })
    await opened.changeUser('sato', { password })
    const secret = await logIn(opened)
    await opened.close()
    const again = await access(opened)
    expect(again.users()).toEqual([{ name: 'sato', role: 'viewer', createdAtMs: 1e12, hasPassword: true }])
    expect(again.bySession(secret)).toMatchObject({ name: 'sato', role: 'viewer' })
    expect(await again.logInWithPassword('sato', password)).toBeDefined()
  })

  test.each([
    ['gets another role', { role: 'admin' }],
    ['gets another password', { password }]
  ] as const)('who %s is logged out everywhere', async (_, change) => {
    const opened = await access()
    await opened.createUser({ name: 'sato', role: 'viewer' })
    await opened.createUser({ name: 'tanaka', role: 'viewer' })
    const [his, hers, unused] = [await logIn(opened), await logIn(opened, 'tanaka'), opened.createLoginCodeOf('sato')!]
    await opened.changeUser('sato', change)
    expect(opened.bySession(his)).toBeUndefined()
    expect(await opened.exchangeLoginCode(unused.code)).toBeUndefined()
    expect(opened.bySession(hers)).toMatchObject({ name: 'tanaka' })
  })

  test('whose role is set to what it is stays logged in', async () => {
    const opened = await access()
    await opened.createUser({ name: 'sato', role: 'viewer' })
    const secret = await logIn(opened)
    await opened.changeUser('sato', { role: 'viewer' })
    expect(opened.bySession(secret)).toMatchObject({ name: 'sato' })
  })

  test('who is deleted is logged out, and stays so where another of that name comes', async () => {
    const opened = await access()
    await opened.createUser({ name: 'sato', role: 'admin' })
    const secret = await logIn(opened)
    expect(await opened.deleteUser('sato')).toBe(true)
    expect(await opened.deleteUser('sato')).toBe(false)
    await opened.createUser({ name: 'sato', role: 'admin' })
    expect(opened.bySession(secret)).toBeUndefined()
    await opened.close()
    expect((await access(opened)).bySession(secret)).toBeUndefined()
  })

  test('has a name that no token has, nor the administrator’s', async () => {
    const opened = await access()
    await opened.createToken({ name: 'grafana', role: 'viewer' })
    await opened.createUser({ name: 'sato', role: 'viewer' })
    const refused = await Promise.allSettled([
      opened.createUser({ name: 'grafana', role: 'viewer' }),
      opened.createUser({ name: 'sato', role: 'admin' }),
      opened.createUser({ name: 'admin', role: 'admin' }),
      opened.createToken({ name: 'sato', role: 'viewer' })
    ])
    expect(refused).toMatchObject([
      { reason: { holder: 'token' } },
      { reason: { holder: 'user' } },
      { reason: { holder: 'token' } },
      { reason: { holder: 'user' } }
    ])
  })

  test('created by a clock that was ahead is no longer of the future, also after a restart', async () => {
    const opened = await access()
    await opened.createUser({ name: 'sato', role: 'viewer' })
    const nowMs = 1e12 - 365 * 86_400_000
    await opened.clampTimes(nowMs)
    expect(opened.users()).toMatchObject([{ createdAtMs: nowMs }])
    await opened.close()
    expect((await access(opened)).users()).toMatchObject([{ createdAtMs: nowMs }])
  })
})

describe('the sessions', () => {
  test('are listed with who, since when and from where, and end by their id', async () => {
    const opened = await access()
    await opened.createUser({ name: 'sato', role: 'viewer' })
    const { secret } = (await opened.exchangeLoginCode(opened.createLoginCodeOf('sato')!.code, {
      address: '192.0.2.7',
      userAgent: 'Chromium'.padEnd(500, '!')
    }))!
    const [session] = opened.sessions()
    expect(session).toEqual({
      id: expect.any(String),
      operator: { name: 'sato', role: 'viewer' },
      createdAtMs: 1e12,
      lastUsedAtMs: 1e12,
      expiresAtMs: 1e12 + 30 * 86_400_000,
      address: '192.0.2.7',
      userAgent: 'Chromium'.padEnd(300, '!')
    })
    expect(JSON.stringify(session)).not.toContain(secret)
    expect(await opened.endSessionOf(session!.id)).toBe(true)
    expect(await opened.endSessionOf(session!.id)).toBe(false)
    expect([opened.bySession(secret), opened.sessions()]).toEqual([undefined, []])
  })

  test('are listed with when they were last used, also after a restart', async () => {
    const clock = { ...clockInTest(1e12), nowMs: () => nowMs }
    let nowMs = 1e12
    const opened = await access({ clock })
    await opened.createUser({ name: 'sato', role: 'viewer' })
    const secret = await logIn(opened)
    nowMs += 3_600_000
    opened.bySession(secret)
    nowMs += 3_600_000
    expect(opened.sessions()).toMatchObject([{ createdAtMs: 1e12, lastUsedAtMs: 1e12 + 3_600_000 }])
    await opened.keepSessionUse()
    await opened.close()
    const again = await access({ directory: opened.directory, clock })
    expect(again.sessions()).toMatchObject([{ createdAtMs: 1e12, lastUsedAtMs: 1e12 + 3_600_000 }])
    await again.clampTimes(1e12)
    expect(again.sessions()).toMatchObject([{ lastUsedAtMs: 1e12 }])
  })
})
