import { copyFileSync, rmSync, statSync, truncateSync } from 'node:fs'

/** With the previous log, about 20 MB a service at most, and the output between two checks. */
const mostLogBytes = 10_000_000

/**
 * Moves a log's content to `….previous`, replacing that, once it is larger than `mostBytes`. The program that writes it need not
 * know, but must have opened it to append. Output written at the same time can be lost; if the disk has no room for the
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
