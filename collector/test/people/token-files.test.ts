import { chmodSync, chownSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { serviceTokenFile } from '@mimamori/contract/data-directory'
import { ensureServiceTokens } from '../../src/people/token-files.ts'
import { collectorInTest } from '../collector-in-test.ts'

const isRoot = process.getuid?.() === 0

/** A directory that a collector has set up, and the token file of Prometheus in it. */
const setUp = async () => {
  const collector = await collectorInTest()
  await collector.close()
  const directory = collector.config.dataDir
  return { directory, file: serviceTokenFile(directory, 'prometheus') }
}
const mode = (file: string): string => (statSync(file).mode & 0o777).toString(8)
const tokenIn = (file: string): string => readFileSync(file, 'utf8').trim()

describe('the token file of a service', () => {
  test('stays with the group of its reader when a new token takes the place of the old', async () => {
    const { directory, file } = await setUp()
    const gid = isRoot ? 65_534 : process.getgid!()
    chownSync(file, process.getuid!(), gid)
    chmodSync(file, 0o640)
    writeFileSync(file, 'a token of another collector\n')
    const { app } = await collectorInTest({ directory })
    expect([mode(file), statSync(file).gid]).toEqual(['640', gid])
    expect((await app.inject({ url: '/metrics', headers: { authorization: `Bearer ${tokenIn(file)}` } })).statusCode).toBe(200)
  })

  test('is for its owner alone where it was open to everybody', async () => {
    const { directory, file } = await setUp()
    chmodSync(file, 0o604)
    writeFileSync(file, 'a token of another collector\n')
    await collectorInTest({ directory })
    expect(mode(file)).toBe('600')
  })

  test('is left alone where only its reader can read it any more', async () => {
    const { config: { dataDir }, deps: { access }, app } = await collectorInTest()
    const file = serviceTokenFile(dataDir, 'prometheus')
    const token = tokenIn(file)
    chmodSync(dataDir, 0o711)
    chmodSync(file, 0o000)
    // Root reads everything: for this call the process is another user's, who reads the other files.
    if (isRoot) {
      for (const name of ['update', 'alertmanager']) chownSync(serviceTokenFile(dataDir, name), 65_534, 65_534)
      process.seteuid!(65_534)
    }
    try {
      await ensureServiceTokens(dataDir, access)
    } finally {
      if (isRoot) process.seteuid!(0)
    }
    expect(mode(file)).toBe('0')
    expect((await app.inject({ url: '/metrics', headers: { authorization: `Bearer ${token}` } })).statusCode).toBe(200)
  })
})
