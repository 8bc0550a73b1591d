import type { HostFinished } from '@mimamori/contract'
import { actionOf } from '../../plan/action.ts'
import { runAside, type RunAsideOptions } from './run-aside.ts'

/** Devices with the revision that each had before. */
export type GoBack = (
  devices: readonly { readonly host: string, readonly revision: string }[]
) => Promise<ReadonlyMap<string, HostFinished>>

/**
 * Takes devices of a run back by the collection's own rollback, which proves the revision that runs afterwards. Gives how it ended on each;
 * a device without a result is left out.
 */
export const goBack = (work: RunAsideOptions): GoBack => async (devices) => {
  const isAgent = actionOf(work.plan) === 'agent'
  const ended = new Map<string, HostFinished>()
  for (const [revision, group] of Map.groupBy(devices, (one) => one.revision)) {
    const { results } = await runAside(work, {
      name: `rollback-${ended.size + 1}`,
      playbook: isAgent ? 'rollback_agent' : 'rollback',
      hosts: group.map(({ host }) => host),
      variables: { [isAgent ? 'agent_revision' : 'release_revision']: revision }
    })
    for (const result of results) ended.set(result.host, result)
  }
  return ended
}
