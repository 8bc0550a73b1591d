import type { ReceiverView } from '@mimamori/contract'
import { channelOptions } from '@mimamori/contract/channel-table'
import { repeatable, type FieldOptions, type Invocation, type Options } from '../command.ts'
import { readDuration } from '../duration.ts'
import { UsageError } from '../errors.ts'
import { readSecret } from '../read-file.ts'

/** A receiver's channel, the alerts that it is notified of, and when; secrets are read from files. */
export const receiverOptions: Options = {
  type: 'receiverType', to: repeatable('mailTo'), from: 'mailFrom', 'url-file': 'urlFile', server: 'receiverServer', topic: 'ntfyTopic',
  chat: 'chat',
  'token-file': 'receiverTokenFile', method: 'httpMethod', 'headers-file': 'headersFile', 'body-file': 'bodyFile',
  'max-text-length': 'maxTextLength',
  site: repeatable('site'), severity: repeatable('severity'), repeat: repeatable('repeat'), quiet: 'quiet', 'quiet-days': 'quietDays',
  'time-zone': 'timeZone',
  language: 'language', enabled: 'yesNo'
}

/** The option of each field of the request. */
export const receiverFields: FieldOptions = {
  ...Object.fromEntries(Object.entries(channelOptions).map(([field, option]) => [`/channel/${field}`, option])),
  '/channel': 'type', '/sites': 'site', '/severities': 'severity',
  '/repeatSeconds': 'repeat', '/quietHours/days': 'quiet-days', '/quietHours/timeZone': 'time-zone', '/quietHours': 'quiet'
}

/** `Name: value` lines. */
const headersOf = (content: string | undefined): Readonly<Record<string, string>> | undefined =>
  content === undefined ? undefined : Object.fromEntries([...content.matchAll(/^([^:\n]*):(.*)$/gm)].map(([, name, value]) => [
    name!.trim(), value!.trim()
  ]))

/** An empty value is removed. */
const orNull = (value: string | undefined): string | null | undefined => value === '' ? null : value

/** Any other text is left for the collector to refuse. */
const asNumber = (value: string | undefined): number | string | null | undefined =>
  value !== undefined && /^\d+$/.test(value) ? Number(value) : orNull(value)

const many = (values: readonly string[]): readonly string[] | undefined =>
  values.length === 0 ? undefined : values.filter((value) => value !== '')

/**
 * After how many seconds an alert that keeps firing is sent again, by severity: `critical=4h`. An empty value removes all.
 * The collector checks severities and bounds. @throws {UsageError}
 */
const givenRepeat = ({ text, values }: Invocation): Readonly<Record<string, number>> | undefined => {
  const repeats = many(values('repeat'))?.map((each) => {
    const [severity = '', after = ''] = each.split(/=(.*)/s)
    const seconds = readDuration(after)
    if (!/^[a-z]+$/.test(severity) || seconds === undefined) throw new UsageError(text.wrong('--repeat', text.expected.repeat, each))
    return [severity, seconds] as const
  })
  return repeats && Object.fromEntries(repeats)
}

/**
 * The given quiet hours: null to end them. Missing days and time zone stay as they are in `before`.
 * @throws {UsageError}
 */
const givenQuietHours = ({ text, value }: Invocation, before: ReceiverView['quietHours'] | undefined): object | null | undefined => {
  const [quiet, givenDays, givenTimeZone] = [value('quiet'), value('quiet-days'), value('time-zone')]
  if (quiet === '') return null
  if (quiet === undefined && givenDays === undefined && givenTimeZone === undefined) return undefined
  const [from, to] = quiet?.split('-') ?? [before?.from, before?.to]
  const { quiet: expected } = text.expected
  if (from === undefined || to === undefined) throw new UsageError(quiet === undefined
    ? text.missing('--quiet', expected)
    : text.wrong('--quiet', expected, quiet))
  return {
    from, to, days: givenDays?.split(',').filter((day) => day !== '') ?? before?.days,
    timeZone: (givenTimeZone ?? before?.timeZone) || undefined
  }
}

/** The given fields of a receiver; `before`: the receiver before the change. @throws {UsageError} {CommandError} */
export const givenReceiver = (invocation: Invocation, before?: ReceiverView) => {
  const { text, value, values } = invocation
  const secret = (name: string): string | undefined => readSecret(value(name), text)
  const enabled = value('enabled')
  if (enabled !== undefined && enabled !== 'yes' && enabled !== 'no') throw new UsageError(text.wrong(
    '--enabled', text.expected.yesNo, enabled
  ))
  const channel = {
    type: value('type'), to: many(values('to')), from: orNull(value('from')), url: secret('url-file'), server: value('server'),
    topic: value('topic'),
    chat: value('chat'), token: orNull(secret('token-file')), method: value('method'), headers: headersOf(secret('headers-file')),
    body: orNull(secret('body-file')), maxTextLength: asNumber(value('max-text-length'))
  }
  return {
    channel: Object.values(channel).some((field) => field !== undefined) ? channel : undefined,
    language: value('language'), sites: many(values('site')), severities: many(values('severity')), repeatSeconds: givenRepeat(invocation),
    quietHours: givenQuietHours(invocation, before?.quietHours), enabled: enabled && enabled === 'yes'
  }
}
