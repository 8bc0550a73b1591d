import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { collectorInTest } from '../../../test/collector-in-test.ts'
import { upgradeDirectory } from '../../src/backup/server-paths.ts'
import { version } from '../../src/version.ts'
import { serverInTest } from './server-in-test.ts'

const setUp = async () => {
  const server = serverInTest()
  mkdirSync(server.data, { recursive: true })
  const collector = await collectorInTest({ directory: server.data })
  return { ...server, collector, copies: () => readdirSync(join(server.root, upgradeDirectory)).sort() }
}

const devicesIn = (file: string): readonly unknown[] => {
  const database = new DatabaseSync(file, { readOnly: true })
  try {
    return database.prepare('SELECT id FROM devices').all().map(({ id }) => id)
  } finally {
    database.close()
  }
}

test('copies the database of a running collector and says where, and keeps the last three copies', async () => {
  const { collector, mimamori, root, copies } = await setUp()
  await collector.enroll({ id: 'pi-1' })
  const file = join(root, upgradeDirectory, `1-${version}.db`)
  expect(await mimamori('backup', 'before-upgrade')).toEqual({
    code: 0, out: `The database of version ${version} is copied to ${file}, in case you want to go back.`, errors: ''
  })
  expect(devicesIn(file)).toEqual(['pi-1'])
  expect(statSync(join(root, upgradeDirectory)).mode & 0o777).toBe(0o700)
  for (let more = 0; more < 3; more++) expect((await mimamori('backup', 'before-upgrade')).code).toBe(0)
  expect(copies()).toEqual([2, 3, 4].map((number) => `${number}-${version}.db`))
})

test('copies nothing of a server that has not been set up yet', async () => {
  expect(await serverInTest().mimamori('backup', 'before-upgrade')).toEqual({ code: 0, out: '', errors: '' })
})

test('goes back to the copy of this version, and moves aside what a newer one has written', async () => {
  const { collector, mimamori, data, copies } = await setUp()
  await collector.enroll({ id: 'pi-1' })
  await mimamori('backup', 'before-upgrade')
  await collector.enroll({ id: 'pi-2' })
  expect(await mimamori('restore', 'before-upgrade')).toMatchObject({
    code: 1, errors: expect.stringContaining('the collector is running') as string
  })
  await collector.close()
  const { code, out } = await mimamori('restore', 'before-upgrade')
  expect(code).toBe(0)
  const [, aside] = /^What was there is now in (\S+)\.\n.*sudo mimamori setup$/.exec(out)!
  expect([devicesIn(join(data, 'mimamori.db')), devicesIn(aside!)]).toEqual([['pi-1'], ['pi-1', 'pi-2']])
  expect(copies()).toEqual([`1-${version}.db`])
  const again = await collectorInTest({ directory: data })
  expect(again.deps.registry.size).toBe(1)
})

test('says so where there is no copy of this version, and changes nothing', async () => {
  const { collector, mimamori, data, write } = await setUp()
  await collector.close()
  write(join(upgradeDirectory, '1-0.0.9.db'), 'another version’s')
  const before = readFileSync(join(data, 'mimamori.db'))
  expect(await mimamori('restore', 'before-upgrade')).toEqual({
    code: 1, out: '', errors: `mimamori: there is no copy of the database of version ${version}; to restore a backup instead: sudo mimamori restore`
  })
  expect(readFileSync(join(data, 'mimamori.db')).equals(before)).toBe(true)
  expect(existsSync(join(data, 'mimamori.db.incoming'))).toBe(false)
})
