import { shellWord } from '../text/index.ts'
import type { ChannelType, ReceiverDraft } from './receiver-draft.ts'
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

/** By kind; a secret that was typed is asked for again by the command, and stands in no history of a shell. */
const channelOptions = (
  { type, to, from, url, server, topic, chat, token, method, headers, body, maxTextLength }: ReceiverDraft
): Readonly<Record<string, readonly string[]>> => {
  const one = (value: string): readonly string[] => value.trim() === '' ? [] : [value.trim()]
  const secret = (value: string): readonly string[] => value.trim() === '' ? [] : ['-']
  const byType: Readonly<Record<ChannelType, Readonly<Record<string, readonly string[]>>>> = {
    email: { to: addressesOf(to), from: one(from) },
    ntfy: { server: one(server), topic: one(topic), 'token-file': secret(token) },
    http: {
      method: [method],
      'url-file': secret(url),
      ...headers.trim() !== '' && { 'headers-file': ['headers.txt'] },
      ...body.trim() !== '' && { 'body-file': ['body.txt'] },
      'max-text-length': one(maxTextLength)
    },
    telegram: {
      server: one(server),
      chat: one(chat),
      'token-file': secret(token)
    }, line: { server: one(server), chat: one(chat), 'token-file': secret(token) },
    pagerduty: { server: one(server), 'token-file': secret(token) }, discord: { 'url-file': secret(url) },
    webhook: { 'url-file': secret(url) }, slack: { 'url-file': secret(url) }, rocketchat: { 'url-file': secret(url) },
    teams: { 'url-file': secret(url) }
  }
  return { type: [type], ...byType[type] }
}

const optionsOf = (draft: ReceiverDraft): Readonly<Record<string, readonly string[]>> => ({
  ...channelOptions(draft),
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

const requiredOptions: Readonly<Record<ChannelType, readonly string[]>> = {
  email: ['to'], ntfy: ['server', 'topic'], telegram: [
    'chat',
    'token-file'
  ], line: ['chat', 'token-file'], pagerduty: ['token-file'], discord: ['url-file'], http: ['url-file'],
  webhook: ['url-file'], slack: ['url-file'], rocketchat: ['url-file'], teams: ['url-file']
}

/** Whether what the command needs was typed. A receiver of the same kind keeps a secret that was not. */
const isComplete = (draft: ReceiverDraft, keepsSecrets: boolean): boolean => {
  const options = channelOptions(draft)
  const hasChannel = requiredOptions[draft.type].every((option) => options[option]!.length > 0 ||
    (keepsSecrets && (option === 'url-file' || option === 'token-file')))
  return hasChannel && (draft.quietFrom === '') === (draft.quietTo === '')
}

/**
 * The words after `mimamori` that do what the form does; of a receiver that is there only what differs from `before`. undefined
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
