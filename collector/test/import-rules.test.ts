import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'

type Arrows = Readonly<Record<string, readonly string[]>>

const { arrows, deviceArrows } = createRequire(import.meta.url)('../import-rules.cjs') as { readonly arrows: Arrows, readonly deviceArrows: Arrows }
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

/** What the files of a folder import of those beside it, each by the first part of its path. */
const importedBy = (folder: string): ReadonlyMap<string, ReadonlySet<string>> => {
  const imported = new Map<string, Set<string>>()
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))) {
    for (const [, to] of readFileSync(join(folder, path), 'utf8').matchAll(/(?:from |import\()'(\.[^']+)'/g)) {
      const [from, target] = [path, relative(folder, resolve(folder, dirname(path), to!))].map((each) => each.split('/')[0]!) as [string, string]
      if (from !== target) imported.set(from, (imported.get(from) ?? new Set()).add(target))
    }
  }
  return imported
}

test.each([['src', arrows], ['src/devices', deviceArrows]] as const)('every arrow that is allowed in %s is used', (folder, allowed) => {
  const imported = importedBy(join(import.meta.dirname, '..', folder))
  const unused = Object.entries(allowed).flatMap(([from, names]) => names.filter((to) => imported.get(from)?.has(to) !== true).map((to) => `${from} → ${to}`))
  expect(unused).toEqual([])
})
