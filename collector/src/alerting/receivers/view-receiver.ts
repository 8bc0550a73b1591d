import type { Channel, ChannelView, MailRelay, MailRelayView, Receiver, ReceiverView } from '@mimamori/contract'

const hidden = (url: string): { readonly isSet: true, readonly origin: string } => ({ isSet: true, origin: new URL(url).origin })

const viewChannel = (channel: Channel): ChannelView => {
  switch (channel.type) {
    case 'email': return { type: 'email', to: channel.to, from: channel.from ?? null }
    case 'ntfy': return { type: 'ntfy', server: channel.server, topic: channel.topic, token: { isSet: channel.token !== undefined } }
    case 'http': return { type: 'http', method: channel.method, url: hidden(channel.url), headerNames: Object.keys(channel.headers ?? {}), body: channel.body ?? null }
    default: return { type: channel.type, url: hidden(channel.url) }
  }
}

/** A receiver as the API shows it: without its secrets. */
export const viewReceiver = ({ name, language, channel, sites, severities, repeatSeconds, quietHours, enabled }: Receiver): ReceiverView => ({
  name, language, channel: viewChannel(channel), sites, severities, repeatSeconds, quietHours: quietHours && { ...quietHours, timeZone: quietHours.timeZone ?? null }, enabled
})

/** The mail relay as the API shows it: whether there is a password, and not which. */
export const viewMailRelay = ({ host, port, from, tls, caFile, user, password }: MailRelay): MailRelayView =>
  ({ host, port, from, tls, caFile: caFile ?? null, user: user ?? null, password: { isSet: password !== undefined } })
