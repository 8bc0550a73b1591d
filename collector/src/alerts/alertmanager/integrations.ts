import type { ChannelOf, MailRelay, Receiver } from '@mimamori/contract'
import { formatAddress } from '@mimamori/program/listen-address'
import { isResolved, templateName } from './collector-down-templates.ts'

/** Writes a secret to a file, and gives the path that the configuration names. */
type KeepSecret = (name: string, content: string) => string

/** How Alertmanager reaches the collector itself. */
export interface CollectorAddress {
  readonly url: string
  /** With a token of the role alert. */
  readonly tokenFile: string
  readonly tls?: { readonly caFile: string, readonly serverName?: string }
}

/** A redirection could lead anywhere. */
const noRedirects = { follow_redirects: false }

/** The most alerts that the collector accepts in one message; the message says how many more there are. */
const mostAlerts = 100

/** A webhook to a path of the collector. */
export const collectorWebhook = (
  path: string, { url, tokenFile, tls }: CollectorAddress, { sendResolved }: { readonly sendResolved: boolean }
): object => ({
  send_resolved: sendResolved,
  url: url + path,
  max_alerts: mostAlerts,
  http_config: {
    ...noRedirects,
    authorization: { credentials_file: tokenFile },
    ...tls && { tls_config: { ca_file: tls.caFile, ...tls.serverName !== undefined && { server_name: tls.serverName } } }
  }
})

/** The settings, in addition to the receiver, for an integration that bypasses the collector. */
export interface PastCollectorContext {
  readonly relay: MailRelay | undefined
  readonly own: CollectorAddress
  readonly keepSecret: KeepSecret
}

const emailConfig = (
  channel: ChannelOf<'email'>, { language, name }: Receiver, { relay, keepSecret }: PastCollectorContext
): object | undefined => {
  const { host, port, from, tls, caFile, user, password } = relay!
  // Alertmanager encrypts from the first byte on this port alone.
  if (tls === 'implicit' && port !== 465) return undefined
  return {
    send_resolved: true,
    to: channel.to.join(', '),
    from: channel.from ?? from,
    smarthost: formatAddress({ host, port }),
    require_tls: tls === 'starttls',
    ...caFile !== undefined && { tls_config: { ca_file: caFile } },
    ...user !== undefined && { auth_username: user, auth_password_file: keepSecret(`${name}-password`, password!) },
    headers: { Subject: `{{ template "${templateName('title', language)}" . }}` },
    html: '',
    text: `{{ template "${templateName('text', language)}" . }}`
  }
}

const slackConfig = ({ url }: ChannelOf<'slack'>, { language, name }: Receiver, { keepSecret }: PastCollectorContext): object => {
  const title = `{{ template "${templateName('title', language)}" . }}`
  return {
    send_resolved: true,
    api_url_file: keepSecret(`${name}-url`, url),
    http_config: noRedirects,
    username: 'Mimamori',
    color: `{{ if ${isResolved} }}good{{ else }}danger{{ end }}`,
    title,
    fallback: title,
    text: `{{ template "${templateName('chat', language)}" . }}`
  }
}

/**
 * How Alertmanager itself notifies a receiver that the collector is down, which the collector cannot deliver; a second webhook informs the
 * collector of it once it is back. Undefined for receivers for which Alertmanager has no integration of its own.
 */
export const pastCollectorIntegrations = (receiver: Receiver, context: PastCollectorContext): object | undefined => {
  const { channel, name } = receiver
  const record = collectorWebhook(`/api/alerts?receiver=${name}`, context.own, { sendResolved: true })
  switch (channel.type) {
    case 'email': {
      const config = emailConfig(channel, receiver, context)
      return config && { email_configs: [config], webhook_configs: [record] }
    }
    case 'slack': return { slack_configs: [slackConfig(channel, receiver, context)], webhook_configs: [record] }
    case 'webhook': return {
      webhook_configs: [
        { send_resolved: true, url_file: context.keepSecret(`${name}-url`, channel.url), http_config: noRedirects },
        record
      ]
    }
    default: return undefined
  }
}
