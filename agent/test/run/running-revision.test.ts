import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryDirectory } from '../../../collector/test/temporary-directory.ts'
import { writeRunningRevision } from '../../src/run/running-revision.ts'

const makeRelease = (): { options: Parameters<typeof writeRunningRevision>[0], release: string } => {
  const [root, runtimeDirectory] = [temporaryDirectory(), temporaryDirectory()]
  const release = join(root, 'releases/0.1.0-1f2e3d4c5b6a')
  mkdirSync(release, { recursive: true })
  writeFileSync(join(release, 'mimamori-agent.js'), '')
  symlinkSync('releases/0.1.0-1f2e3d4c5b6a', join(root, 'current'))
  return { release, options: { program: join(root, 'current/mimamori-agent.js'), runtimeDirectory } }
}

test('leaves the revision of the release that the program is of, whatever the link to it', () => {
  const { release, options } = makeRelease()
  writeFileSync(join(release, 'REVISION'), '0.1.0-1f2e3d4c5b6a\n')
  writeRunningRevision(options)
  expect(readFileSync(join(options.runtimeDirectory, 'revision'), 'utf8')).toBe('0.1.0-1f2e3d4c5b6a\n')
})

test('leaves none where the program was not installed as a release', () => {
  const { options } = makeRelease()
  writeRunningRevision(options)
  expect(existsSync(join(options.runtimeDirectory, 'revision'))).toBe(false)
})
