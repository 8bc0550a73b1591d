import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const docs = join(import.meta.dirname, '../../docs')

/** The tests that a page names: paths from the root of the repository, and titles. */
const testsOf = (page: string): readonly (readonly [string, string])[] =>
  [...readFileSync(join(docs, page), 'utf8').matchAll(/\]\((?:\.\.\/)+([^)\s]+\.test\.ts) "([^"]+)"\)/g)].map(([, path, title]) => [path!, title!])

test.each(testsOf('security.md'))('security: %s shows that it %s', (path, title) => {
  expect(readFileSync(join(docs, '..', path), 'utf8')).toContain(`'${title}`)
})

test('each line of a table names a test', () => {
  const lines = readFileSync(join(docs, 'security.md'), 'utf8').match(/^\| (?!who |secret ).*\|$/gm)!
  expect(lines.filter((line) => testsOf('security.md').every(([path]) => !line.includes(path)))).toEqual([])
})

test('both languages name the same tests', () => {
  expect(testsOf('ja/security.md')).toEqual(testsOf('security.md'))
})
