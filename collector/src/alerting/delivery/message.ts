import { severityOf, type AlertNotification, type Language, type NotifiedAlert, type Placeholder, type Severity } from '@mimamori/contract'
import { notificationTexts } from '../../text/notification-text.ts'
import { mostAlertsListed } from '../alertmanager/message-templates.ts'

/** A notification in a reader's language, as the templates of Alertmanager write it (alertmanager/message-templates.ts). */
export interface Message {
  readonly isFiring: boolean
  readonly severity: Severity
  readonly title: string
  /** One for each alert that is listed, and one more where there are others. */
  readonly paragraphs: readonly string[]
  /** The page of the first alert. */
  readonly page: { readonly label: string, readonly url: string } | undefined
  readonly runbook: { readonly label: string, readonly url: string } | undefined
  /** Of what the template of a plain request can take. */
  readonly values: Readonly<Record<Placeholder, string>>
}

const annotation = ({ annotations }: NotifiedAlert, name: string, language: Language): string | undefined => (language === 'en' ? undefined : annotations[`${name}_${language}`]) || annotations[name] || undefined

const paragraph = (alert: NotifiedAlert, language: Language): string => {
  const { resolved, brackets, details, colon } = notificationTexts[language]
  const { device, alertname = '', site } = alert.labels
  const name = `${device || alertname}${site ? brackets.site.join(site) : ''}`
  if (alert.status === 'resolved') return `${resolved}${colon}${name}`
  const { dashboard_url: url } = alert.annotations
  return [name, annotation(alert, 'description', language) ?? alert.annotations['summary'] ?? '', ...url ? [`${details}${colon}${url}`] : []].join('\n')
}

/** @param notification with at least one alert */
export const renderMessage = ({ alerts, status, commonLabels, truncatedAlerts }: AlertNotification, language: Language): Message => {
  const text = notificationTexts[language]
  const [first] = alerts as [NotifiedAlert]
  const isFiring = status === 'firing'
  const severity = severityOf(commonLabels['severity'])
  const summary = annotation(first, 'summary', language) ?? first.labels['alertname'] ?? ''
  const title = text.brackets.severity.join(isFiring ? text.severities[severity] : text.resolved) + summary + (commonLabels['site'] ? text.brackets.site.join(commonLabels['site']) : '')
  const count = alerts.length + truncatedAlerts
  const listed = alerts.slice(0, mostAlertsListed).map((alert) => paragraph(alert, language))
  const paragraphs = count > listed.length ? [...listed, text.inAll(String(count))] : listed
  const { dashboard_url: page, runbook_url: runbook } = first.annotations
  return {
    isFiring,
    severity,
    title,
    paragraphs,
    page: page ? { label: text.details, url: page } : undefined,
    runbook: isFiring && runbook ? { label: text.runbook, url: `${runbook}?lang=${language}` } : undefined,
    values: {
      title, text: paragraphs.join('\n\n'), status, severity, count: String(count),
      alertname: commonLabels['alertname'] ?? '', site: commonLabels['site'] ?? '', device: commonLabels['device'] ?? ''
    }
  }
}
