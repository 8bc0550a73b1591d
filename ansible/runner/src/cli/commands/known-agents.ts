import { readFileSync } from 'node:fs'
import { agentRelease } from '@mimamori/contract'
import type { KnownDevice } from '../../collector/connection.ts'
import type { InventoryHost } from '../../plan/inventory/inventory.ts'
import type { StateDirectory } from '../../state/state-directory.ts'
import { isRunResult, type RunResult } from '../../state/run-result.ts'
import type { CommandText } from '../../text/command-text.en.ts'
import { agentDirectoryOf, publishedRevision } from '../../plan/published-agent.ts'
import { previousAgent } from '../../plan/wanted-agent.ts'

const resultOf = (state: StateDirectory, run: string): RunResult | undefined => {
  try {
    const result: unknown = JSON.parse(readFileSync(state.run(run).result, 'utf8'))
    return isRunResult(result) ? result : undefined
  } catch {
    return undefined
  }
}

/**
 * The agents that devices run or have had, by the collector and by the runs stored here. Only a device itself knows which of them it has
 * kept.
 */
const knownAgents = (state: StateDirectory, known: ReadonlyMap<string, KnownDevice>): ReadonlySet<string> => new Set([
  ...[...known.values()].flatMap(({ agents = [] }) => agents),
  ...state.runs().flatMap((run) => {
    const result = resultOf(state, run)
    return result?.release === agentRelease ? result.hosts.flatMap(({ fromRevision, toRevision }) => [fromRevision, toRevision]) : []
  }).filter((revision) => revision !== undefined)
])

interface EarlierAgent {
  readonly reference: string
  readonly hosts: readonly InventoryHost[]
  readonly state: StateDirectory
  readonly known: ReadonlyMap<string, KnownDevice>
  readonly text: Pick<CommandText, 'unknownAgent'>
}

/**
 * Prints a note before devices go back to an agent that none is known to have had. It is no mistake: devices keep agents from before
 * the collector and the runs here, and devices that no longer have this one refuse it.
 */
export const earlierAgentNotes = ({ reference, hosts, state, known, text }: EarlierAgent): string[] => {
  const agents = [...knownAgents(state, known)].sort()
  if (reference === previousAgent || agents.length === 0 || agents.some((revision) => revision.startsWith(reference))) return []
  const published = [...new Set(hosts.map(agentDirectoryOf))].flatMap((directory) => publishedRevision(directory) ?? [])
  return [text.unknownAgent({ reference, published, earlier: agents.filter((revision) => !published.includes(revision)) })]
}
