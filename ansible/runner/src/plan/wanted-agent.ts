import { agentRelease } from '@mimamori/contract'
import type { InventoryHost } from './inventory/inventory.ts'
import type { CommandText } from '../text/command-text.en.ts'
import { agentDirectoryOf, publishedRevision } from './published-agent.ts'
import type { WantedRelease } from './release.ts'

/** `--revision previous`: each device goes back to the agent that it had before. */
export const previousAgent = 'previous'

/** The agent that a run installs. */
export interface WantedAgent {
  readonly wanted: WantedRelease
  /** It was published before: the devices have kept it, and the server has not. */
  readonly isEarlier: boolean
}

/** The agent that is published on this server, or, by another revision, one that the devices have kept. */
export const wantedAgent = (
  hosts: readonly InventoryHost[], reference: string | undefined, text: CommandText['preflight']
): WantedAgent => {
  const published = new Map([
    ...new Set(hosts.map(agentDirectoryOf))
  ].map((directory) => [directory, publishedRevision(directory)] as const))
  const isEarlier = reference !== undefined && [...published.values()].some((revision) => revision?.startsWith(reference) !== true)
  if (isEarlier) {
    const variables = reference === previousAgent ? {} : { agent_revision: reference }
    return { isEarlier, wanted: { release: agentRelease, reference, revisions: new Map(), variables, mistakes: [] } }
  }
  const revisions = new Map(hosts.flatMap((host) => {
    const revision = published.get(agentDirectoryOf(host))
    return revision === undefined ? [] : [[host.host, revision] as const]
  }))
  const different = new Set(published.values())
  const [revision] = different
  return {
    isEarlier,
    wanted: {
      release: agentRelease,
      ...different.size === 1 && revision !== undefined && { revision },
      revisions,
      variables: {},
      mistakes: [...published].flatMap(([directory, one]) => one === undefined ? [text.noAgent(directory)] : [])
    }
  }
}
