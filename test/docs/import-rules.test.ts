import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

type Arrows = Readonly<Record<string, readonly string[]>>

const repository = join(import.meta.dirname, '..', '..')
const listsOf = (workspace: string): Readonly<Record<string, Arrows>> =>
  createRequire(import.meta.url)(join(repository, workspace, 'import-rules.cjs')) as Readonly<Record<string, Arrows>>
const lists = Object.entries({
  ...listsOf('agent'), ...listsOf('ansible/runner'), ...listsOf('collector'), ...listsOf('collector/page')
})

const isFolder = (name: string): boolean => !name.includes('.')
const foldersOf = (arrows: Arrows) => Object.entries(arrows).filter(([name]) => isFolder(name))
  .map(([name, imports]) => [name, imports.filter(isFolder).sort()] as const)

/** What can be reached from there along the arrows. */
const reached = (arrows: Arrows, from: string, seen = new Set<string>()): ReadonlySet<string> => {
  for (const to of arrows[from] ?? []) if (!seen.has(to)) reached(arrows, to, seen.add(to))
  return seen
}

/** What the files of a folder import of those next to it, each by the first part of its path. */
const importedBy = (folder: string): ReadonlyMap<string, ReadonlySet<string>> => {
  const imported = new Map<string, Set<string>>()
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name))) {
    for (const [, to] of readFileSync(join(folder, path), 'utf8').matchAll(/(?:from |import\(|import )'(\.[^']+)'/g)) {
      const [from, target] = [path, relative(folder, resolve(folder, dirname(path), to!))].map((each) => each.split('/')[0]!) as [
        string,
        string
      ]
      if (from !== target) imported.set(from, (imported.get(from) ?? new Set()).add(target))
    }
  }
  return imported
}

describe.each(lists)('%s', (root, arrows) => {
  test('no two folders import each other, nor does any in a circle', () => {
    expect(Object.keys(arrows).filter((name) => reached(arrows, name).has(name))).toEqual([])
  })

  test('every arrow that is allowed is used', () => {
    const imported = importedBy(join(repository, root))
    const unused = Object.entries(arrows)
      .flatMap(([from, names]) => names.filter((to) => imported.get(from)?.has(to) !== true).map((to) => `${from} → ${to}`))
    expect(unused).toEqual([])
  })

  test('folders import no file of the root, the version aside', () => {
    const imported = Object.entries(arrows)
      .filter(([from]) => isFolder(from))
      .flatMap(([, imports]) => imports.filter((to) => !isFolder(to)))
    expect(imported.filter((name) => name !== 'version.ts')).toEqual([])
  })
})

/** How many folders a workspace may have, and arrows between them: so many a reader can hold. */
test.each([
  ['agent', 13, 40], ['ansible/runner', 12, 40], ['collector', 12, 40], ['collector/page', 13, 44]
] as const)('%s has at most %d folders and %d arrows', (workspace, mostFolders, mostArrows) => {
  const folders = foldersOf(listsOf(workspace)[`${workspace}/src`]!)
  expect(folders.length).toBeLessThanOrEqual(mostFolders)
  expect(folders.flatMap(([, imports]) => imports).length).toBeLessThanOrEqual(mostArrows)
})

test('the README of the collector shows the arrows between its folders', () => {
  const [readme = ''] = readFileSync(join(repository, 'collector/README.md'), 'utf8').split('\n## ')
  const pictured = [...readme.matchAll(/^\| `([a-z-]+)\/` \|.*\| ([^|]*) \|$/gm)]
    .map(([, name, imports]) => [name!, [...imports!.matchAll(/`([^`]+)`/g)].map(([, word]) => word!).filter(isFolder).sort()])
  expect(Object.fromEntries(pictured)).toEqual(Object.fromEntries(foldersOf(listsOf('collector')['collector/src']!)))
})
