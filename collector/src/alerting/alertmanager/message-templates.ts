import { languages, type Language } from '@mimamori/contract'
import { notificationTexts } from '../../text/notification-text.ts'
import { lateEndLabel } from './late-ends.ts'

/** As many alerts as one message lists. */
export const mostAlertsListed = 20

/** How a template writes a value: as it is, or so that no chat reads a command in it (https://docs.slack.dev/messaging/formatting-message-text/#escaping). */
type Write = (expression: string) => string
const plainly: Write = (expression) => `{{ ${expression} }}`
const escaped: Write = (expression) => `{{ ${expression} | reReplaceAll "&" "&amp;" | reReplaceAll "<" "&lt;" | reReplaceAll ">" "&gt;" }}`

/** A late end fires by Alertmanager's account. */
export const isResolved = `or (ne .Status "firing") .CommonLabels.${lateEndLabel}`
const alertIsResolved = `or (eq .Status "resolved") .Labels.${lateEndLabel}`

/** An annotation in the language of the receiver: English has its plain name (dashboards/src/alerts/rule-file.ts). */
const annotation = (name: string, language: Language): string => language === 'en' ? `.Annotations.${name}` : `.Annotations.${name}_${language} .Annotations.${name}`

const titleOf = (language: Language): string => {
  const { severities, resolved, brackets } = notificationTexts[language]
  const severity = `{{ if ${isResolved} }}${resolved}{{ else if eq .CommonLabels.severity "critical" }}${severities.critical}{{ else if eq .CommonLabels.severity "info" }}${severities.info}{{ else }}${severities.warning}{{ end }}`
  const summary = `{{ with index .Alerts 0 }}{{ or ${annotation('summary', language)} .Labels.alertname }}{{ end }}`
  const site = `{{ with .CommonLabels.site }}${brackets.site.join('{{ . }}')}{{ end }}`
  return brackets.severity.join(severity) + summary + site
}

const alertOf = (language: Language, write: Write): string => {
  const { resolved, brackets, details, colon } = notificationTexts[language]
  const name = `${write('or .Labels.device .Labels.alertname')}{{ with .Labels.site }}${brackets.site.join(write('.'))}{{ end }}`
  return `{{ if ${alertIsResolved} }}${resolved}${colon}${name}
{{ else }}${name}
${write(`or ${annotation('description', language)} .Annotations.summary`)}
{{ with .Annotations.dashboard_url }}${details}${colon}{{ . }}
{{ end }}{{ end }}
`
}

const textOf = (language: Language, write: Write): string => {
  const { runbook, colon, inAll } = notificationTexts[language]
  return `{{ range $index, $alert := .Alerts }}{{ if lt $index ${mostAlertsListed} }}{{ with $alert }}${alertOf(language, write)}{{ end }}{{ end }}{{ end }}` +
    `{{ if gt (len .Alerts) ${mostAlertsListed} }}${inAll('{{ len .Alerts }}')}\n{{ end }}` +
    `{{ if not (${isResolved}) }}{{ with index .Alerts 0 }}{{ with .Annotations.runbook_url }}${runbook}${colon}{{ . }}?lang=${language}\n{{ end }}{{ end }}{{ end }}`
}

const define = (name: string, body: string): string => `{{ define "${name}" }}${body}{{ end }}\n`

/** The name of a template, as the configuration refers to it. */
export const templateName = (part: 'title' | 'text' | 'chat', language: Language): string => `mimamori.${part}.${language}`

/** Alertmanager's templates of our messages in every language (https://prometheus.io/docs/alerting/latest/notifications/), for 0.25 and later. */
export const messageTemplates = (): string => languages.map((language) => [
  define(templateName('title', language), titleOf(language)),
  define(templateName('text', language), textOf(language, plainly)),
  define(templateName('chat', language), textOf(language, escaped))
].join('')).join('')
