import type { Presence } from '../plan/plan.ts'
import type { CollectorClient } from './collector-client.ts'

/** The part of `GET /api/clients/status` that we read. */
interface Status {
  readonly clients: readonly {
    readonly clientId: string
    readonly state: string
    readonly freshness: 'fresh' | 'late' | 'silent'
    readonly reason?: { readonly code: string } | null
    readonly lastSeen: string | null
  }[]
}

export interface KnownDevice {
  readonly presence: Presence
  readonly lastSeenMs: number | undefined
  /** It reports, whatever else is said of it. */
  readonly isHeard: boolean
}

const presenceOf = ({ state, freshness, reason }: Status['clients'][number]): Presence => {
  if (state === 'paused' || state === 'retired' || state === 'revoked') return state
  if (reason?.code === 'goodbye_poweroff') return 'off'
  return reason?.code === 'no_answer' ? 'silent' : freshness
}

/** What the collector knows of the devices. @throws with the reason where it does not say */
export const askPresence = async (client: Pick<CollectorClient, 'get'>): Promise<ReadonlyMap<string, KnownDevice>> => {
  const { status, body } = await client.get('/api/clients/status')
  if (status !== 200) throw new Error(`${status} ${(body as { message?: string } | undefined)?.message ?? ''}`.trim())
  return new Map((body as Status).clients.map((client) =>
    [client.clientId, { presence: presenceOf(client), lastSeenMs: client.lastSeen === null ? undefined : Date.parse(client.lastSeen), isHeard: client.freshness === 'fresh' }]))
}
