import type { Channel } from '@mimamori/contract'
import type { NotificationSettings } from './receivers.ts'

const secretsOf = (channel: Channel): readonly (string | undefined)[] => {
  switch (channel.type) {
    case 'email': return []
    case 'ntfy':
    case 'telegram':
    case 'line':
    case 'pagerduty': return [channel.token]
    case 'http': return [channel.url, ...Object.values(channel.headers ?? {})]
    default: return [channel.url]
  }
}

/** Words such as `on` would take too much along. */
const shortestSecret = 6

/** The text without any secret of those who are notified: for what other programs and servers say. */
export const withoutSecrets = (text: string, { receivers, relay }: NotificationSettings): string => {
  const secrets = [relay?.password, ...receivers.flatMap(({ channel }) => secretsOf(channel))].filter((secret) => secret !== undefined && secret.length >= shortestSecret)
  return secrets.reduce<string>((rest, secret) => rest.replaceAll(secret!, '…'), text)
}
