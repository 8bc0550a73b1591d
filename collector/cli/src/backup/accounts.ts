import { readFileSync } from 'node:fs'
import { lchown } from 'node:fs/promises'
import type { Stats } from 'node:fs'
import { z } from 'zod'
import { visit } from './measure-path.ts'

/** The names behind the numbers of owners and groups: another machine may have given them other numbers. */
export const accountNames = z.object({ users: z.record(z.string(), z.string()), groups: z.record(z.string(), z.string()) })
export type AccountNames = z.infer<typeof accountNames>

/** passwd(5) and group(5): the name, and the number in the third field. */
const readNumbers = (file: string): ReadonlyMap<string, number> => new Map(
  readFileSync(file, 'utf8').split('\n').map((line) => line.split(':')).filter(({ length }) => length > 2)
    .map(([name, , number]) => [name!, Number(number)])
)

const namesOf = (numbers: ReadonlySet<number>, known: ReadonlyMap<string, number>): Readonly<Record<string, string>> =>
  Object.fromEntries([...known].filter(([, number]) => numbers.has(number)).map(([name, number]) => [number, name]))

/** This machine's names for these numbers. */
export const namesOfAccounts = (owners: ReadonlySet<number>, groups: ReadonlySet<number>): AccountNames =>
  ({ users: namesOf(owners, readNumbers('/etc/passwd')), groups: namesOf(groups, readNumbers('/etc/group')) })

/** Gives what lies below a directory to the accounts of the same names on this machine. One that it does not have keeps its number. */
export const renumberOwners = async (directory: string, { users, groups }: AccountNames): Promise<void> => {
  const [knownUsers, knownGroups] = [readNumbers('/etc/passwd'), readNumbers('/etc/group')]
  const changes: (() => Promise<void>)[] = []
  await visit(directory, (path, stats: Stats) => {
    const uid = knownUsers.get(users[stats.uid] ?? '') ?? stats.uid
    const gid = knownGroups.get(groups[stats.gid] ?? '') ?? stats.gid
    if (uid === stats.uid && gid === stats.gid) return
    changes.push(() => lchown(path, uid, gid))
  })
  for (const change of changes) await change()
}
