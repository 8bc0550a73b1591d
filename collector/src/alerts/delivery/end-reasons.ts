import type { AlertNotification, NotifiedAlert } from '@mimamori/contract'
import { endReasonAnnotation } from '@mimamori/contract/end-reason'
import { coversStart, type EndedAlert } from '../lifecycle/alerts.ts'

interface Known {
  readonly ended: readonly EndedAlert[]
  readonly isWatched: (labels: NotifiedAlert['labels']) => boolean
}

/**
 * A notification with the reason of each end that nobody saw. It leaves out ends that the receiver was notified of, which
 * Alertmanager lists again for a quarter of an hour with new ones, and alerts that still fire of a device that is off on purpose:
 * Prometheus sees that some minutes later, and fires it again after it has hung.
 */
export const withEndReasons = (notification: AlertNotification, { ended, isWatched }: Known): AlertNotification => {
  const alerts = notification.alerts.flatMap((alert): readonly NotifiedAlert[] => {
    if (alert.status === 'firing') return isWatched(alert.labels) ? [alert] : []
    const own = ended.find((each) => coversStart(each, alert))
    if (own === undefined) return [alert]
    if (own.isNotified) return []
    return [own.reason === null ? alert : { ...alert, annotations: { ...alert.annotations, [endReasonAnnotation]: own.reason } }]
  })
  // Alertmanager counts what it has truncated as notified, too.
  if (alerts.length === 0 && notification.truncatedAlerts > 0) return notification
  return { ...notification, alerts, status: alerts.some(({ status }) => status === 'firing') ? 'firing' : 'resolved' }
}
