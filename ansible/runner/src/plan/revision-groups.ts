import { defined } from '../platform/defined.ts'
import type { Inventory } from './inventory/inventory.ts'
import type { PlannedHost, RevisionGroup } from './plan.ts'

const keyOf = ({ release, revision }: PlannedHost): string => JSON.stringify([release, revision])

/** The devices of a run by their revision; undefined if it is the same for all. Pure. */
export const revisionGroups = (hosts: readonly PlannedHost[], { groups }: Pick<Inventory, 'groups'>): RevisionGroup[] | undefined => {
  const byRevision = Map.groupBy(hosts, keyOf)
  if (byRevision.size < 2) return undefined
  const inRun = new Set(hosts.map(({ host }) => host))
  return [...byRevision.values()].map((members) => {
    const { release, revision } = members[0]!
    const names = new Set(members.map(({ host }) => host))
    return {
      ...defined({ release, revision }),
      groups: [...groups].filter(([, of]) =>
        new Set(of.filter((host) => inRun.has(host))).symmetricDifference(names).size === 0).map(([name]) => name),
      hosts: [...names]
    }
  })
}
