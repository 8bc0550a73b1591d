import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const repository = join(import.meta.dirname, '../..')
const read = (path: string): string => readFileSync(join(repository, path), 'utf8')

/** How many names each folder may still have that the glossary excludes; to be lowered with each that goes. */
const allowed: Readonly<Record<string, number>> = { agent: 2, collector: 17, dashboards: 2, scripts: 10 }

const [, table = ''] = read('docs/glossary.md').split('\n## Names in code')
const forbidden = table
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .flatMap((line) =>
    [
      ...line
        .split(/(?<!\\)\|/)
        .at(-2)!
        .matchAll(/`([^`]+)`/g)
    ].map(([, pattern]) => new RegExp(pattern!.replaceAll('\\|', '|')))
  )

const sources = execFileSync('git', ['ls-files', '*.ts', '*.tsx'], { cwd: repository, encoding: 'utf8' }).split('\n')
  .filter((path) => path !== '' && !/(?:^|\/)test\//.test(path))

/** The names that a file declares. */
const namesIn = (path: string): readonly string[] =>
  [...new Set([...read(path).matchAll(/\b(?:const|let|function|class|interface|type)\s+(\w+)/g)].map(([, name]) => name!))]

const found = sources.flatMap((path) =>
  namesIn(path)
    .filter((name) => forbidden.some((pattern) => pattern.test(name)))
    .map((name) => `${path}: ${name}`)
)
const folderOf = (place: string): string => place.split('/', 1)[0]!

test('the glossary names words that no name in code has', () => {
  expect(forbidden.length).toBeGreaterThan(10)
})

test.each([...new Set([...Object.keys(allowed), ...found.map(folderOf)])].sort())(
  '%s has no more names than before that the glossary excludes',
  (folder) => {
    const here = found.filter((place) => folderOf(place) === folder)
    expect(here.length, here.join('\n')).toBeLessThanOrEqual(allowed[folder] ?? 0)
  }
)
