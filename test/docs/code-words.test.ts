import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'

const repository = join(import.meta.dirname, '../..')
const read = (path: string): string => readFileSync(join(repository, path), 'utf8')

/** Excluded names that stay: those of others, and those that devices, databases and the API's clients have. */
const accepted: Readonly<Record<string, string>> = {
  goodbye: 'stored with each connection',
  goodbye_poweroff: 'a reason\'s code in the API', goodbye_reboot: 'the same', goodbye_stopped: 'the same',
  ownLimits: 'a field of the API',
  instant: 'what Prometheus calls such a query', instantLogql: 'the same of Loki'
}

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

const inCamelCase = (file: string): string => basename(file).split('.', 1)[0]!.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())

/** The names that a file declares, those of its properties and types' members, and its own. */
const namesIn = (path: string): readonly string[] => [...new Set([
  inCamelCase(path),
  ...[...read(path).matchAll(/\b(?:const|let|function|class|interface|type|readonly)\s+(\w+)|^\s+(\w+)\??:(?=\s)/gm)].map(
    ([, declared, property]) => (declared ?? property)!
  )
])]

const found = sources.flatMap((path) =>
  namesIn(path)
    .filter((name) => forbidden.some((pattern) => pattern.test(name)))
    .map((name) => ({ path, name }))
)

test('the glossary names words that no name in code has', () => {
  expect(forbidden.length).toBeGreaterThan(10)
})

test('the code has no other name that the glossary excludes', () => {
  expect(found.filter(({ name }) => !(name in accepted))).toEqual([])
  expect([...new Set(found.map(({ name }) => name))].sort()).toEqual(Object.keys(accepted).sort())
})
