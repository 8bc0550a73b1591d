import type { Language } from '@mimamori/contract'
import { testSentence } from '../text/receiver-test-text.ts'
import type { Alerts } from './alerts/alerts.ts'
import type { createLastProblems } from './delivery/last-problems.ts'
import type { Receivers } from './receivers/receivers.ts'
import { withoutSecrets } from './receivers/secrets.ts'

/** When Alertmanager last notified a receiver of an alert, and what kept the last message that the collector knows of from it. */
export interface LastNotification {
  readonly notifiedMs: number | undefined
  readonly problem: { readonly atMs: number, readonly text: string } | undefined
}

interface Parts {
  readonly alerts: Pick<Alerts, 'lastNotifiedMs'>
  readonly receivers: Pick<Receivers, 'current'>
  readonly lastProblems: Pick<ReturnType<typeof createLastProblems>, 'of'>
}

/** By receiver, what is known of the last notification of it. @throws what the storage throws */
export type ReadLastNotifications = (language: Language) => Promise<ReadonlyMap<string, LastNotification>>

/** Joins what the alerts and the deliveries say; problems without secrets. */
export const lastNotificationReader = ({ alerts, receivers, lastProblems }: Parts): ReadLastNotifications => async (language) => {
  const settings = receivers.current()
  const lastMs = await alerts.lastNotifiedMs(settings.receivers.map(({ name }) => name))
  return new Map(settings.receivers.map((receiver) => {
    const problem = lastProblems.of(receiver)
    return [receiver.name, { notifiedMs: lastMs.get(receiver.name), problem: problem && { atMs: problem.atMs, text: withoutSecrets(testSentence(problem.finding, language), settings) } }]
  }))
}
