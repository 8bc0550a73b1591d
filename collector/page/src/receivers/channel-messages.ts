import type { ChannelField } from '@mimamori/contract/channel-table'
import { pair } from '../text/index.ts'

interface FieldMessages {
  readonly label: string
  readonly hint?: string
  readonly placeholder?: string
  readonly isLong?: true
  /** It does not come back from the server: an empty one stays. */
  readonly isSecret?: true
}

/** The fields of channels of any type. */
export const channelFields: Readonly<Record<ChannelField, FieldMessages>> = {
  to: {
    label: pair('E-mail address', 'メールアドレス'), placeholder: 'line3@factory.lan',
    hint: pair('Separate several addresses with commas', '複数の場合はカンマで区切ります')
  },
  from: { label: pair('Sender (optional)', '差出人（任意）') },
  url: {
    label: pair('Webhook URL', 'Webhook のアドレス'), placeholder: 'http://chat.factory.lan:8065/hooks/…', isSecret: true
  },
  server: { label: pair('Server', 'サーバー'), placeholder: 'http://ntfy.factory.lan' },
  topic: { label: pair('Topic', 'トピック'), placeholder: 'mimamori' },
  chat: { label: pair('Chat ID', 'チャット ID') },
  token: {
    label: pair('Access token (if the topic requires one)', 'アクセストークン（トピックに必要な場合）'), isSecret: true
  },
  method: { label: pair('Method', 'メソッド') },
  headers: {
    label: pair('Headers, one per line (optional)', 'ヘッダー（任意、1 行に 1 つ）'), placeholder: 'Content-Type: application/json',
    isLong: true, isSecret: true
  },
  body: {
    label: pair('Body (optional)', '本文（任意）'), placeholder: '{"text": "{{title}}"}', isLong: true, isSecret: true,
    hint: pair(
      'Placeholders: {{title}}, {{text}}, {{status}}, {{severity}}, {{alertname}}, {{site}}, {{device}}, {{count}}',
      '次の部分は値に置き換わります：{{title}}、{{text}}、{{status}}、{{severity}}、{{alertname}}、{{site}}、{{device}}、{{count}}'
    )
  },
  maxTextLength: {
    label: pair('Longest {{text}}, in characters', '{{text}} の長さの上限（文字数）'), placeholder: '1500'
  }
}
