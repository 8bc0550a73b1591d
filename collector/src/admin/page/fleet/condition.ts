import type { ClientStatus } from '../../../fleet/client-status.ts'

/** How a device is, in one word: its state where that explains it, else its freshness. Worst first. */
export const conditions = ['silent', 'late', 'pending', 'fresh', 'paused', 'retired', 'revoked'] as const
export type Condition = typeof conditions[number]

export const conditionOf = ({ state, freshness }: Pick<ClientStatus, 'state' | 'freshness'>): Condition => {
  if (state === 'paused' || state === 'retired' || state === 'revoked') return state
  return state === 'pending' && freshness === 'late' ? 'pending' : freshness
}

/** What a device said that is still fresh, and yet is not up any more, or just coming up. */
const goodbyes = { goodbye_poweroff: 'off', goodbye_reboot: 'restarting', goodbye_stopped: 'stopped' } as const
export type Badge = Condition | typeof goodbyes[keyof typeof goodbyes]

/** The word beside a device: its condition, by which it is counted and sorted, but of one that has said goodbye that it has. */
export const badgeOf = (client: Pick<ClientStatus, 'state' | 'freshness' | 'reason'>): Badge => {
  const condition = conditionOf(client)
  const code = client.reason?.code
  return condition === 'fresh' && code !== undefined && Object.hasOwn(goodbyes, code) ? goodbyes[code as keyof typeof goodbyes] : condition
}
