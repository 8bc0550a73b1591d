import type { Presence } from '../plan/plan.ts'
import type { CollectorClient } from './collector-client.ts'

/** The part of `GET /api/clients/status` that we read. */
interface Status {
  readonly clients: readonly { readonly clientId: string, readonly state: string, readonly freshness: 'fresh' | 'late' | 'silent', readonly lastSeen: string | null }[]
}

export interface KnownDevice {
  readonly presence: Presence
  readonly lastSeenMs: number | undefined
}

/** What the collector knows of the devices. @throws with the reason where it does not say */
export const askPresence = async (client: Pick<CollectorClient, 'get'>): Promise<ReadonlyMap<string, KnownDevice>> => {
  const { status, body } = await client.get('/api/clients/status')
  if (status !== 200) throw new Error(`${status} ${(body as { message?: string } | undefined)?.message ?? ''}`.trim())
  return new Map((body as Status).clients.map(({ clientId, state, freshness, lastSeen }) =>
    [clientId, { presence: state === 'paused' ? 'paused' : freshness, lastSeenMs: lastSeen === null ? undefined : Date.parse(lastSeen) }]))
}
