import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

/** What each file of a folder exports besides types. */
const exportsOf = (folder: string): Readonly<Record<string, readonly string[]>> => {
  const directory = join(import.meta.dirname, '..', 'src', folder)
  return Object.fromEntries(readdirSync(directory).map((file) =>
    [file, [...readFileSync(join(directory, file), 'utf8').matchAll(/^export (?!type |interface )(?:const |async function |function |class )?(default fp|\w+)/gm)].map(([, name]) => name!)]))
}

test('a file of plugins/ is one Fastify plugin, and gives nothing else', () => {
  const others = Object.entries(exportsOf('plugins')).filter(([, names]) => names.join() !== 'default fp')
  expect(others).toEqual([])
})

test('a file of routes/ gives its routes, and nothing else', () => {
  const others = Object.entries(exportsOf('routes')).filter(([, names]) => !/^\w+Routes$/.test(names.join()))
  expect(others).toEqual([])
})
