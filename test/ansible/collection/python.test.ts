import { join } from 'node:path'
import { expect, test } from 'vitest'
import { spawnSync } from 'node:child_process'
import { pythonPrograms } from '../python-programs.ts'

const collection = join(import.meta.dirname, '../../../ansible')

test.each(pythonPrograms())('the unit tests of the collection’s Python pass with Python $version', ({ program }) => {
  const env = { ...process.env, PYTHONPATH: join(collection, 'collections'), PYTHONDONTWRITEBYTECODE: '1' }
  const { status, stderr } = spawnSync(program, ['-W', 'error::ResourceWarning', '-m', 'unittest', 'discover', '-s', 'tests/unit', '-t', 'tests/unit'], { cwd: collection, env, encoding: 'utf8' })
  expect(stderr).toMatch(/^Ran \d{2,} tests/m)
  expect(status, stderr).toBe(0)
})
