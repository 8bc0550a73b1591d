import type { Channel, ChannelView, MailRelay, MailRelayView, Receiver, ReceiverView } from '@mimamori/contract'
import { formatAddress } from '@mimamori/program/listen-address'
import type { Role } from '@mimamori/contract/roles'
import type { NotificationSettings } from './receivers.ts'

/** User, password, path and query of an address are secrets. */
const originOf = (url: string): string => new URL(url).origin
const hidden = (url: string): { readonly isSet: true, readonly origin: string } => ({ isSet: true, origin: originOf(url) })

const viewChannel = (channel: Channel): ChannelView => {
  switch (channel.type) {
    case 'email': return { type: 'email', to: channel.to, from: channel.from ?? null }
    case 'ntfy': return {
      type: 'ntfy', server: originOf(channel.server), topic: channel.topic, token: { isSet: channel.token !== undefined }
    }
    case 'telegram':
    case 'line': return { type: channel.type, server: originOf(channel.server), chat: channel.chat, token: { isSet: true } }
    case 'pagerduty': return { type: 'pagerduty', server: originOf(channel.server), token: { isSet: true } }
    case 'http': return {
      type: 'http', method: channel.method, url: hidden(channel.url), headerNames: Object.keys(channel.headers ?? {}),
      body: { isSet: channel.body !== undefined }, maxTextLength: channel.maxTextLength
    }
    default: return { type: channel.type, url: hidden(channel.url) }
  }
}

/** A receiver as the API shows it: without its secrets. */
export const viewReceiver = ({
  name,
  language,
  channel,
  sites,
  severities,
  repeatSeconds,
  quietHours,
  enabled
}: Receiver): ReceiverView => ({
  name,
  language,
  channel: viewChannel(channel),
  sites,
  severities,
  repeatSeconds,
  quietHours: quietHours && { ...quietHours, timeZone: quietHours.timeZone ?? null },
  enabled
})

/** The mail relay as the API shows it: whether there is a password, and not which; with its user, to an administrator. */
export const viewMailRelay = ({ host, port, from, tls, caFile, user, password }: MailRelay, role: Role): MailRelayView =>
  ({
    host, port, from, tls, caFile: caFile ?? null,
    user: role === 'admin' ? user ?? null : null,
    password: { isSet: password !== undefined }
  })

/** The server that a receiver's messages go to, without what is secret of its address. */
export const addressOf = ({ channel }: Receiver, { relay }: NotificationSettings): string => {
  if (channel.type === 'email') return formatAddress(relay ?? { host: '?', port: 25 })
  return originOf('server' in channel ? channel.server : channel.url)
}
