import { severityOf, type AlertNotification, type Language, type NotifiedAlert, type Severity } from '@mimamori/contract'
import { endReasonOf, endReasonText } from '@mimamori/contract/end-reason'
import { notificationTexts } from './notification-text.ts'

/** A page that a message leads to. */
export interface MessageLink {
  readonly label: string
  readonly url: string
}

/** A notification in a reader's language. */
export interface Message {
  readonly isFiring: boolean
  readonly severity: Severity
  /** Names the device if all alerts are about one. */
  readonly title: string
  /** One paragraph for each alert that Alertmanager sent. */
  readonly alerts: readonly string[]
  /** The number of alerts, including the ones that Alertmanager left out. */
  readonly count: number
  /** The sentence with the count, for a message that does not list all. */
  readonly inAll: string
  /** The page of the first alert. */
  readonly page: MessageLink | undefined
  /** Undefined once there is nothing to do. */
  readonly runbook: MessageLink | undefined
  /** The colon between a label and its value. */
  readonly colon: string
  /** Labels that all alerts share; empty if they differ. */
  readonly common: Readonly<Record<'alertname' | 'site' | 'device', string>>
  /** Identifies Alertmanager's group: the same for all messages about it, from its first alert to its end. */
  readonly group: string
}

const annotation = ({ annotations }: NotifiedAlert, name: string, language: Language): string | undefined =>
  (language === 'en' ? undefined : annotations[`${name}_${language}`]) || annotations[name] || undefined

/** The annotation that an alert has for its end, if the end needs more than the word that it ended. */
export const endDescription = 'end_description'

const paragraph = (alert: NotifiedAlert, language: Language): string => {
  const { resolved, brackets, details, colon } = notificationTexts[language]
  const { device, alertname = '', site } = alert.labels
  const name = `${device || alertname}${site ? brackets.site.join(site) : ''}`
  if (alert.status === 'resolved') {
    const reason = endReasonOf(alert.annotations)
    const ended = reason === undefined ? resolved : endReasonText[language].reasons[reason]
    return annotation(alert, endDescription, language) ?? `${ended}${colon}${name}`
  }
  const { dashboard_url: url } = alert.annotations
  return [
    name,
    annotation(alert, 'description', language) ?? alert.annotations['summary'] ?? '',
    ...(url ? [`${details}${colon}${url}`] : [])
  ].join('\n')
}

/** @param notification with at least one alert */
export const renderMessage = (
  { alerts, status, commonLabels, truncatedAlerts, groupLabels }: AlertNotification, language: Language
): Message => {
  const text = notificationTexts[language]
  const [first] = alerts as [NotifiedAlert]
  const isFiring = status === 'firing'
  const severity = severityOf(commonLabels['severity'])
  const { alertname = '', site = '', device = '' } = commonLabels
  const summary = annotation(first, 'summary', language) ?? first.labels['alertname'] ?? ''
  const ended = endReasonOf(first.annotations) === undefined ? text.resolved : endReasonText[language].unwatched
  const count = alerts.length + truncatedAlerts
  const { dashboard_url: page, runbook_url: runbook } = first.annotations
  return {
    isFiring,
    severity,
    title: [
      text.brackets.severity.join(isFiring ? text.severities[severity] : ended), device && `${device}${text.colon}`, summary,
      site && text.brackets.site.join(site)
    ].join(''),
    alerts: alerts.map((alert) => paragraph(alert, language)),
    count,
    inAll: text.inAll(String(count)),
    page: page ? { label: text.details, url: page } : undefined,
    runbook: isFiring && runbook ? { label: text.runbook, url: `${runbook}?lang=${language}` } : undefined,
    colon: text.colon,
    common: { alertname, site, device },
    group: JSON.stringify(Object.entries(groupLabels).sort())
  }
}
