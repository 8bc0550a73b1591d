import type { Stats } from 'node:fs'
import { lstat, readdir } from 'node:fs/promises'
import { join, matchesGlob } from 'node:path'

interface Found {
  /** The sizes of all files together. */
  readonly bytes: number
  readonly owners: ReadonlySet<number>
  readonly groups: ReadonlySet<number>
}

/** Visits a path and everything below it, without following links. What goes away on the way is not visited. */
export const visit = async (
  path: string, seen: (path: string, stats: Stats) => void, isLeftOut: (path: string) => boolean = () => false
): Promise<void> => {
  if (isLeftOut(path)) return
  try {
    const stats = await lstat(path)
    seen(path, stats)
    if (!stats.isDirectory()) return
    for (const name of await readdir(path)) await visit(join(path, name), seen, isLeftOut)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}

/** Adds up a path's files, and collects their owners. `without`: patterns below it that do not count. */
export const measurePath = async (path: string, without: readonly string[] = []): Promise<Found> => {
  const [owners, groups] = [new Set<number>(), new Set<number>()]
  let bytes = 0
  await visit(path, (_, stats) => {
    owners.add(stats.uid)
    groups.add(stats.gid)
    if (stats.isFile()) bytes += stats.size
  }, (below) => without.some((pattern) => matchesGlob(below, join(path, pattern))))
  return { bytes, owners, groups }
}
