import { copyFileSync, rmSync, statSync, truncateSync } from 'node:fs'

/** With what is kept beside it, about 20 MB a service at most, and what is printed between two looks at it. */
const mostLogBytes = 10_000_000

/**
 * Moves what a log holds to `….previous`, in place of what is there, once it is larger than `mostBytes`. Who writes it need not
 * know, but must have opened it to append. What is written in this very moment can be lost; where the disk has no room for the
 * copy, all of it is.
 */
export const boundLog = (file: string, mostBytes = mostLogBytes): void => {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) <= mostBytes) return
  const previous = `${file}.previous`
  try {
    copyFileSync(file, previous)
  } catch {
    rmSync(previous, { force: true })
  }
  truncateSync(file)
}
