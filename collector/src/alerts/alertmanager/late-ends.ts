import type { AlertNotification, NotifiedAlert } from '@mimamori/contract'
import type { UnsentEnd } from '../lifecycle/alerts.ts'
import type { PostedAlert } from './alertmanager-client.ts'

/** The label of a late end: the receiver to notify of it. With it, Alertmanager takes the end for an alert that fires. */
export const lateEndLabel = 'mimamori_late_end'
const annotationNames = { fingerprint: 'mimamori_fingerprint', endsAt: 'mimamori_ends_at' } as const

/** Late ends go to a receiver of their own. No receiver of ours has a slash in its name. */
export const lateEndReceiver = (name: string): string => `${name}/end`

/** The end of an alert, posted as an alert that fires until then: Alertmanager notifies of it though it has forgotten the alert itself. */
export const lateEnd = (
  { labels, annotations, startsAt, endsAt, fingerprint }: UnsentEnd,
  { receiver, untilMs }: { readonly receiver: string, readonly untilMs: number }
): PostedAlert => ({
  labels: { ...labels, [lateEndLabel]: receiver },
  annotations: { ...annotations, [annotationNames.fingerprint]: fingerprint, [annotationNames.endsAt]: endsAt },
  startsAt,
  endsAt: new Date(untilMs).toISOString()
})

const without = (pairs: Readonly<Record<string, string>>, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(Object.entries(pairs).filter(([name]) => !names.includes(name)))

const asEnd = (alert: NotifiedAlert): NotifiedAlert => {
  const { [annotationNames.fingerprint]: fingerprint = alert.fingerprint, [annotationNames.endsAt]: endsAt = alert.endsAt } =
    alert.annotations
  return {
    ...alert,
    status: 'resolved',
    labels: without(alert.labels, [lateEndLabel]),
    annotations: without(alert.annotations, Object.values(annotationNames)),
    fingerprint,
    endsAt
  }
}

/** A notification of late ends as it would be if Alertmanager had not forgotten the alerts; any other unchanged. */
export const withLateEnds = (notification: AlertNotification): AlertNotification => {
  const { [lateEndLabel]: receiver } = notification.commonLabels
  if (receiver === undefined) return notification
  const { commonLabels, commonAnnotations, alerts } = notification
  return {
    ...notification,
    status: 'resolved',
    receiver,
    commonLabels: without(commonLabels, [lateEndLabel]),
    commonAnnotations: without(commonAnnotations, Object.values(annotationNames)),
    alerts: alerts.map(asEnd)
  }
}
