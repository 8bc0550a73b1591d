import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const { arrows } = createRequire(import.meta.url)('../import-rules.cjs') as { readonly arrows: Readonly<Record<string, readonly string[]>> }
const isFolder = (name: string): boolean => !name.includes('.')

/** The rows of the README's table of folders: name and what it imports. */
const pictured = (): Readonly<Record<string, readonly string[]>> => {
  const [readme = ''] = readFileSync(join(import.meta.dirname, '..', 'README.md'), 'utf8').split('\n## ')
  return Object.fromEntries([...readme.matchAll(/^\| `([a-z-]+)\/` \|.*\| ([^|]*) \|$/gm)].map(([, name, imports]) => [name!, [...imports!.matchAll(/`([^`]+)`/g)].map(([, word]) => word!).sort()]))
}

test('the README shows the arrows between the folders that the import rules allow', () => {
  const allowed = Object.fromEntries(Object.entries(arrows).filter(([name]) => isFolder(name)).map(([name, imports]) => [name, [...imports].sort()]))
  expect(pictured()).toEqual(allowed)
})

test('no two folders may import each other', () => {
  const pairs = Object.entries(arrows).flatMap(([from, imports]) => imports.filter((to) => from < to && arrows[to]?.includes(from)).map((to) => `${from} ↔ ${to}`))
  expect(pairs).toEqual([])
})

test('nothing but the root imports a file of the root, the version aside', () => {
  const imported = Object.entries(arrows).filter(([from]) => isFolder(from)).flatMap(([, imports]) => imports.filter((to) => !isFolder(to)))
  expect(new Set(imported)).toEqual(new Set(['version.ts']))
})
