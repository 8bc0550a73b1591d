import type { ChannelView } from '@mimamori/contract'
import { channelTable, type ChannelDescription, type ChannelField } from '@mimamori/contract/channel-table'
import { SelectField, TextField } from '../components/index.ts'
import type { Problems } from '../server/index.ts'
import { language } from '../text/index.ts'
import { channelFields } from './channel-messages.ts'
import { receiverMessages } from './messages.ts'
import { fieldsOf, type ReceiverDraft } from './receiver-draft.ts'
import type { Field } from './refusal.ts'

interface Props {
  readonly draft: ReceiverDraft
  /** Its present channel, if that is of the same type. */
  readonly before: ChannelView | undefined
  readonly problems: Problems<Field>['fields']
  readonly change: (part: Partial<ReceiverDraft>) => void
}

const methods = ['POST', 'PUT', 'GET'].map((method) => [method, method] as const)

/** Says of a stored secret that it stays if its field is left empty. */
const secretHint = (field: ChannelField, before: ChannelView | undefined): string | undefined => {
  const { hints } = receiverMessages
  if (before === undefined) return undefined
  if (field === 'url' && 'url' in before) return hints.keepUrl(before.url.origin)
  if (field === 'token' && 'token' in before && before.token.isSet) return hints.keepToken
  if (before.type !== 'http') return undefined
  if (field === 'headers' && before.headerNames.length > 0) return hints.keepHeaders(before.headerNames.join(', '))
  return field === 'body' && before.body.isSet ? hints.keepBody : undefined
}

/** The fields of a type of channel. A stored secret stays if its field is left empty. */
export const ChannelFields = ({ draft, before, problems, change }: Props) => {
  const { needsInternet, labels, placeholders }: ChannelDescription = channelTable[draft.type]
  const isAsked = ([field, need]: ReturnType<typeof fieldsOf>[number]): boolean => need !== 'preset' && field !== 'from'
  return (
    <>
      {fieldsOf(draft.type).filter(isAsked).map(([field]) => {
        const { isLong = false, isSecret, ...own } = channelFields[field]
        const internet = needsInternet && isSecret ? receiverMessages.hints.internet : undefined
        const shared = {
          key: field, id: `receiver-${field}`, label: labels?.[field]?.[language] ?? own.label, value: draft[field], problem: problems[field],
          hint: [secretHint(field, before) ?? internet, own.hint].filter(Boolean).join(' ') || undefined,
          change: (value: string) => change({ [field]: value })
        }
        return field === 'method'
          ? <SelectField {...shared} choices={methods} />
          : (
              <TextField
                {...shared}
                placeholder={placeholders?.[field] ?? own.placeholder}
                type={field === 'token' ? 'password' : 'text'}
                isLong={isLong}
              />
            )
      })}
    </>
  )
}
