import type { ChannelView } from '@mimamori/contract'
import { SelectField, TextField } from '../components/index.ts'
import type { Problems } from '../server/index.ts'
import { receiverMessages } from './messages.ts'
import type { ReceiverDraft } from './receiver-draft.ts'
import type { Field } from './refusal.ts'

type TextPart = 'to' | 'from' | 'url' | 'server' | 'topic' | 'chat' | 'token' | 'headers' | 'body' | 'maxTextLength'

interface Props {
  readonly draft: ReceiverDraft
  /** How it is reached now, where that is of the same kind. */
  readonly kept: ChannelView | undefined
  readonly problems: Problems<Field>['fields']
  readonly change: (part: Partial<ReceiverDraft>) => void
}

const methods = ['POST', 'PUT', 'GET'].map((method) => [method, method] as const)

/** The fields of a kind of channel. A secret that is there stays where its field is left empty. */
export const ChannelFields = ({ draft, kept, problems, change }: Props) => {
  const { fields, hints } = receiverMessages
  const field = (
    part: TextPart,
    { label = fields[part], ...rest }: {
      readonly label?: string
      readonly hint?: string | undefined
      readonly placeholder?: string | undefined
      readonly isLong?: boolean
      readonly type?: 'password'
    } = {}
  ) => (
    <TextField
      key={part}
      id={`receiver-${part}`}
      label={label}
      value={draft[part]}
      problem={problems[part]}
      change={(value) => change({ [part]: value })}
      {...rest}
    />
  )
  const keptUrl = kept && 'url' in kept ? hints.kept(kept.url.origin) : undefined
  const keptToken = kept && 'token' in kept && kept.token.isSet ? hints.keptToken : undefined
  switch (draft.type) {
    case 'email': return <>{field('to', { hint: hints.to, placeholder: 'line3@factory.lan' })}</>
    case 'ntfy': return (
      <>
        {field('server', { placeholder: 'http://ntfy.factory.lan' })}
        {field('topic', { placeholder: 'mimamori' })}
        {field('token', { type: 'password', hint: keptToken })}
      </>
    )
    case 'telegram':
    case 'line':
    case 'pagerduty': return (
      <>
        {draft.type === 'telegram' && field('chat', { placeholder: '-1001234567890' })}
        {draft.type === 'line' && field('chat', { label: fields.lineChat })}
        {field('token', { type: 'password', label: fields.tokens[draft.type], hint: keptToken ?? hints.internet })}
      </>
    )
    case 'http': return (
      <>
        <SelectField
          id="receiver-method"
          label={fields.method}
          value={draft.method}
          choices={methods}
          problem={problems.method}
          change={(method) => change({ method })}
        />
        {field('url', { label: fields.requestUrl, placeholder: 'http://192.168.10.40/tower?text={{title}}', hint: keptUrl })}
        {field(
          'headers',
          {
            isLong: true,
            placeholder: 'Content-Type: application/json',
            hint: kept?.type === 'http' && kept.headerNames.length > 0 ? hints.keptHeaders(kept.headerNames.join(', ')) : undefined
          }
        )}
        {field(
          'body',
          {
            isLong: true,
            placeholder: '{"text": "{{title}}"}',
            hint: kept?.type === 'http' && kept.body.isSet ? `${hints.keptBody} ${hints.placeholders}` : hints.placeholders
          }
        )}
        {field('maxTextLength', { placeholder: '1500' })}
      </>
    )
    default: return (
      <>
        {field(
          'url',
          {
            placeholder: draft.type === 'webhook' ? 'http://192.168.10.5/alerts' : 'http://chat.factory.lan:8065/hooks/…',
            hint: keptUrl ?? (draft.type === 'teams' || draft.type === 'discord' ? hints.internet : undefined)
          }
        )}
      </>
    )
  }
}
