import type { Channel, ChannelOf } from '@mimamori/contract'
import { pair } from '../text/index.ts'

export type ChannelType = Channel['type']
type FieldOf<Type extends ChannelType> = Exclude<keyof ChannelOf<Type>, 'type'> & string
/** A field that some type of channel has. */
export type ChannelField = { [Type in ChannelType]: FieldOf<Type> }[ChannelType]

/** Whether a field is to be filled in; one that is preset is not asked for. */
export type Need = 'required' | 'optional' | 'preset'

export interface ChannelMessages<Field extends string = never> {
  readonly name: string
  /** The name that its first receiver is given. */
  readonly stem: string
  /** In their order in the form and in the command. */
  readonly needs: Readonly<Record<Field, Need>>
  readonly needsInternet?: true
  /** Where they say more than those of any channel. */
  readonly labels?: Readonly<Partial<Record<ChannelField, string>>>
  readonly placeholders?: Readonly<Partial<Record<ChannelField, string>>>
}
/** The types of channels: all that the page knows of one, beside how its messages are delivered. */
export const channels: { readonly [Type in ChannelType]: ChannelMessages<FieldOf<Type>> } = {
  email: { name: pair('E-mail', 'メール'), stem: 'mail', needs: { to: 'required', from: 'optional' } },
  slack: { name: pair('Slack, Mattermost', 'Slack・Mattermost'), stem: 'chat', needs: { url: 'required' } },
  teams: { name: pair('Microsoft Teams', 'Teams（Microsoft）'), stem: 'teams', needs: { url: 'required' }, needsInternet: true },
  ntfy: {
    name: pair('ntfy (phone)', 'ntfy（スマートフォン）'), stem: 'phone', needs: { server: 'required', topic: 'required', token: 'optional' }
  },
  rocketchat: { name: pair('Rocket.Chat', 'Rocket.Chat（チャット）'), stem: 'chat', needs: { url: 'required' } },
  discord: { name: pair('Discord', 'Discord'), stem: 'discord', needs: { url: 'required' }, needsInternet: true },
  telegram: {
    name: pair('Telegram', 'Telegram'), stem: 'telegram', needs: { server: 'preset', chat: 'required', token: 'required' },
    needsInternet: true, labels: { token: pair('Bot token', 'ボットのトークン') }, placeholders: { chat: '-1001234567890' }
  },
  line: {
    name: pair('LINE', 'LINE'), stem: 'line', needs: { server: 'preset', chat: 'required', token: 'required' }, needsInternet: true,
    labels: {
      chat: pair('ID of the user, group or room', 'ユーザー、グループ、トークルームの ID'),
      token: pair('Channel access token', 'チャネルアクセストークン')
    }
  },
  pagerduty: {
    name: pair('PagerDuty', 'PagerDuty'), stem: 'pagerduty', needs: { server: 'preset', token: 'required' }, needsInternet: true,
    labels: { token: pair('Integration key (Events API v2)', 'インテグレーションキー（Events API v2）') }
  },
  webhook: {
    name: pair('Webhook (Alertmanager’s JSON)', 'Webhook（Alertmanager の JSON）'), stem: 'webhook', needs: { url: 'required' },
    placeholders: { url: 'http://192.168.10.5/alerts' }
  },
  http: {
    name: pair('HTTP request (signal tower, PLC)', 'HTTP リクエスト（信号灯、PLC）'), stem: 'http',
    needs: { method: 'optional', url: 'required', headers: 'optional', body: 'optional', maxTextLength: 'optional' },
    labels: { url: pair('URL', 'アドレス') }, placeholders: { url: 'http://192.168.10.40/tower?text={{title}}' }
  }
}

interface FieldMessages {
  readonly label: string
  readonly hint?: string
  readonly placeholder?: string
  readonly isLong?: true
  /** It does not come back from the server: one that is left empty stays. */
  readonly isSecret?: true
  /** The option of the command, if it has another name. */
  readonly option?: string
}

/** The fields of channels of any type. */
export const channelFields: Readonly<Record<ChannelField, FieldMessages>> = {
  to: {
    label: pair('E-mail address', 'メールアドレス'), placeholder: 'line3@factory.lan',
    hint: pair('Separate several addresses with commas', '複数の場合はカンマで区切ります')
  },
  from: { label: pair('Sender (optional)', '差出人（任意）') },
  url: {
    label: pair('Webhook URL', 'Webhook のアドレス'), placeholder: 'http://chat.factory.lan:8065/hooks/…', isSecret: true, option: 'url-file'
  },
  server: { label: pair('Server', 'サーバー'), placeholder: 'http://ntfy.factory.lan' },
  topic: { label: pair('Topic', 'トピック'), placeholder: 'mimamori' },
  chat: { label: pair('Chat ID', 'チャット ID') },
  token: {
    label: pair('Access token (if the topic requires one)', 'アクセストークン（トピックに必要な場合）'), isSecret: true, option: 'token-file'
  },
  method: { label: pair('Method', 'メソッド') },
  headers: {
    label: pair('Headers, one per line (optional)', 'ヘッダー（任意、1 行に 1 つ）'), placeholder: 'Content-Type: application/json',
    isLong: true, isSecret: true, option: 'headers-file'
  },
  body: {
    label: pair('Body (optional)', '本文（任意）'), placeholder: '{"text": "{{title}}"}', isLong: true, isSecret: true, option: 'body-file',
    hint: pair(
      'Placeholders: {{title}}, {{text}}, {{status}}, {{severity}}, {{alertname}}, {{site}}, {{device}}, {{count}}',
      '次の部分は値に置き換わります：{{title}}、{{text}}、{{status}}、{{severity}}、{{alertname}}、{{site}}、{{device}}、{{count}}'
    )
  },
  maxTextLength: {
    label: pair('Longest {{text}}, in characters', '{{text}} の長さの上限（文字数）'), placeholder: '1500', option: 'max-text-length'
  }
}
