import { agentRelease, type RunAction } from '@mimamori/contract'
import type { InventoryHost } from './inventory/inventory.ts'
import { collectionPlaybook } from '../platform/paths.ts'
import type { Settings } from '../settings/settings.ts'
import type { CommandText } from '../text/command-text.en.ts'
import { releaseOf } from './release-source.ts'
import { wantedByOthers, wantedRelease, type WantedRelease } from './release.ts'
import type { WantedReference } from './resolve-revisions.ts'
import type { WantedByHost } from './plan.ts'
import { wantedAgent } from './wanted-agent.ts'

/** The work on each device of a run, and its playbook. */
export interface PlannedWork {
  readonly playbook: string
  readonly wanted: WantedRelease
  /**
   * Devices that are not reached wait in the queue and get it later. A restart or a way back is not queued: by then it may be
   * needless, or wrong.
   */
  readonly queuesUnreachable: boolean
  /** The release that a device of the inventory has of this run. */
  readonly releaseOf: (host: InventoryHost) => string | undefined
  /** Gives the revisions that queued devices outside the run should get from now on. */
  readonly wantedByOthers: (others: readonly InventoryHost[]) => Promise<readonly WantedByHost[]>
}

export interface WorkQuestion {
  readonly action: RunAction
  readonly hosts: readonly InventoryHost[]
  readonly reference: WantedReference
  readonly isForced: boolean
  readonly settings: Pick<Settings, 'playbook'>
  readonly text: CommandText['preflight']
}

const nothingWanted = { revisions: new Map<string, string>(), mistakes: [] }
const nobody = async (): Promise<readonly WantedByHost[]> => []
/** The runner has already made the waves. */
const allAtOnce = { wave: '100%' }
/** Ours takes its releases from the inventory; somebody's own may name them itself. */
const updatePlaybook = collectionPlaybook('update_clients')

export const plannedWork = async ({ action, hosts, reference, isForced, settings, text }: WorkQuestion): Promise<PlannedWork> => {
  const forced = (wanted: WantedRelease, name: string): WantedRelease =>
    isForced ? { ...wanted, variables: { ...wanted.variables, [name]: true } } : wanted
  const bare = hosts.filter((host) => releaseOf(host) === undefined).map(({ host }) => host)
  const noRelease = bare.length > 0 ? [text.noRelease(bare)] : []
  switch (action) {
    case 'update': {
      const wanted = await wantedRelease(hosts, reference, text)
      return {
        playbook: settings.playbook,
        wanted: forced(
          settings.playbook === updatePlaybook ? { ...wanted, mistakes: [...wanted.mistakes, ...noRelease] } : wanted, 'release_force'
        ),
        queuesUnreachable: true,
        releaseOf,
        wantedByOthers: (others) => wantedByOthers(others, hosts, reference, text)
      }
    }
    case 'agent': {
      const agentOf = (devices: readonly InventoryHost[]) => wantedAgent(devices, reference.reference, text)
      const { wanted, isEarlier } = agentOf(hosts)
      return {
        playbook: collectionPlaybook(isEarlier ? 'rollback_agent' : 'agent'),
        wanted: forced(wanted, 'agent_force'),
        queuesUnreachable: !isEarlier,
        releaseOf: () => agentRelease,
        wantedByOthers: async (others) =>
          [...agentOf(others).wanted.revisions].map(([host, revision]) => ({ host, release: agentRelease, revision }))
      }
    }
    case 'restart':
      return {
        playbook: collectionPlaybook('restart_services'),
        wanted: { ...nothingWanted, variables: {}, mistakes: noRelease },
        queuesUnreachable: false,
        releaseOf,
        wantedByOthers: nobody
      }
    case 'reboot':
      return {
        playbook: collectionPlaybook('reboot'), wanted: { ...nothingWanted, variables: allAtOnce }, queuesUnreachable: false,
        releaseOf: () => undefined, wantedByOthers: nobody
      }
  }
}
