import type { ReceiverView } from '@mimamori/contract'
import { manyOptions, option, type FieldOptions, type Invocation, type Options } from '../command.ts'
import { UsageError } from '../errors.ts'
import { readSecret } from '../read-secret.ts'
import { givenQuietHours } from './quiet-hours-option.ts'
import { givenRepeat } from './repeat-option.ts'

/** How a receiver is reached, of what it is notified, and when; secrets are read from files. */
export const receiverOptions: Options = {
  type: option('receiverType'), to: manyOptions('mailTo'), from: option('mailFrom'), 'url-file': option('urlFile'),
  server: option('receiverServer'), topic: option('ntfyTopic'),
  chat: option('chat'), 'token-file': option('receiverTokenFile'), method: option('httpMethod'), 'headers-file': option('headersFile'),
  'body-file': option('bodyFile'),
  'max-text-length': option('maxTextLength'),
  site: manyOptions('site'), severity: manyOptions('severity'), repeat: manyOptions('repeat'), quiet: option('quiet'), 'quiet-days': option('quietDays'), 'time-zone': option('timeZone'), language: option('language'), enabled: option('yesNo')
}

/** Which of them a field of the request comes from. */
export const receiverFields: FieldOptions = {
  '/channel/url': 'url-file', '/channel/token': 'token-file', '/channel/headers': 'headers-file', '/channel/body': 'body-file',
  '/channel/maxTextLength': 'max-text-length', '/channel': 'type', '/sites': 'site', '/severities': 'severity',
  '/repeatSeconds': 'repeat', '/quietHours/days': 'quiet-days', '/quietHours/timeZone': 'time-zone', '/quietHours': 'quiet',
  ...Object.fromEntries(['type', 'to', 'from', 'server', 'topic', 'chat', 'method'].map((name) => [`/channel/${name}`, name]))
}

const given = (fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))

/** `Name: value` lines. */
const headersOf = (text: string | undefined): Readonly<Record<string, string>> | undefined =>
  text === undefined ? undefined : Object.fromEntries(text.split('\n').filter((line) => line.includes(':')).map((line) => [line.slice(0, line.indexOf(':')).trim(), line.slice(line.indexOf(':') + 1).trim()]))

/** What is given empty is taken away. */
const orNull = (value: string | undefined): string | null | undefined => value === '' ? null : value

/** Any other text is left for the collector to refuse. */
const asNumber = (value: string | undefined): number | string | null | undefined => value !== undefined && /^\d+$/.test(value)
  ? Number(value)
  : orNull(value)

const many = (values: readonly string[]): readonly string[] | undefined => values.length === 0 ? undefined : values.filter((value) => value !== '')

/** The fields of a receiver that were given; `before`: the receiver as it is. @throws {UsageError} {CommandError} */
export const givenReceiver = (invocation: Invocation, before?: ReceiverView): Readonly<Record<string, unknown>> => {
  const { option: value, options, text } = invocation
  const enabled = value('enabled')
  if (enabled !== undefined && enabled !== 'yes' && enabled !== 'no') throw new UsageError(text.wrong('--enabled', text.expected.yesNo, enabled))
  const channel = given({
    type: value('type'), to: many(options('to')), from: orNull(value('from')), url: readSecret(value('url-file'), text),
    server: value('server'), topic: value('topic'), chat: value('chat'),
    token: orNull(readSecret(value('token-file'), text)), method: value('method'),
    headers: headersOf(readSecret(value('headers-file'), text)), body: orNull(readSecret(value('body-file'), text)),
    maxTextLength: asNumber(value('max-text-length'))
  })
  return given({
    channel: Object.keys(channel).length > 0 ? channel : undefined,
    language: value('language'), sites: many(options('site')), severities: many(options('severity')), repeatSeconds: givenRepeat(invocation),
    quietHours: givenQuietHours(invocation, before?.quietHours), enabled: enabled === undefined ? undefined : enabled === 'yes'
  })
}
