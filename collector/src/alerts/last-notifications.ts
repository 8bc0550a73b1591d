import type { Language } from '@mimamori/contract'
import type { Alerts } from './lifecycle/alerts.ts'
import type { Receivers } from './receivers/receivers.ts'

/** When an alert was last delivered to a receiver, and what kept the last message from it. */
export interface LastNotification {
  readonly notifiedMs: number | undefined
  readonly problem: { readonly atMs: number, readonly text: string } | undefined
}

interface Deps {
  readonly alerts: Pick<Alerts, 'lastNotifiedMs'>
  readonly receivers: Pick<Receivers, 'current' | 'lastMessages'>
}

/** By receiver, what is known of the last notification of it. @throws what the storage throws */
export type ReadLastNotifications = (language: Language) => Promise<ReadonlyMap<string, LastNotification>>

/** Joins what the alerts and the receivers have. */
export const lastNotificationReader = ({ alerts, receivers }: Deps): ReadLastNotifications => async (language) => {
  const names = receivers.current().receivers.map(({ name }) => name)
  const lastMs = await alerts.lastNotifiedMs(names)
  return new Map(names.map((name) => {
    const { atMs, problem } = receivers.lastMessages().get(name) ?? {}
    return [name, { notifiedMs: lastMs.get(name), problem: problem && { atMs: atMs!, text: problem[language] } }]
  }))
}
