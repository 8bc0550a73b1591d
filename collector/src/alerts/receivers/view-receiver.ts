import {
  channelFieldNames, type Channel, type ChannelView, type MailRelay, type MailRelayView, type Receiver, type ReceiverView
} from '@mimamori/contract'
import { formatAddress } from '@mimamori/program/listen-address'
import type { Role } from '@mimamori/contract/roles'
import type { NotificationSettings } from './receivers.ts'

/** User, password, path and query of an address are secrets. */
const originOf = (url: string): string => new URL(url).origin
const hidden = (url: string): { readonly isSet: true, readonly origin: string } => ({ isSet: true, origin: originOf(url) })

const viewField = (name: string, value: unknown): readonly [name: string, view: unknown] => {
  switch (name) {
    case 'url': return [name, hidden(value as string)]
    case 'server': return [name, originOf(value as string)]
    case 'token':
    case 'body': return [name, { isSet: value !== undefined }]
    case 'headers': return ['headerNames', Object.keys(value ?? {})]
    case 'to':
    case 'from':
    case 'topic':
    case 'chat':
    case 'method':
    case 'maxTextLength': return [name, value ?? null]
    // A field that is not declared as open.
    default: return [name, { isSet: value !== undefined }]
  }
}

const viewChannel = (channel: Channel): ChannelView => ({
  type: channel.type,
  ...Object.fromEntries(channelFieldNames(channel.type).map((name) =>
    viewField(name, (channel as Readonly<Record<string, unknown>>)[name])))
}) as ChannelView

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

/** The mail relay as the API shows it: whether there is a password, but not the password; with its user, to an administrator. */
export const viewMailRelay = ({ host, port, from, tls, caFile, user, password }: MailRelay, role: Role): MailRelayView =>
  ({
    host, port, from, tls, caFile: caFile ?? null,
    user: role === 'admin' ? user ?? null : null,
    password: { isSet: password !== undefined }
  })

/** The server that a receiver's messages go to, without the secret part of its address. */
export const addressOf = ({ channel }: Receiver, { relay }: NotificationSettings): string => {
  if (channel.type === 'email') return formatAddress(relay ?? { host: '?', port: 25 })
  return originOf('server' in channel ? channel.server : channel.url)
}
