import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const repository = join(import.meta.dirname, '../..')

/** Folders with comments that still begin so; to be removed from here with the last of them. */
const exempt = ['collector/cli/', 'collector/src/devices/live/', 'scripts/', 'vitest.config.ts']

const beginning = '(?:What|Of|Whom?|So|None|Those|That)\\b'
const comments: Readonly<Record<string, RegExp>> = {
  ts: new RegExp(`^ *(?:/\\*\\*(?: |\\n *\\* )|// )${beginning}.*`, 'gm'),
  py: new RegExp(`^ *(?:# |r?"""\\n? *)${beginning}.*`, 'gm')
}

test('comments begin with a noun or a verb', () => {
  const sources = execFileSync('git', ['ls-files', '*.ts', '*.tsx', '*.py'], { cwd: repository, encoding: 'utf8' }).split('\n')
    .filter((path) => path !== '' && !/(?:^|\/)(?:tests?|fixtures)\//.test(path) && !exempt.some((folder) => path.startsWith(folder)))
  const found = sources.flatMap((path) =>
    [...readFileSync(join(repository, path), 'utf8').matchAll(comments[path.endsWith('.py') ? 'py' : 'ts']!)]
      .map(([comment]) => `${path}: ${comment.trim()}`))
  expect(sources.length).toBeGreaterThan(500)
  expect(found).toEqual([])
})
