import { defined } from '../platform/defined.ts'
import type { InventoryHost } from './inventory/inventory.ts'
import type { CommandText } from '../text/command-text.en.ts'
import type { WantedByHost } from './plan.ts'
import { releaseOf } from './release-source.ts'
import { variablesFor } from './release-variables.ts'
import { resolveAll, type WantedReference } from './resolve-revisions.ts'

export interface WantedRelease {
  readonly release?: string
  readonly reference?: string
  /** The revision of all hosts, if it is the same. */
  readonly revision?: string
  /** The revision of each host, if it is known without Ansible. */
  readonly revisions: ReadonlyMap<string, string>
  /** Variables for the playbook. */
  readonly variables: Readonly<Record<string, unknown>>
  readonly mistakes: readonly string[]
}

const only = <Value>(values: readonly (Value | undefined)[]): Value | undefined => new Set(values).size === 1 ? values[0] : undefined

/** Finds the releases that a run installs. */
export const wantedRelease = async (
  hosts: readonly InventoryHost[], asked: WantedReference, text: CommandText['preflight']
): Promise<WantedRelease> => {
  const found = await resolveAll(hosts, asked, text)
  const reference = found.length > 0 && found.every(({ source }) => source?.type === 'archive') ? undefined : asked.reference
  const revision = only(found.map(({ revision: one }) => one))
  const release = only(hosts.map(releaseOf))
  return {
    ...defined({ release, reference, revision }),
    revisions: new Map(found.flatMap(({ host, revision: one }) => one === undefined ? [] : [[host.host, one]])),
    variables: variablesFor(found.map(({ host: { host, variables }, source, revision: one }) =>
      ({ host, own: variables.release_revision, wanted: source === undefined ? reference : source.type === 'git' ? one : undefined }))),
    mistakes: [...new Set(found.flatMap(({ mistake }) => mistake ?? []))]
  }
}

/** The same reference resolved for other devices with the releases of a run, except those that cannot get it. */
export const wantedByOthers = async (
  others: readonly InventoryHost[], hosts: readonly InventoryHost[], asked: WantedReference, text: CommandText['preflight']
): Promise<WantedByHost[]> => {
  const releases = new Set(hosts.map(releaseOf))
  const found = await resolveAll(others.filter((host) => releases.has(releaseOf(host))), asked, text)
  return found.flatMap(({ host, source, revision, mistake }) => {
    if (mistake !== undefined) return []
    const release = releaseOf(host)
    return [{
      host: host.host,
      ...release !== undefined && { release },
      ...asked.reference !== undefined && source?.type !== 'archive' && { reference: asked.reference },
      ...revision !== undefined && { revision }
    }]
  })
}
