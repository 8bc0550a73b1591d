import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const repository = join(import.meta.dirname, '../..')

const beginning = '(?:What|Of|Whom?|Whose|So|None|Those|That)\\b'
const comments: Readonly<Record<string, RegExp>> = {
  ts: new RegExp(`^ *(?:/\\*\\*(?: |\\n *\\* )|// )(?:${beginning}|(?:They|Their|Whole(?:,| or))\\b|If [^,]*(?:\\*/|\\.)$).*`, 'gm'),
  py: new RegExp(`^ *(?:# |r?"""\\n? *)${beginning}.*`, 'gm')
}

test('comments begin with a noun or a verb', () => {
  const sources = execFileSync('git', ['ls-files', '*.ts', '*.tsx', '*.py'], { cwd: repository, encoding: 'utf8' }).split('\n')
    .filter((path) => path !== '' && !/(?:^|\/)(?:tests?|fixtures)\//.test(path))
  const found = sources.flatMap((path) =>
    [...readFileSync(join(repository, path), 'utf8').matchAll(comments[path.endsWith('.py') ? 'py' : 'ts']!)]
      .map(([comment]) => `${path}: ${comment.trim()}`))
  expect(sources.length).toBeGreaterThan(500)
  expect(found).toEqual([])
})
