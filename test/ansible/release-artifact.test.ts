import { spawnSync } from 'node:child_process'
import { truncateSync, writeFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { run } from '../lab/command.ts'

const collection = join(import.meta.dirname, '../../ansible')
const role = join(collection, 'roles/release/files')
const device = { '.': join(role, 'device'), 'mimamori_release/redaction': join(collection, 'plugins/plugin_utils/redaction') }

let directory: string
beforeEach(() => { directory = temporaryDirectory() })

/** The server's program. */
const make = (source?: Record<string, string>) => {
  const input = JSON.stringify({ cache: join(directory, 'cache'), name: 'demo', device, source })
  return spawnSync('/usr/bin/python3', [join(role, 'control/artifact.py')], { input, encoding: 'utf8' })
}

test.each(['gzip', 'xz', 'bzip2'])('an archive of %s that was cut off is refused in one sentence', async (compression) => {
  // Bytes that no compression shortens, so that the cut is in the middle of them.
  writeFileSync(join(directory, 'content'), randomBytes(200_000))
  const path = join(directory, 'demo.tar.z')
  await run(['tar', '--create', `--${compression}`, '--file', path, '--directory', directory, 'content'])
  const sum = async () => (await run(['sha256sum', path])).slice(0, 64)
  const source = async () => ({ type: 'archive', path, sha256: await sum(), revision: '1.0' })
  expect(make(await source())).toMatchObject({ status: 0, stderr: '' })
  truncateSync(path, 100_000)
  const { status, stderr } = make(await source())
  expect(status).toBe(1)
  expect(stderr).toMatch(/^\S+demo\.tar\.z is not a complete tar archive: .*\. Create or copy it again\.\n$/)
})

test('the program for the device is one file that has all it needs, and shows no secret', () => {
  const { program } = JSON.parse(make().stdout) as { program: string }
  const request = Buffer.from(JSON.stringify({ services: [{ password: 'geheim-123' }], checks: [] })).toString('base64')
  const { stdout } = spawnSync('/usr/bin/python3', ['-I', program, 'facts', '5', request], { encoding: 'utf8' })
  expect(JSON.parse(stdout))
    .toEqual({ failed: true, message: expect.stringContaining('release_services has {"password": "***"}, expected') })
})
