import { languages, type Language } from '@mimamori/contract'
import { notificationTexts } from '../delivery/notification-text.ts'

/**
 * How a template writes a value: unchanged, or escaped so that no chat reads a command in it
 * (https://docs.slack.dev/messaging/formatting-message-text/#escaping).
 */
type Write = (expression: string) => string
const plainly: Write = (expression) => `{{ ${expression} }}`
const escaped: Write = (expression) => `{{ ${expression} | reReplaceAll "&" "&amp;" | reReplaceAll "<" "&lt;" | reReplaceAll ">" "&gt;" }}`

/** The condition, in a template, that the alert has ended. */
export const isResolved = 'ne .Status "firing"'

/** An annotation in the language of the receiver: English has its plain name (dashboards/src/alerts/rule-file.ts). */
const annotation = (name: string, language: Language): string => language === 'en'
  ? `.Annotations.${name}`
  : `or .Annotations.${name}_${language} .Annotations.${name}`

const titleOf = (language: Language): string => {
  const { severities, resolved, brackets } = notificationTexts[language]
  const summary = `{{ with index .Alerts 0 }}{{ ${annotation('summary', language)} }}{{ end }}`
  return brackets.severity.join(`{{ if ${isResolved} }}${resolved}{{ else }}${severities.critical}{{ end }}`) + summary
}

const textOf = (language: Language, write: Write): string => {
  const { runbook, resolved, colon } = notificationTexts[language]
  const [summary, description] = ['summary', 'description'].map((name) => write(annotation(name, language)))
  const firing = `${description}\n{{ with .Annotations.runbook_url }}\n${runbook}${colon}{{ . }}?lang=${language}\n{{ end }}`
  return `{{ with index .Alerts 0 }}{{ if ${isResolved} }}${resolved}${colon}${summary}{{ else }}${firing}{{ end }}{{ end }}`
}

const define = (name: string, body: string): string => `{{ define "${name}" }}${body}{{ end }}\n`

/** The name of a template, as the configuration refers to it. */
export const templateName = (part: 'title' | 'text' | 'chat', language: Language): string => `mimamori.${part}.${language}`

/**
 * Alertmanager's templates of the one message that it sends itself, that the collector is down, in every language
 * (https://prometheus.io/docs/alerting/latest/notifications/).
 */
export const collectorDownTemplates = (): string => languages.map((language) => [
  define(templateName('title', language), titleOf(language)),
  define(templateName('text', language), textOf(language, plainly)),
  define(templateName('chat', language), textOf(language, escaped))
].join('')).join('')
