import type { ChannelView, Language, ReceiverView, Severity, Weekday } from '@mimamori/contract'

export type ChannelType = ChannelView['type']

/** A receiver as the form holds it: text as it was typed. A secret is empty until it is typed. */
export interface ReceiverDraft {
  /** Undefined until it is typed: one is suggested then. */
  readonly name: string | undefined
  readonly type: ChannelType
  readonly to: string
  readonly from: string
  readonly url: string
  readonly server: string
  readonly topic: string
  readonly chat: string
  readonly token: string
  readonly method: string
  readonly headers: string
  readonly body: string
  readonly maxTextLength: string
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
  name: undefined, type: 'email', to: '', from: '', url: '', server: '', topic: '', chat: '', token: '',
  method: 'POST', headers: '', body: '', maxTextLength: '', language, sites: [], severities: [],
  repeat: { critical: '', warning: '', info: '' }, quietFrom: '', quietTo: '', quietDays: [], timeZone: '', enabled: true
})

const draftOfChannel = (channel: ChannelView): Partial<ReceiverDraft> => {
  switch (channel.type) {
    case 'email': return { to: channel.to.join(', '), from: channel.from ?? '' }
    case 'ntfy': return { server: channel.server, topic: channel.topic }
    case 'telegram':
    case 'line': return { server: channel.server, chat: channel.chat }
    case 'pagerduty': return { server: channel.server }
    case 'http': return { method: channel.method, maxTextLength: String(channel.maxTextLength) }
    default: return {}
  }
}

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

const stems: Readonly<Record<ChannelType, string>> = {
  email: 'mail', slack: 'chat', teams: 'teams', discord: 'discord', telegram: 'telegram', line: 'line',
  pagerduty: 'pagerduty', ntfy: 'phone', rocketchat: 'chat', webhook: 'webhook', http: 'http'
}

/** A name for who has given none: of the mailbox, else of the kind, and not in use yet. */
export const suggestedName = ({ type, to }: Pick<ReceiverDraft, 'type' | 'to'>, taken: readonly string[]): string => {
  const mailbox = type === 'email'
    ? to.split('@')[0]!.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '').slice(0, 50)
    : ''
  const stem = mailbox || stems[type]
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? stem : `${stem}-${number}`
    if (!taken.includes(name)) return name
  }
}
