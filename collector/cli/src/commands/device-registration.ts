import type { DeviceView } from '@mimamori/contract'
import { repeatable, resource, type Command, type FieldOptions, type Invocation, type Options } from '../command.ts'
import { UsageError } from '../errors.ts'
import { readSecret } from '../read-file.ts'
import { keyAnswer, type NewKey } from './device-keys.ts'
import { givenLimits, limitFields, limitOptions } from './limit-options.ts'

const options = (label: 'label' | 'labelChange'): Options => ({
  site: 'site', role: 'role', name: 'name', address: 'address', label: repeatable(label), ...limitOptions,
  'scrape-url': 'scrapeUrl', 'scrape-user': 'scrapeUser', 'scrape-secret-file': 'scrapeSecretFile'
})

const fields: FieldOptions = { ...limitFields, '/scrapeCredentials/user': 'scrape-user', '/scrapeCredentials': 'scrape-secret-file' }

type Credentials = { readonly user: string, readonly password: string } | { readonly token: string }

/**
 * The user and password, or the token, with which a device is scraped; null for an empty file, which removes them.
 * @throws {UsageError} {CommandError}
 */
const givenCredentials = ({ text, value }: Invocation): Credentials | null | undefined => {
  const user = value('scrape-user')
  const secret = readSecret(value('scrape-secret-file'), text)
  if (secret === undefined && user !== undefined) throw new UsageError(text.missing('--scrape-secret-file', text.expected.scrapeSecretFile))
  if (!secret) return secret === undefined ? undefined : null
  return user === undefined ? { token: secret } : { user, password: secret }
}

/** Each `--label NAME=VALUE`; undefined if there is none. @throws {UsageError} with what the command expects of it */
const givenLabels = ({ text, values }: Invocation, expects: 'label' | 'labelChange'): Readonly<Record<string, string>> | undefined => {
  const pairs = values('label').map((pair) => {
    const equals = pair.indexOf('=')
    if (equals < 1) throw new UsageError(text.wrong('--label', text.expected[expects], pair))
    return [pair.slice(0, equals), pair.slice(equals + 1)] as const
  })
  return pairs.length === 0 ? undefined : Object.fromEntries(pairs)
}

export const enrollDevice: Command = {
  words: 'devices enroll',
  positionals: { ID: 'deviceId' },
  options: options('label'),
  fields,
  async run (invocation) {
    const { ask, subject, text, value } = invocation
    const key = await ask<NewKey>('POST', '/api/clients', {
      id: subject, site: value('site'), role: value('role'), name: value('name'), address: value('address'),
      labels: givenLabels(invocation, 'label'),
      ...givenLimits(invocation), scrapeUrl: value('scrape-url'), scrapeCredentials: givenCredentials(invocation) ?? undefined
    })
    const answer = keyAnswer(invocation, key, { title: text.enrolled(key.id), next: [text.firstKeyNext] })
    return value('scrape-url') === undefined ? answer : { ...answer, lines: text.enrolledScraped(key.id) }
  }
}

/** An empty value removes the registered one. */
const orNull = (value: string | undefined): string | null | undefined => value === '' ? null : value

/** The labels after the change: a value adds or changes one, an empty value removes it, and the others stay. */
const changedLabels = async (invocation: Invocation, path: string): Promise<Readonly<Record<string, string>> | undefined> => {
  const labels = givenLabels(invocation, 'labelChange')
  if (labels === undefined) return undefined
  const { client } = await invocation.ask<{ readonly client: DeviceView }>('GET', path)
  return Object.fromEntries(Object.entries({ ...client.labels, ...labels }).filter(([, value]) => value !== ''))
}

export const setDevice: Command = {
  words: 'devices set',
  positionals: { ID: 'deviceId' },
  options: options('labelChange'),
  fields,
  async run (invocation) {
    const { ask, subject, text, value } = invocation
    const path = resource('/api/clients', subject)
    const change = {
      ...Object.fromEntries(['address', 'site', 'role', 'name'].map((name) => [name, orNull(value(name))])),
      labels: await changedLabels(invocation, path),
      ...givenLimits(invocation), scrapeUrl: orNull(value('scrape-url')), scrapeCredentials: givenCredentials(invocation)
    }
    if (Object.values(change).every((field) => field === undefined)) throw new UsageError(text.nothingToSet)
    const { client } = await ask<{ readonly client: DeviceView }>('PATCH', path, change)
    return { json: client, lines: text.deviceSet(client.id) }
  }
}
