import type { ChannelOf, MailRelay, Receiver } from '@mimamori/contract'
import { formatAddress } from '@mimamori/program/listen-address'
import { isResolved, templateName } from './message-templates.ts'

/** Keeps a secret in a file, and gives the path that the configuration names. */
type KeepSecret = (name: string, content: string) => string

/** How Alertmanager reaches the collector itself. */
export interface OwnAddress {
  readonly url: string
  /** With a token of the role alert. */
  readonly tokenFile: string
  readonly tls?: { readonly caFile: string, readonly serverName?: string }
}

/** What an integration is made from beside its receiver. */
export interface IntegrationContext {
  readonly relay: MailRelay | undefined
  /** Alertmanager's minor version: 28 of 0.28.1. */
  readonly minorVersion: number
  readonly own: OwnAddress
  readonly keepSecret: KeepSecret
  readonly sendResolved: boolean
}

/** A redirection could lead anywhere. */
const noRedirects = { follow_redirects: false }

const emailConfig = (channel: ChannelOf<'email'>, { language, name }: Receiver, { relay, keepSecret, sendResolved }: IntegrationContext): object => {
  const { host, port, from, tls, caFile, user, password } = relay!
  return {
    send_resolved: sendResolved,
    to: channel.to.join(', '),
    from: channel.from ?? from,
    smarthost: formatAddress({ host, port }),
    // On port 465 Alertmanager encrypts from the first byte, and would ask for STARTTLS besides.
    require_tls: tls === 'starttls',
    ...caFile !== undefined && { tls_config: { ca_file: caFile } },
    ...user !== undefined && { auth_username: user, auth_password_file: keepSecret(`${name}-password`, password!) },
    headers: { Subject: `{{ template "${templateName('title', language)}" . }}` },
    html: '',
    text: `{{ template "${templateName('text', language)}" . }}`
  }
}

const slackConfig = ({ url }: ChannelOf<'slack'>, { language, name }: Receiver, { keepSecret, sendResolved }: IntegrationContext): object => {
  const title = `{{ template "${templateName('title', language)}" . }}`
  return {
    send_resolved: sendResolved,
    api_url_file: keepSecret(`${name}-url`, url),
    http_config: noRedirects,
    username: 'Mimamori',
    color: `{{ if ${isResolved} }}good{{ else if eq .CommonLabels.severity "critical" }}danger{{ else }}warning{{ end }}`,
    title,
    title_link: '{{ with index .Alerts 0 }}{{ .Annotations.dashboard_url }}{{ end }}',
    fallback: title,
    text: `{{ template "${templateName('chat', language)}" . }}`
  }
}

/** The most alerts that the collector accepts in one message; the message says how many more there are. */
const mostAlerts = 100

/** A webhook to a path of the collector. */
const collectorWebhook = (path: string, { own, sendResolved }: IntegrationContext): object => ({
  send_resolved: sendResolved,
  url: own.url + path,
  max_alerts: mostAlerts,
  http_config: {
    ...noRedirects,
    authorization: { credentials_file: own.tokenFile },
    ...own.tls && { tls_config: { ca_file: own.tls.caFile, ...own.tls.serverName !== undefined && { server_name: own.tls.serverName } } }
  }
})

/** Whether Alertmanager itself notifies this receiver, also while the collector is down. Of the others the collector knows whether a message was delivered. */
export const isDirect = ({ channel: { type } }: Receiver): boolean => type === 'email' || type === 'slack'

/** By kind, as a receiver of Alertmanager has them. */
interface Integrations {
  readonly email_configs?: readonly object[]
  readonly slack_configs?: readonly object[]
  readonly webhook_configs?: readonly object[]
}

/** Sends the alerts to the collector, which keeps them. */
export const keepingIntegrations = (context: IntegrationContext): Integrations => ({ webhook_configs: [collectorWebhook('/api/alerts', context)] })

/** How Alertmanager notifies this receiver; what it does not send itself it passes to the collector. */
export const integrationsOf = (receiver: Receiver, context: IntegrationContext): Integrations => {
  const { channel, name } = receiver
  switch (channel.type) {
    case 'email': return { email_configs: [emailConfig(channel, receiver, context)] }
    case 'slack': return { slack_configs: [slackConfig(channel, receiver, context)] }
    default: return { webhook_configs: [collectorWebhook(`/api/receivers/${name}/notifications`, context)] }
  }
}

/** The same; where Alertmanager notifies the receiver itself, a second webhook informs the collector of it. */
export const notedIntegrationsOf = (receiver: Receiver, context: IntegrationContext): Integrations => {
  const integrations = integrationsOf(receiver, context)
  return isDirect(receiver) ? { ...integrations, webhook_configs: [collectorWebhook(`/api/alerts?receiver=${receiver.name}`, context)] } : integrations
}

/** The first minor version whose webhooks can have their address in a file (alertmanager#3223), and do not fail with it (alertmanager#3800). */
const webhookFilesSince = 27

/**
 * How Alertmanager itself notifies a webhook that the collector is down, which the collector cannot deliver. Undefined for other receivers, and
 * where the secret address would have to be in the configuration.
 */
export const pastCollectorIntegrationsOf = ({ channel, name }: Receiver, context: IntegrationContext): Integrations | undefined => {
  if (channel.type !== 'webhook' || context.minorVersion < webhookFilesSince) return undefined
  return { webhook_configs: [{ send_resolved: context.sendResolved, url_file: context.keepSecret(`${name}-url`, channel.url), http_config: noRedirects }, collectorWebhook(`/api/alerts?receiver=${name}`, context)] }
}
