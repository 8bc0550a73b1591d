import type { ChannelView } from '@mimamori/contract'
import type { ChannelField } from '@mimamori/contract/channel-table'
import { channelFields } from './channel-messages.ts'
import { fieldsOf, type ReceiverDraft } from './receiver-draft.ts'

/** Addresses between commas, spaces or lines. */
export const addressesOf = (text: string): readonly string[] => text.split(/[\s,;、]+/).filter((address) => address !== '')

/** `Name: value` lines. */
const headersOf = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(text.split('\n').filter((line) => line.trim() !== '').map((line) => {
    const [name = '', ...value] = line.split(':')
    return [name.trim(), value.join(':').trim()]
  }))

/** A field as the API takes it. */
const convert = (field: ChannelField, text: string): unknown => {
  switch (field) {
    case 'to': return addressesOf(text)
    case 'headers': return headersOf(text)
    case 'body': return text
    case 'maxTextLength': return Number(text)
    default: return text.trim()
  }
}

/** The channel as the API takes it. One of the same type keeps missing secrets, and null removes fields that are empty now. */
const channelOf = (draft: ReceiverDraft, before: ChannelView | undefined): Readonly<Record<string, unknown>> => {
  const { type } = draft
  const isSameType = before?.type === type
  const emptied = isSameType ? null : undefined
  const valueOf = (field: ChannelField, need: string): unknown => {
    const text = draft[field]
    // It may be of the type before: a token must not go to another service.
    if (need === 'preset' && !isSameType) return undefined
    if (field === 'body' && draft.method === 'GET') return emptied
    // The view has only its origin.
    if (field === 'server' && isSameType && 'server' in before && before.server === text.trim()) return undefined
    if (text.trim() !== '') return convert(field, text)
    if (channelFields[field].isSecret) return need === 'required' && !isSameType ? '' : undefined
    return need === 'required' ? convert(field, '') : emptied
  }
  return { type, ...Object.fromEntries(fieldsOf(type).map(([field, need]) => [field, valueOf(field, need)])) }
}

const repeatOf = ({ repeat }: ReceiverDraft): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(repeat).flatMap(([severity, seconds]) => seconds === '' ? [] : [[severity, Number(seconds)]]))

const quietHoursOf = ({ quietFrom: from, quietTo: to, quietDays: days, timeZone }: ReceiverDraft): object | null =>
  from === '' && to === '' ? null : { from, to, days, ...timeZone.trim() !== '' && { timeZone: timeZone.trim() } }

/**
 * The request that changes a receiver; `before`: its present channel, undefined for a new one. Undefined fields are left out of the JSON.
 */
export const requestOf = (draft: ReceiverDraft, before?: ChannelView): Readonly<Record<string, unknown>> => ({
  language: draft.language, channel: channelOf(draft, before), sites: draft.sites, severities: draft.severities,
  repeatSeconds: repeatOf(draft), quietHours: quietHoursOf(draft), enabled: draft.enabled
})
