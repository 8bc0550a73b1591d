import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { keepFileSd } from '../../src/metrics/file-sd.ts'
import { deviceInTest } from '../devices/snapshot-in-test.ts'
import { temporaryDirectory } from '../temporary-directory.ts'

/** A fleet of one device that never changes. */
const fleet = { devices: () => [{ device: deviceInTest('pi-1') }], onChange: () => () => {} }

it('writes the file once it can, after it could not at first', async () => {
  // A file where the directory should be: no user can write below it, root neither.
  const directory = join(temporaryDirectory(onTestFinished), 'file_sd')
  await writeFile(directory, '')
  const errors: unknown[] = []
  const copy = keepFileSd({
    ...fleet,
    file: join(directory, 'devices.json'),
    origin: 'http://127.0.0.1:8080',
    onError: (error) => errors.push(error),
    retryMs: 5
  })
  onTestFinished(() => copy.close())
  await expect.poll(() => errors.length, { timeout: 20_000 }).toBeGreaterThan(1)
  await rm(directory)
  await expect.poll(() => readFile(join(directory, 'devices.json'), 'utf8').catch(() => ''), { timeout: 20_000 }).toContain('pi-1')
})

it('tries once more when it is closed, and does not wait for the time of the next try', async () => {
  const directory = join(temporaryDirectory(onTestFinished), 'file_sd')
  await writeFile(directory, '')
  const errors: unknown[] = []
  const copy = keepFileSd({
    ...fleet,
    file: join(directory, 'devices.json'),
    origin: 'http://127.0.0.1:8080',
    onError: (error) => errors.push(error),
    retryMs: 3_600_000
  })
  await expect.poll(() => errors.length, { timeout: 20_000 }).toBe(1)
  await rm(directory)
  await copy.close()
  expect(await readFile(join(directory, 'devices.json'), 'utf8')).toContain('pi-1')
})
