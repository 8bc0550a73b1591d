import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { collectorInTest } from '../../collector-in-test.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'

/** A data directory that the collector itself has made, with all that it writes. */
const used = async (): Promise<string> => {
  const outer = temporaryDirectory()
  chmodSync(outer, 0o755)
  const directory = join(outer, 'srv', 'var')
  const collector = await collectorInTest({ directory })
  await collector.enroll({ id: 'pi-1' })
  await expect.poll(() => existsSync(join(directory, 'file_sd/devices.json'))).toBe(true)
  return directory
}
const mode = (file: string): string => (statSync(file).mode & 0o777).toString(8)

describe('what the collector writes', () => {
  test('is for itself alone, but for the list of targets, which Prometheus reads as another user', async () => {
    const directory = await used()
    expect(mode(directory)).toBe('711')
    const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name).slice(directory.length + 1))
    expect(files).toEqual(
      expect.arrayContaining([
        'collector.lock',
        'mimamori.db',
        'mimamori.db-wal',
        'mimamori.db-shm',
        'admin-token',
        'tokens/prometheus',
        'file_sd/devices.json'
      ])
    )
    expect(files.filter((file) => mode(join(directory, file)) !== '600')).toEqual(['file_sd/devices.json'])
  })

  test.skipIf(process.getuid?.() !== 0)('lets another user read that list, and nothing else (only root can try)', async () => {
    const directory = await used()
    const readAsOther = (file: string): string =>
      execFileSync('cat', [join(directory, file)], { uid: 65_534, gid: 65_534, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    await expect.poll(() => JSON.parse(readAsOther('file_sd/devices.json')) as unknown).toHaveLength(1)
    for (const file of ['mimamori.db', 'admin-token', 'tokens/prometheus']) expect(() => readAsOther(file), file).toThrow()
  })
})
