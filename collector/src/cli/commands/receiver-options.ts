import { manyOptions, option, type Invocation, type Options } from '../command.ts'
import { UsageError } from '../errors.ts'
import { readSecret } from '../read-secret.ts'

/** How a receiver is reached, of what it is notified, and when; secrets are read from files. */
export const receiverOptions: Options = {
  type: option('receiverType'), to: manyOptions('mailTo'), from: option('mailFrom'), 'url-file': option('urlFile'), server: option('ntfyServer'), topic: option('ntfyTopic'),
  'token-file': option('ntfyTokenFile'), method: option('httpMethod'), 'headers-file': option('headersFile'), 'body-file': option('bodyFile'),
  site: manyOptions('site'), severity: manyOptions('severity'), quiet: option('quiet'), 'time-zone': option('timeZone'), language: option('language'), enabled: option('yesNo')
}

const given = (fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))

/** `Name: value` lines. */
const headersOf = (text: string | undefined): Readonly<Record<string, string>> | undefined =>
  text === undefined ? undefined : Object.fromEntries(text.split('\n').filter((line) => line.includes(':')).map((line) => [line.slice(0, line.indexOf(':')).trim(), line.slice(line.indexOf(':') + 1).trim()]))

const quietHoursOf = (quiet: string | undefined, timeZone: string | undefined, text: Invocation['text']): object | null | undefined => {
  if (quiet === undefined || quiet === '') return quiet === '' ? null : undefined
  const [from, to] = quiet.split('-')
  if (to === undefined) throw new UsageError(text.wrong('--quiet', text.expected.quiet, quiet))
  return { from, to, ...timeZone !== undefined && { timeZone } }
}

const many = (values: readonly string[]): readonly string[] | undefined => values.length === 0 ? undefined : values.filter((value) => value !== '')

/** The fields of a receiver that were given. @throws {UsageError} {CommandError} */
export const givenReceiver = ({ option: value, options, text }: Invocation): Readonly<Record<string, unknown>> => {
  const enabled = value('enabled')
  if (enabled !== undefined && enabled !== 'yes' && enabled !== 'no') throw new UsageError(text.wrong('--enabled', text.expected.yesNo, enabled))
  const channel = given({
    type: value('type'), to: many(options('to')), from: value('from'), url: readSecret(value('url-file'), text), server: value('server'), topic: value('topic'),
    token: readSecret(value('token-file'), text), method: value('method'), headers: headersOf(readSecret(value('headers-file'), text)), body: readSecret(value('body-file'), text)
  })
  return given({
    channel: Object.keys(channel).length > 0 ? channel : undefined,
    language: value('language'), sites: many(options('site')), severities: many(options('severity')),
    quietHours: quietHoursOf(value('quiet'), value('time-zone'), text), enabled: enabled === undefined ? undefined : enabled === 'yes'
  })
}
