import type { Language } from '@mimamori/contract'
import type { Alerts } from './alerts/alerts.ts'
import type { LastProblems } from './delivery/last-problems.ts'
import type { Receivers } from './receivers/receivers.ts'

/** When an alert was last delivered to a receiver, and what kept the last message from it. */
export interface LastNotification {
  readonly notifiedMs: number | undefined
  readonly problem: { readonly atMs: number, readonly text: string } | undefined
}

interface Parts {
  readonly alerts: Pick<Alerts, 'lastNotifiedMs'>
  readonly receivers: Pick<Receivers, 'current'>
  readonly lastProblems: Pick<LastProblems, 'all'>
}

/** By receiver, what is known of the last notification of it. @throws what the storage throws */
export type ReadLastNotifications = (language: Language) => Promise<ReadonlyMap<string, LastNotification>>

/** Joins what the alerts and the receivers have. */
export const lastNotificationReader = ({ alerts, receivers, lastProblems }: Parts): ReadLastNotifications => async (language) => {
  const names = receivers.current().receivers.map(({ name }) => name)
  const [lastMs, problems] = await Promise.all([alerts.lastNotifiedMs(names), lastProblems.all()])
  return new Map(names.map((name) => {
    const problem = problems.get(name)
    return [name, { notifiedMs: lastMs.get(name), problem: problem && { atMs: problem.atMs, text: problem.text[language] } }]
  }))
}
