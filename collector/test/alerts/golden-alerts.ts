import { readFileSync } from 'node:fs'
import { alertNotification, type AlertNotification } from '@mimamori/contract'

const read = (name: string): AlertNotification =>
  alertNotification.parse(JSON.parse(readFileSync(new URL(`../../contract/fixtures/alerts/${name}.json`, import.meta.url), 'utf8')))

/** A message of Alertmanager, and that of the alert's end. */
export const goldenFiring = read('firing')
export const goldenResolved = read('resolved')
export const goldenFingerprint = goldenFiring.alerts[0]!.fingerprint
/** What they say, in UTC and to the millisecond. */
export const goldenStart = '2026-11-25T05:00:03.137Z'
export const goldenEnd = '2026-11-25T07:12:33.137Z'

/** A message with its alert changed. */
export const withAlert = (message: AlertNotification, change: Partial<AlertNotification['alerts'][number]>): AlertNotification =>
  ({ ...message, alerts: message.alerts.map((alert) => ({ ...alert, ...change })) })
