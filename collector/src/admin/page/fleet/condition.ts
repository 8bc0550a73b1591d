import type { ClientStatus } from '../../../fleet/client-status.ts'

/** How a device is, in one word: its state where that explains it, else its freshness. Worst first. */
export const conditions = ['silent', 'late', 'pending', 'fresh', 'paused', 'retired', 'revoked'] as const
export type Condition = typeof conditions[number]

export const conditionOf = ({ state, freshness }: Pick<ClientStatus, 'state' | 'freshness'>): Condition => {
  if (state === 'paused' || state === 'retired' || state === 'revoked') return state
  return state === 'pending' && freshness === 'late' ? 'pending' : freshness
}
