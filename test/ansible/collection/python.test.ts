import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { pythonPrograms } from '../python-programs.ts'

const run = promisify(execFile)
const collection = join(import.meta.dirname, '../../../ansible')

// At once, since they mostly wait.
test.concurrent.each(pythonPrograms())('the unit tests of the collection’s Python pass with Python $version', async ({ program }) => {
  const env = { ...process.env, PYTHONPATH: join(collection, 'collections'), PYTHONDONTWRITEBYTECODE: '1' }
  const { stderr } = await run(
    program, ['-W', 'error::ResourceWarning', '-m', 'unittest', 'discover', '-s', 'tests/unit', '-t', 'tests/unit'],
    { cwd: collection, env }
  )
  expect(stderr).toMatch(/^Ran \d{2,} tests/m)
})
