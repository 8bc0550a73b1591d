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

/** What can be reached from there along the arrows. */
const reached = (from: string, seen = new Set<string>()): ReadonlySet<string> => {
  for (const to of arrows[from] ?? []) if (!seen.has(to)) reached(to, seen.add(to))
  return seen
}

test('no two folders may import each other, nor may any in a circle', () => {
  expect(Object.keys(arrows).filter((name) => reached(name).has(name))).toEqual([])
})

test('nothing but the root imports a file of the root, the version aside', () => {
  const imported = Object.entries(arrows).filter(([from]) => isFolder(from)).flatMap(([, imports]) => imports.filter((to) => !isFolder(to)))
  expect(new Set(imported)).toEqual(new Set(['version.ts']))
})
