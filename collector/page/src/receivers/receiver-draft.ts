import type { ChannelView, Language, ReceiverView, Severity, Weekday } from '@mimamori/contract'
import { channelTable, type ChannelField, type ChannelType, type Need } from '@mimamori/contract/channel-table'
import { channelFields } from './channel-messages.ts'

/** A receiver as its form has it: text as it was typed. A secret is empty until it is typed. */
export interface ReceiverDraft extends Readonly<Record<ChannelField, string>> {
  /** Undefined until it is typed: one is suggested then. */
  readonly name: string | undefined
  readonly type: ChannelType
  readonly language: Language
  readonly sites: readonly string[]
  readonly severities: readonly Severity[]
  /** In seconds; empty for Mimamori's own interval. */
  readonly repeat: Readonly<Record<Severity, string>>
  readonly quietFrom: string
  readonly quietTo: string
  readonly quietDays: readonly Weekday[]
  readonly timeZone: string
  readonly enabled: boolean
}

/** A receiver to be added, with messages in the reader's language. */
export const emptyDraft = (language: Language): ReceiverDraft => ({
  ...Object.fromEntries(Object.keys(channelFields).map((field) => [field, ''])) as Record<ChannelField, string>,
  name: undefined, type: 'email', method: 'POST', language, sites: [], severities: [],
  repeat: { critical: '', warning: '', info: '' }, quietFrom: '', quietTo: '', quietDays: [], timeZone: '', enabled: true
})

/** The fields of a type of channel, in their order, and whether each must be filled in. */
export const fieldsOf = (type: ChannelType): readonly (readonly [ChannelField, Need])[] =>
  Object.entries(channelTable[type].needs) as [ChannelField, Need][]

/** Writes a value into its field: the items of a list, and nothing of a secret. */
const typed = (value: unknown): string =>
  Array.isArray(value) ? value.join(', ') : typeof value === 'string' || typeof value === 'number' ? String(value) : ''

const draftOfChannel = (channel: ChannelView): Partial<ReceiverDraft> =>
  Object.fromEntries(fieldsOf(channel.type).map(([field]) => [field, typed((channel as Partial<Record<ChannelField, unknown>>)[field])]))

/** A receiver to be changed; its secrets do not come back. */
export const draftOf = (
  { name, channel, language, sites, severities, repeatSeconds, quietHours, enabled }: ReceiverView
): ReceiverDraft => {
  const secondsOf = (severity: Severity): string => repeatSeconds[severity]?.toString() ?? ''
  return {
    ...emptyDraft(language), ...draftOfChannel(channel), name, type: channel.type, sites, severities, enabled,
    repeat: { critical: secondsOf('critical'), warning: secondsOf('warning'), info: secondsOf('info') },
    ...quietHours && { quietFrom: quietHours.from, quietTo: quietHours.to, quietDays: quietHours.days, timeZone: quietHours.timeZone ?? '' }
  }
}

/** A name for a receiver without one: from the mailbox, else the kind, and not in use yet. */
export const suggestedName = ({ type, to }: Pick<ReceiverDraft, 'type' | 'to'>, taken: readonly string[]): string => {
  const mailbox = type === 'email'
    ? to.split('@')[0]!.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '').slice(0, 50)
    : ''
  const stem = mailbox || channelTable[type].stem
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? stem : `${stem}-${number}`
    if (!taken.includes(name)) return name
  }
}
