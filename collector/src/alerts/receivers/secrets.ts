import { unescape } from 'node:querystring'
import type { Channel } from '@mimamori/contract'
import type { NotificationSettings } from './receivers.ts'

/** The password as written in the address, and decoded. */
const passwordIn = (url: string): readonly string[] => {
  const { password } = new URL(url)
  return [password, unescape(password)]
}

const secretsOf = (channel: Channel): readonly (string | undefined)[] => [
  ...'url' in channel ? [channel.url, ...passwordIn(channel.url)] : [],
  ...'server' in channel ? passwordIn(channel.server) : [],
  ...'token' in channel ? [channel.token] : [],
  ...'headers' in channel ? Object.values(channel.headers ?? {}) : [],
  ...'body' in channel ? [channel.body] : []
]

/** Short words such as `on` would mask too much. */
const shortestSecret = 6

/** The text without any secret of the receivers: for messages of other programs and servers. */
export const withoutSecrets = (text: string, { receivers, relay }: NotificationSettings): string => {
  const secrets = [relay?.password, ...receivers.flatMap(({ channel }) => secretsOf(channel))].filter(
    (secret) => secret !== undefined && secret.length >= shortestSecret
  )
  return secrets.reduce<string>((rest, secret) => rest.replaceAll(secret!, '…'), text)
}
