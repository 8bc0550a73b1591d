import type { Language } from '../language.ts'
import type { Channel, ChannelOf, ChannelView } from './channels.ts'

export type ChannelType = Channel['type']
type FieldOf<Type extends ChannelType> = Exclude<keyof ChannelOf<Type>, 'type'> & string
/** A field that some type of channel has. */
export type ChannelField = { [Type in ChannelType]: FieldOf<Type> }[ChannelType]

/** Whether a field must be filled in; a preset one is not asked for. */
export type Need = 'required' | 'optional' | 'preset'

type Messages = Readonly<Record<Language, string>>

export interface ChannelDescription<Field extends string = never> {
  readonly name: Messages
  /** The name that its first receiver is given. */
  readonly stem: string
  /** In their order in the form and in the command. */
  readonly needs: Readonly<Record<Field, Need>>
  readonly needsInternet?: true
  /** Labels that are more specific than those of any channel. */
  readonly labels?: Readonly<Partial<Record<ChannelField, Messages>>>
  readonly placeholders?: Readonly<Partial<Record<ChannelField, string>>>
}

/** The types of channels, in the order of the form: everything that page and command know about one. It loads no schema. */
export const channelTable: { readonly [Type in ChannelType]: ChannelDescription<FieldOf<Type>> } = {
  email: { name: { en: 'E-mail', ja: 'メール' }, stem: 'mail', needs: { to: 'required', from: 'optional' } },
  slack: { name: { en: 'Slack, Mattermost', ja: 'Slack・Mattermost' }, stem: 'chat', needs: { url: 'required' } },
  teams: { name: { en: 'Microsoft Teams', ja: 'Teams（Microsoft）' }, stem: 'teams', needs: { url: 'required' }, needsInternet: true },
  ntfy: {
    name: { en: 'ntfy (phone)', ja: 'ntfy（スマートフォン）' }, stem: 'phone',
    needs: { server: 'required', topic: 'required', token: 'optional' }
  },
  rocketchat: { name: { en: 'Rocket.Chat', ja: 'Rocket.Chat（チャット）' }, stem: 'chat', needs: { url: 'required' } },
  discord: { name: { en: 'Discord', ja: 'Discord' }, stem: 'discord', needs: { url: 'required' }, needsInternet: true },
  telegram: {
    name: { en: 'Telegram', ja: 'Telegram' }, stem: 'telegram', needs: { server: 'preset', chat: 'required', token: 'required' },
    needsInternet: true, labels: { token: { en: 'Bot token', ja: 'ボットのトークン' } }, placeholders: { chat: '-1001234567890' }
  },
  line: {
    name: { en: 'LINE', ja: 'LINE' }, stem: 'line', needs: { server: 'preset', chat: 'required', token: 'required' }, needsInternet: true,
    labels: {
      chat: { en: 'ID of the user, group or room', ja: 'ユーザー、グループ、トークルームの ID' },
      token: { en: 'Channel access token', ja: 'チャネルアクセストークン' }
    }
  },
  pagerduty: {
    name: { en: 'PagerDuty', ja: 'PagerDuty' }, stem: 'pagerduty', needs: { server: 'preset', token: 'required' }, needsInternet: true,
    labels: { token: { en: 'Integration key (Events API v2)', ja: 'インテグレーションキー（Events API v2）' } }
  },
  webhook: {
    name: { en: 'Webhook (Alertmanager’s JSON)', ja: 'Webhook（Alertmanager の JSON）' }, stem: 'webhook', needs: { url: 'required' },
    placeholders: { url: 'http://192.168.10.5/alerts' }
  },
  http: {
    name: { en: 'HTTP request (signal tower, PLC)', ja: 'HTTP リクエスト（信号灯、PLC）' }, stem: 'http',
    needs: { method: 'optional', url: 'required', headers: 'optional', body: 'optional', maxTextLength: 'optional' },
    labels: { url: { en: 'URL', ja: 'アドレス' } }, placeholders: { url: 'http://192.168.10.40/tower?text={{title}}' }
  }
}

export const channelTypes = Object.keys(channelTable) as readonly ChannelType[]

/** The option of the command for each field. Secrets are read from files. */
export const channelOptions: Readonly<Record<ChannelField, string>> = {
  to: 'to', from: 'from', url: 'url-file', server: 'server', topic: 'topic', chat: 'chat', token: 'token-file', method: 'method',
  headers: 'headers-file', body: 'body-file', maxTextLength: 'max-text-length'
}

/** The destination of messages, without its secret parts. */
export const destinationOf = (channel: ChannelView): string => [
  'to' in channel && channel.to.join(', '),
  'url' in channel && channel.url.origin,
  'server' in channel && channel.server,
  'topic' in channel && channel.topic,
  'chat' in channel && channel.chat
].filter(Boolean).join(' ')
