import type { Exchange } from './exchange.ts'
import type { WatcherReceiver } from './load-watcher-config.ts'
import type { Message } from './server-watch.ts'

/** The event that the receiver is notified of. */
export interface Notice {
  readonly status: Message
  readonly title: string
  readonly text: string
  /** When it began, in Unix milliseconds by this device's clock. */
  readonly startsMs: number
}

interface Body {
  readonly url: URL
  readonly body: object
}

/**
 * Alertmanager's webhook, version 4 (https://prometheus.io/docs/alerting/latest/configuration/#webhook_config), so that anything that
 * reads Alertmanager's can read ours.
 */
const webhook = (url: URL, { status, title, text, startsMs }: Notice, nowMs: number): Body => {
  const labels = { alertname: 'ServerNotWatching', severity: 'critical' }
  const annotations = { summary: title, description: text }
  const startsAt = new Date(startsMs).toISOString()
  const endsAt = status === 'firing' ? '0001-01-01T00:00:00Z' : new Date(nowMs).toISOString()
  return { url, body: {
    version: '4', groupKey: '{}:{alertname="ServerNotWatching"}', truncatedAlerts: 0, status, receiver: 'watcher',
    groupLabels: { alertname: labels.alertname }, commonLabels: labels, commonAnnotations: annotations, externalURL: '',
    alerts: [{ status, labels, annotations, startsAt, endsAt, generatorURL: '', fingerprint: '0000000000000001' }]
  } }
}

/** Slack's and Mattermost's incoming webhook (https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks). */
const slack = (url: URL, { status, title, text }: Notice): Body =>
  ({ url, body: { username: 'Mimamori', attachments: [{ color: status === 'firing' ? 'danger' : 'good', fallback: title, title, text }] } })

/** As JSON to the root of the server (https://docs.ntfy.sh/publish/#publish-as-json); the topic is the last part of the address. */
const ntfy = (url: URL, { status, title, text }: Notice): Body => {
  const [, root = '/', topic] = /^(\/(?:.*\/)?)([^/]+)$/.exec(url.pathname) ?? []
  return {
    url: new URL(root, url),
    body: {
      topic,
      title,
      message: text,
      priority: status === 'firing' ? 5 : 3,
      tags: [status === 'firing' ? 'rotating_light' : 'white_check_mark']
    }
  }
}

const bodies = { webhook, slack, ntfy }

/** The request that notifies the receiver. `nowMs`: Unix milliseconds by this device's clock. */
export const receiverRequest = ({ type, url, token }: WatcherReceiver, notice: Notice, nowMs: number): Omit<Exchange, 'caFile'> => {
  const { url: target, body } = bodies[type](url, notice, nowMs)
  return {
    url: target,
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token !== undefined && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body)
  }
}
