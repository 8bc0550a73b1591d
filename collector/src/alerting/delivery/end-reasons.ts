import type { AlertNotification, NotifiedAlert } from '@mimamori/contract'
import { endReasonAnnotation } from '@mimamori/contract/end-reason'
import { coversStart, type Unwatched } from '../alerts/alerts.ts'

interface Known {
  /** What the collector has ended itself. */
  readonly unwatched: readonly Unwatched[]
  readonly isWatched: (labels: NotifiedAlert['labels']) => boolean
}

/**
 * A notification with the reason of each end that nobody saw. Left out are the ends that the receiver was notified of, and what still
 * fires of a device that is off on purpose: Prometheus sees that some minutes later, and fires it again after it has hung.
 */
export const withEndReasons = (notification: AlertNotification, { unwatched, isWatched }: Known): AlertNotification => {
  const alerts = notification.alerts.flatMap((alert): readonly NotifiedAlert[] => {
    if (alert.status === 'firing') return isWatched(alert.labels) ? [alert] : []
    const own = unwatched.find((each) => coversStart(each, alert))
    if (own === undefined) return [alert]
    return own.isNotified ? [] : [{ ...alert, annotations: { ...alert.annotations, [endReasonAnnotation]: own.reason } }]
  })
  return { ...notification, alerts, status: alerts.some(({ status }) => status === 'firing') ? 'firing' : 'resolved' }
}
