import { channelOptions, type ChannelField } from '@mimamori/contract/channel-table'
import { shellWord } from '../text/index.ts'
import { channelFields } from './channel-messages.ts'
import { fieldsOf, type ReceiverDraft } from './receiver-draft.ts'
import { addressesOf } from './receiver-request.ts'

/** A duration as the command takes it: the largest unit that has no remainder. */
const duration = (seconds: number): string => {
  for (const [unit, length] of [
    ['d', 86_400],
    ['h', 3600],
    ['m', 60]
  ] as const) if (seconds % length === 0) return `${seconds / length}${unit}`
  return `${seconds}s`
}

/** The values of a field's option. The command asks again for a secret that was typed, which is then in no history of a shell. */
const optionValues = (field: ChannelField, draft: ReceiverDraft): readonly string[] => {
  const value = draft[field].trim()
  if (field === 'to') return addressesOf(value)
  if (value === '') return []
  if (!channelFields[field].isSecret) return [value]
  return [channelFields[field].isLong ? `${field}.txt` : '-']
}

const optionsOf = (draft: ReceiverDraft): Readonly<Record<string, readonly string[]>> => ({
  type: [draft.type],
  ...Object.fromEntries(fieldsOf(draft.type).flatMap(([field, need]) =>
    need === 'preset' ? [] : [[channelOptions[field], optionValues(field, draft)]])),
  language: [draft.language],
  site: draft.sites,
  severity: draft.severities,
  repeat: Object.entries(draft.repeat).flatMap(([severity, seconds]) => seconds === '' ? [] : [`${severity}=${duration(Number(seconds))}`]),
  ...draft.quietFrom === '' && draft.quietTo === ''
    ? { quiet: [] }
    : {
        quiet: [`${draft.quietFrom}-${draft.quietTo}`],
        'quiet-days': draft.quietDays.length === 0 ? [] : [draft.quietDays.join(',')],
        'time-zone': draft.timeZone.trim() === '' ? [] : [draft.timeZone.trim()]
      },
  enabled: [draft.enabled ? 'yes' : 'no']
})

const always = ['type', 'language']
const same = (a: readonly string[] = [], b: readonly string[] = []): boolean => a.join('\n') === b.join('\n')

/** Whether everything that the command needs was typed. A receiver of the same type keeps a secret that was not. */
const isComplete = (draft: ReceiverDraft, keepsSecrets: boolean): boolean =>
  fieldsOf(draft.type).every(([field, need]) =>
    need !== 'required' || optionValues(field, draft).length > 0 || (keepsSecrets && channelFields[field].isSecret)) &&
  (draft.quietFrom === '') === (draft.quietTo === '')

/**
 * The words after `mimamori` that do the same as the form; for an existing receiver only the differences from `before`. undefined
 * while the command would be refused: something that it needs is not typed yet, or nothing is changed.
 */
export const receiverCommand = (
  name: string,
  draft: ReceiverDraft,
  before: { readonly draft: ReceiverDraft, readonly isNew: boolean }
): string | undefined => {
  if (name.trim() === '' || !isComplete(draft, !before.isNew && draft.type === before.draft.type)) return undefined
  const [wanted, given] = [optionsOf(draft), optionsOf(before.draft)]
  const options = Object.entries(wanted).flatMap(([option, values]) => {
    if (same(values, given[option]) && !(before.isNew && always.includes(option))) return []
    return (values.length === 0 ? [''] : values).map((value) => `--${option} ${shellWord(value)}`)
  })
  if (options.length === 0) return undefined
  return ['receivers', before.isNew ? 'add' : 'set', shellWord(name.trim()), ...options].join(' ')
}
