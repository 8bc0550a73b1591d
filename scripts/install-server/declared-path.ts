import { readFileSync, statSync } from 'node:fs'
import type { Machine } from './machine.ts'

/** A path as tmpfiles.d(5) declares it. */
export interface DeclaredPath {
  readonly path: string
  readonly mode: number
  readonly group: string
}

/** The ids of groups, by their names. */
const groupIds = (
  file: string
): ReadonlyMap<string, number> =>
  new Map(readFileSync(file, 'utf8').split('\n').map((line) => line.split(':')).map(([name = '', , id]) => [name, Number(id)]))

/** Whether a path is there, with that mode and that group. */
export const isAsDeclared = ({ at }: Pick<Machine, 'at'>): (declared: DeclaredPath) => boolean => {
  const groups = groupIds(at('/etc/group'))
  return ({ path, mode, group }) => {
    const found = statSync(at(path), { throwIfNoEntry: false })
    return found !== undefined && (found.mode & 0o777) === mode && found.gid === groups.get(group)
  }
}
