import type { Language } from '@mimamori/contract'
import type { Alerts } from './lifecycle/alerts.ts'
import type { Receivers } from './receivers/receivers.ts'

/** The last delivery of an alert to a receiver, and why the last message was not delivered. */
export interface LastNotification {
  readonly notifiedMs: number | undefined
  readonly problem: { readonly atMs: number, readonly text: string } | undefined
}

interface Deps {
  readonly alerts: Pick<Alerts, 'lastNotifiedMs'>
  readonly receivers: Pick<Receivers, 'current' | 'lastMessages'>
}

/** The last notification of each receiver. @throws what the storage throws */
export type ReadLastNotifications = (language: Language) => Promise<ReadonlyMap<string, LastNotification>>

/** Joins the records of alerts and receivers. */
export const lastNotificationReader = ({ alerts, receivers }: Deps): ReadLastNotifications => async (language) => {
  const names = receivers.current().receivers.map(({ name }) => name)
  const lastMs = await alerts.lastNotifiedMs(names)
  return new Map(names.map((name) => {
    const { atMs, problem } = receivers.lastMessages().get(name) ?? {}
    return [name, { notifiedMs: lastMs.get(name), problem: problem && { atMs: atMs!, text: problem[language] } }]
  }))
}
