import type { ClientStatus } from '../client-status.ts'
import type { ReasonCode } from '../freshness.ts'

/** The condition of a device, in one word: its state or its last message if that explains it, else its freshness. Worst first. */
export const conditions = [
  'silent', 'down', 'late', 'pending', 'refused', 'restarting', 'stopped', 'off', 'fresh', 'off_hours', 'paused', 'retired', 'revoked'
] as const
export type Condition = typeof conditions[number]

const lastWords: Partial<Record<ReasonCode, Condition>> = {
  goodbye_poweroff: 'off',
  goodbye_reboot: 'restarting',
  goodbye_stopped: 'stopped'
}
/** Conditions of devices that report, or did just now, and yet are not well. */
const conditionOfFresh: Partial<Record<ReasonCode, Condition>> = {
  report_refused: 'refused', scrape_failed: 'refused', key_refused: 'late'
}

/** The fields that the condition follows from. */
export interface ConditionEvidence extends Pick<ClientStatus, 'state' | 'freshness'> {
  readonly down?: boolean
  readonly reason?: { readonly code: ReasonCode } | null | undefined
}

/**
 * A device that sent a shutdown report is the same from then on until it is heard again or silent, or its site is closed, though its
 * freshness ends by time.
 */
export const conditionOf = ({ state, freshness, down = false, reason = null }: ConditionEvidence): Condition => {
  if (state === 'paused' || state === 'retired' || state === 'revoked') return state
  if (reason?.code === 'off_hours') return 'off_hours'
  if (freshness === 'silent') return 'silent'
  if (down) return 'down'
  const lastWord = reason === null ? undefined : lastWords[reason.code]
  if (lastWord !== undefined) return lastWord
  if (freshness === 'late') return state === 'pending' ? 'pending' : 'late'
  return (reason === null ? undefined : conditionOfFresh[reason.code]) ?? 'fresh'
}
