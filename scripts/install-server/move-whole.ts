import { renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { syncPath } from '@mimamori/program/durable-file'
import type { Machine } from './machine.ts'

interface Deps {
  readonly from: string
  readonly to: string
  /** Gives everything at a path to its new user. */
  readonly own: (path: string) => void
  readonly copy: Machine['copy']
  readonly rename?: (from: string, to: string) => void
}

/**
 * Moves a file or directory, also from one file system to another. If it is cut off, `from` is whole until `to` is whole and its
 * new user's, so that it can be repeated. @throws if it cannot be moved
 */
export const moveWhole = ({ from, to, own, copy, rename = renameSync }: Deps): void => {
  own(from)
  try {
    rename(from, to)
    return
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error
  }
  // A part at most: a whole file has its name.
  const incoming = `${to}.incoming`
  rmSync(incoming, { recursive: true, force: true })
  copy(from, incoming)
  renameSync(incoming, to)
  syncPath(dirname(to))
  rmSync(from, { recursive: true })
}
