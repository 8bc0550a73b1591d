import { writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { run } from '../src/run.ts'
import { temporaryDirectory } from '../../test/temporary-directory.ts'
import { onServer } from './on-server.ts'

const password = 'six cranes over the lake'

test('mimamori users creates a user with a first link, lists, changes and deletes', async () => {
  const { collector, mimamori } = await onServer()
  expect((await mimamori('users', 'list')).out).toContain('No users yet.')
  const { out } = await mimamori('users', 'create', 'tanaka', '--role', 'viewer')
  expect(out).toMatch(/^User tanaka \(viewer\) is created\..*sudo mimamori users password tanaka\n/)
  const code = /\/admin\/login#(\S+)/.exec(out)![1]!
  expect((await collector.deps.access.exchangeLoginCode(code))?.operator).toMatchObject({ name: 'tanaka', role: 'viewer' })
  expect((await mimamori('users', 'link', 'tanaka')).out).toMatch(/\/admin\/login#\S+/)
  expect((await mimamori('sessions', 'list')).out).toMatch(
    /^ID +NAME +ROLE +SINCE +LAST USED +FROM +BROWSER\n[0-9a-f]{16} +tanaka +viewer /
  )
  expect((await mimamori('users', 'set', 'tanaka', '--role', 'admin')).out).toContain('User tanaka is changed')
  expect((await mimamori('sessions', 'list')).out).toBe('No browser is logged in.')
  await collector.deps.access.exchangeLoginCode(collector.deps.access.createLoginCodeOf('tanaka')!.code)
  expect(
    (await mimamori('users', 'set', 'tanaka', '--role', 'admin')).out
  ).toBe('User tanaka already has these settings; nothing was changed')
  expect((await mimamori('sessions', 'list')).out).toMatch(/tanaka +admin /)
  expect((await mimamori('users', 'list')).out).toMatch(/^NAME +ROLE +CREATED +PASSWORD\ntanaka +admin .* +no$/)
  expect(await mimamori('users', 'create', 'tanaka', '--role', 'viewer')).toMatchObject({
    code: 1, errors: expect.stringContaining('already exists') as string
  })
  expect(await mimamori('users', 'set', 'tanak', '--role', 'viewer')).toMatchObject({
    code: 1, errors: expect.stringContaining('did you mean tanaka?') as string
  })
  expect((await mimamori('users', 'delete', 'tanaka', '--lang', 'ja')).out).toContain('ユーザー tanaka を削除しました')
  expect(await mimamori('users', 'delete', 'tanaka')).toMatchObject({ code: 1 })
})

test('mimamori sessions end logs a browser out', async () => {
  const { collector: { deps: { access } }, mimamori } = await onServer()
  const { secret } = (await access.exchangeLoginCode(access.createLoginCode({ name: 'admin', role: 'admin' }).code))!
  const [{ id }] = JSON.parse((await mimamori('sessions', 'list', '--json')).out) as [{ id: string }]
  expect((await mimamori('sessions', 'end', id)).out).toBe(`The session ${id} has ended`)
  expect(access.bySession(secret)).toBeUndefined()
  expect(await mimamori('sessions', 'end', id)).toMatchObject({ code: 1, errors: expect.stringContaining('sessions list') as string })
})

test('mimamori users password takes it from a file, or asks for it twice on the terminal', async () => {
  const { collector, mimamori } = await onServer()
  const { access } = collector.deps
  const file = join(temporaryDirectory(onTestFinished), 'password')
  writeFileSync(file, `${password}\n`)
  await access.createUser({ name: 'tanaka', role: 'viewer' })
  expect(await mimamori('users', 'password', 'tanaka')).toMatchObject({
    code: 2, errors: expect.stringContaining('--password-file') as string
  })
  expect((await mimamori('users', 'password', 'tanaka', '--password-file', file)).code).toBe(0)
  expect(await access.logInWithPassword('tanaka', password)).toBeDefined()
  writeFileSync(file, 'short')
  expect(await mimamori('users', 'password', 'tanaka', '--password-file', file)).toMatchObject({
    errors: expect.stringContaining('--password-file') as string
  })

  const { port } = collector.app.server.address() as AddressInfo
  const onTerminal = async (...typed: string[]) => await run(['users', 'password', 'tanaka'], {
    env: { MIMAMORI_DATA_DIR: collector.config.dataDir, MIMAMORI_LISTEN: `127.0.0.1:${port}` }, command: 'mimamori', print: () => {},
    printError: () => {}, askSecret: async () => await Promise.resolve(typed.shift()!)
  })
  expect(await onTerminal('seven cranes over the lake', 'eight cranes over the lake')).toBe(2)
  expect(await onTerminal('seven cranes over the lake', 'seven cranes over the lake')).toBe(0)
  expect(await access.logInWithPassword('tanaka', 'seven cranes over the lake')).toBeDefined()

  await mimamori('users', 'password', 'tanaka', '--remove')
  expect(access.users()).toMatchObject([{ name: 'tanaka', hasPassword: false }])
})
