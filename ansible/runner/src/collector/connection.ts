import { agentRelease } from '@mimamori/contract'
import { contentOf } from './ask-collector.ts'
import type { CollectorClient } from './collector-client.ts'

/**
 * State of a device by the collector: whether it reports now, or why not. `silent`: for long, or its address does not answer; `off`: it has
 * announced its power-off; `unknown`: the collector does not answer, or does not know it.
 */
export type Connection = 'fresh' | 'late' | 'silent' | 'off' | 'paused' | 'retired' | 'revoked' | 'unknown'

/** The part of `GET /api/clients/status` that is used. */
interface Status {
  readonly clients: readonly {
    readonly clientId: string
    readonly state: string
    readonly freshness: 'fresh' | 'late' | 'silent'
    readonly reason?: { readonly code: string } | null
    readonly lastSeen: string | null
    readonly releases?: Readonly<Record<string, string>>
    readonly lastAgentUpdate?: { readonly fromRevision: string | null, readonly toRevision: string | null } | null
  }[]
}

export interface KnownDevice {
  readonly connection: Connection
  readonly lastSeenMs: number | undefined
  /** It reports, in any state. */
  readonly isHeard: boolean
  /** The agents that it runs, or had at its last update of the agent. */
  readonly agents?: readonly string[]
}

const agentsOf = ({ releases, lastAgentUpdate }: Status['clients'][number]): string[] =>
  [
    ...new Set([releases?.[agentRelease], lastAgentUpdate?.fromRevision, lastAgentUpdate?.toRevision])
  ].filter((revision) => typeof revision === 'string')

const connectionOf = ({ state, freshness, reason }: Status['clients'][number]): Connection => {
  if (state === 'paused' || state === 'retired' || state === 'revoked') return state
  if (reason?.code === 'goodbye_poweroff') return 'off'
  return reason?.code === 'no_answer' ? 'silent' : freshness
}

/** Asks the collector about all devices. @throws with the reason if it does not answer */
export const askConnections = async (client: Pick<CollectorClient, 'get'>): Promise<ReadonlyMap<string, KnownDevice>> => {
  const { clients } = contentOf<Status>(await client.get('/api/clients/status'))
  return new Map(clients.map((client) => [client.clientId, {
    connection: connectionOf(client), isHeard: client.freshness === 'fresh', agents: agentsOf(client),
    lastSeenMs: client.lastSeen === null ? undefined : Date.parse(client.lastSeen)
  }]))
}
