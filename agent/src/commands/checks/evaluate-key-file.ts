import { statSync } from 'node:fs'
import type { Text } from '../../text/index.ts'
import { note, type Finding } from './finding.ts'

/** Mode bits of others: neither the owner nor the group (inode(7)). */
const [othersRead, othersWrite] = [0o004, 0o002]

/** The mode of a file that others can read or change, as chmod(1) writes it; undefined if nobody can. */
export const modeOpenToOthers = (path: string): string | undefined => {
  const mode = (statSync(path, { throwIfNoEntry: false })?.mode ?? 0) & 0o777
  return (mode & (othersRead | othersWrite)) === 0 ? undefined : mode.toString(8).padStart(4, '0')
}

/** A finding if others can read or replace the key; undefined if nobody can. The agent starts all the same. */
export const evaluateKeyFile = (path: string, { check: { key: text } }: Text): Finding | undefined => {
  const mode = modeOpenToOthers(path)
  return mode === undefined ? undefined : note(text.openToOthers(path, mode))
}
