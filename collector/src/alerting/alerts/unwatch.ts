import type { EndReason } from '@mimamori/contract/end-reason'
import type { Clock } from '../../clock/clock.ts'
import type { AlertmanagerClient } from '../alertmanager/alertmanager-client.ts'
import { lateEndLabel } from '../alertmanager/late-ends.ts'
import { keepingReceiver } from '../alertmanager/routes.ts'
import type { Alerts } from './alerts.ts'

interface Parts {
  readonly alerts: Pick<Alerts, 'list' | 'unwatch'>
  readonly client: Pick<AlertmanagerClient, 'postAlerts'> | undefined
  readonly clock: Pick<Clock, 'nowMs'>
}

/** Why an alert with these labels is about something that is no longer watched. */
export type WhyUnwatched = (labels: Readonly<Record<string, string>>) => EndReason | undefined

/** More than one device has. */
const mostAlerts = 1000
/**
 * Prometheus ends an alert within three minutes, and sends that for a quarter of an hour (`resolvedRetention` in its rules/alerting.go).
 */
export const endHeldBackMs = 1_500_000

/**
 * Ends the alerts of a device that is no longer watched, or of a part of it, with the reason. Prometheus is about to send an
 * end without one: an alert with the same labels, which no receiver gets, holds that back (`unwatchedInhibition`) until the
 * collector gives Alertmanager the end with the reason (send-ends.ts).
 */
export const unwatcher = ({ alerts, client, clock }: Parts) => async (device: string, why: WhyUnwatched): Promise<void> => {
  const firing = await alerts.list({ state: 'firing', device, limit: mostAlerts })
  const ended = firing.flatMap(({ id, view: { labels, annotations, startsAt } }) => {
    const reason = why(labels)
    return reason === undefined ? [] : [{ id, reason, labels, annotations, startsAt }]
  })
  if (ended.length === 0) return
  const now = new Date(clock.nowMs()).toISOString()
  const until = new Date(clock.nowMs() + endHeldBackMs).toISOString()
  const holdingBack = ended.map(({ labels }) => ({
    labels: { ...labels, [lateEndLabel]: keepingReceiver }, annotations: {}, endsAt: until
  }))
  try {
    await client?.postAlerts(holdingBack)
  } finally {
    await alerts.unwatch(ended)
  }
  // A Prometheus that hangs would leave it to be kept alive.
  await client?.postAlerts(ended.map(({ labels, annotations, startsAt }) => ({ labels, annotations, startsAt, endsAt: now })))
}

/** One of Alertmanager's `inhibit_rules`: with all labels that alerts about devices have. */
export const unwatchedInhibition = {
  source_matchers: [`${lateEndLabel}="${keepingReceiver}"`],
  target_matchers: [`${lateEndLabel}=""`],
  equal: ['alertname', 'device', 'site', 'role', 'mountpoint', 'name', 'release', 'revision']
}
