import type { EndReason } from '@mimamori/contract/end-reason'
import type { AlertFilter, Alerts } from './alerts.ts'

/** The reason why the subject of an alert with these labels is no longer watched. */
export type WhyUnwatched = (labels: Readonly<Record<string, string>>) => EndReason | undefined

/** More than one device has. */
const mostAlerts = 1000

/**
 * Ends the firing alerts about something that is no longer watched, with the reason. Prometheus sends its own end, without one,
 * some minutes later: the message of that gets the reason (delivery/end-reasons.ts).
 */
export const endUnwatched = async (alerts: Pick<Alerts, 'list' | 'unwatch'>, which: AlertFilter, why: WhyUnwatched): Promise<void> => {
  const firing = await alerts.list({ ...which, state: 'firing', limit: mostAlerts })
  const ended = firing.flatMap(({ id, view: { labels } }) => {
    const reason = why(labels)
    return reason === undefined ? [] : [{ id, reason }]
  })
  if (ended.length > 0) await alerts.unwatch(ended)
}
