import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { collectorInTest } from '../collector-in-test.ts'
import { temporaryDirectory } from '../temporary-directory.ts'
import { assign, hashOf, publish, wanted } from './content-in-test.ts'

/** A collector with two versions of a set, started again after this was done to its database. */
const afterChange = async (sql: string) => {
  const directory = temporaryDirectory()
  const first = await collectorInTest({ directory })
  const key = await first.enroll({ id: 'pi-lobby' })
  await publish(first, 'lobby', { a: 'one' })
  await publish(first, 'lobby', { a: 'two' })
  await assign(first, 'lobby', { all: true })
  await first.close()
  const file = readdirSync(directory).filter((name) => name.endsWith('.db') || name.endsWith('.sqlite')).map((name) => join(directory, name))
    .find((path) => {
      const database = new DatabaseSync(path)
      const has = database.prepare("SELECT 1 FROM sqlite_master WHERE name = 'content_versions'").get()
      database.close()
      return has !== undefined
    })
  const database = new DatabaseSync(file!)
  database.exec(sql)
  database.close()
  return { collector: await collectorInTest({ directory }), key }
}

it('reads a version with a name that the rules have come to refuse', async () => {
  const { collector, key } = await afterChange('UPDATE content_versions SET files = replace(files, \'"a"\', \'"nul"\') WHERE number = 2')
  expect((await wanted(collector, key)).sets).toMatchObject([{ number: 2, files: [{ path: 'nul' }] }])
})

it('falls back to the newest version that it can read, deletes no file, and takes new versions', async () => {
  const { collector, key } = await afterChange("UPDATE content_versions SET files = '[' WHERE number = 2")
  const { contents } = collector.deps
  expect((await wanted(collector, key)).sets).toMatchObject([{ number: 1, files: [{ path: 'a', sha256: hashOf('one') }] }])
  expect(contents.isNamed(hashOf('two'))).toBe(true)
  expect((await publish(collector, 'lobby', { a: 'three' })).json()).toMatchObject({ content: { current: 3 } })
  await collector.asAdmin({ method: 'DELETE', url: '/api/content/lobby' })
  expect(contents.isNamed(hashOf('two'))).toBe(false)
})

it('publishes under a name of which no version can be read', async () => {
  const { collector } = await afterChange("UPDATE content_versions SET files = '['")
  expect((await publish(collector, 'lobby', { a: 'three' })).json()).toMatchObject({ content: { current: 3 } })
})

it('keeps a set whose targets cannot be read, for no device', async () => {
  const { collector, key } = await afterChange("UPDATE content_sets SET targets = '{\"everywhere\": true}'")
  expect(await wanted(collector, key)).toEqual({ version: null, sets: [] })
  expect((await collector.asAdmin({ url: '/api/content/lobby' })).json()).toMatchObject({ content: { current: 2, targets: {} } })
})
