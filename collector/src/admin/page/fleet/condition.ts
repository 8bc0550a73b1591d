import type { ClientStatus } from '../../../fleet/client-status.ts'

/** How a device is, in one word: its state where that explains it, else its freshness. Worst first. */
export const conditions = ['silent', 'late', 'pending', 'fresh', 'paused', 'retired', 'revoked'] as const
export type Condition = typeof conditions[number]

export const conditionOf = ({ state, freshness }: Pick<ClientStatus, 'state' | 'freshness'>): Condition => {
  if (state === 'paused' || state === 'retired' || state === 'revoked') return state
  return state === 'pending' && freshness === 'late' ? 'pending' : freshness
}

/** What is to be said of a device that is heard, and yet is not up any more, is just coming up, or sends what cannot be taken. */
const saidOfFresh = { goodbye_poweroff: 'off', goodbye_reboot: 'restarting', goodbye_stopped: 'stopped', report_refused: 'refused' } as const
export type Badge = Condition | typeof saidOfFresh[keyof typeof saidOfFresh]

/** The word beside a device: its condition, or what is to be said of it although it is fresh. */
export const badgeOf = (client: Pick<ClientStatus, 'state' | 'freshness' | 'reason'>): Badge => {
  const condition = conditionOf(client)
  const code = client.reason?.code
  return condition === 'fresh' && code !== undefined && Object.hasOwn(saidOfFresh, code) ? saidOfFresh[code as keyof typeof saidOfFresh] : condition
}
