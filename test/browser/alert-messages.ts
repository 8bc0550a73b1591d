import type { AlertNotification } from '@mimamori/contract'
import { goldenFiring } from '../../collector/test/alerts/golden-alerts.ts'
import type { RunningCollector } from './collector.ts'

type NotifiedAlert = AlertNotification['alerts'][number]

/** What an alert of a story says beside what the golden one does. */
export interface AlertOf {
  readonly device?: string
  readonly site?: string
  readonly alertname?: string
  readonly severity?: string
  readonly summary?: string
  readonly description?: string
  readonly startedMinutesAgo: number
  readonly endedMinutesAgo?: number
}

let count = 0

/** One alert as Alertmanager's webhook has it. */
export const alertOf = ({
  device,
  site = 'east',
  alertname = 'DeviceSilent',
  severity = 'critical',
  summary,
  description,
  startedMinutesAgo,
  endedMinutesAgo
}: AlertOf): NotifiedAlert => {
  const [golden] = goldenFiring.alerts as [NotifiedAlert]
  const at = (minutesAgo: number): string => new Date(Date.now() - minutesAgo * 60_000).toISOString()
  count += 1
  return {
    ...golden,
    status: endedMinutesAgo === undefined ? 'firing' : 'resolved',
    fingerprint: count.toString(16).padStart(16, '0'),
    labels: { alertname, severity, site, ...(device !== undefined && { device }) },
    annotations: {
      ...golden.annotations,
      runbook_url: `http://192.168.10.2:8080/admin/runbook/${alertname}`,
      ...(summary !== undefined && { summary, summary_ja: `${summary}（日本語）` }),
      ...(description !== undefined && { description, description_ja: `${description}（日本語）` })
    },
    startsAt: at(startedMinutesAgo),
    endsAt: endedMinutesAgo === undefined ? golden.endsAt : at(endedMinutesAgo)
  }
}

/** Sends a message as Alertmanager does; with `receiver`, the one that goes to people, too. */
export const sendAlerts = async (
  { origin, adminToken }: Pick<RunningCollector, 'origin' | 'adminToken'>,
  alerts: readonly NotifiedAlert[],
  receiver?: string
): Promise<void> => {
  const body: AlertNotification = { ...goldenFiring, alerts: [...alerts] }
  const answer = await fetch(`${origin}/api/alerts${receiver === undefined ? '' : `?receiver=${receiver}`}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(body)
  })
  if (!answer.ok) throw new Error(`POST /api/alerts: ${answer.status} ${await answer.text()}`)
}
