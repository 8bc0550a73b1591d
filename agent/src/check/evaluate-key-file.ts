import { statSync } from 'node:fs'
import type { Text } from '../text/index.ts'
import type { Finding } from './finding.ts'

/** Bits of a mode for those who are neither the owner nor of the group (inode(7)). */
const [othersRead, othersWrite] = [0o004, 0o002]

/** A finding where others can read the key, or put another in its place; undefined where nobody can. Nothing is refused for it. */
export const evaluateKeyFile = (path: string, { check: { key: text } }: Text): Finding | undefined => {
  const mode = statSync(path).mode & 0o777
  if ((mode & (othersRead | othersWrite)) === 0) return undefined
  return { status: 'note', message: text.openToOthers(path, mode.toString(8).padStart(4, '0')), next: text.openToOthersNext(path) }
}
