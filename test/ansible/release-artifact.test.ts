import { spawnSync } from 'node:child_process'
import { truncateSync, writeFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { run } from '../lab/command.ts'

const role = join(import.meta.dirname, '../../ansible/roles/release/files')

let directory: string
beforeEach(() => { directory = temporaryDirectory() })

/** The server's program, about an archive. */
const make = (path: string, sha256: string) => {
  const input = JSON.stringify({ cache: join(directory, 'cache'), name: 'demo', device: join(role, 'device'), source: { type: 'archive', path, sha256, revision: '1.0' } })
  return spawnSync('/usr/bin/python3', [join(role, 'control/artifact.py')], { input, encoding: 'utf8' })
}

test.each(['gzip', 'xz', 'bzip2'])('an archive of %s that was cut off is refused in one sentence', async (compression) => {
  // Bytes that no compression shortens, so that the cut is in the middle of them.
  writeFileSync(join(directory, 'content'), randomBytes(200_000))
  const path = join(directory, 'demo.tar.z')
  await run(['tar', '--create', `--${compression}`, '--file', path, '--directory', directory, 'content'])
  const sum = async () => (await run(['sha256sum', path])).slice(0, 64)
  expect(make(path, await sum())).toMatchObject({ status: 0, stderr: '' })
  truncateSync(path, 100_000)
  const { status, stderr } = make(path, await sum())
  expect(status).toBe(1)
  expect(stderr).toMatch(/^\S+demo\.tar\.z is not a complete tar archive: .*\. Create or copy it again\.\n$/)
})
