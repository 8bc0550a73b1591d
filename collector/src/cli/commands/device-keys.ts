import { flag, manyOptions, option, type Command, type Invocation } from '../command.ts'
import { UsageError } from '../errors.ts'
import { silentAfterSeconds } from './silent-after.ts'

interface KeyAnswer { readonly id: string, readonly key: string }

const labelsOf = ({ options, text }: Invocation): Readonly<Record<string, string>> | undefined => {
  const given = options('label')
  if (given.length === 0) return undefined
  return Object.fromEntries(given.map((pair) => {
    const equals = pair.indexOf('=')
    if (equals < 1) throw new UsageError(text.wrong('--label', text.expected.label, pair))
    return [pair.slice(0, equals), pair.slice(equals + 1)]
  }))
}

const printKey = ({ flag: given, print, text }: Invocation, { id, key }: KeyAnswer, title: string): void => {
  if (given('json')) print(JSON.stringify({ id, key }))
  else for (const line of [title, '', `  ${key}`, '', text.keyNext]) print(line)
}

/** With `--json` prints exactly `{"id":…,"key":…}`. */
export const enrollDevice: Command = {
  words: 'devices enroll',
  positionals: { ID: 'deviceId' },
  options: {
    site: option('site'), role: option('role'), name: option('name'), address: option('address'), label: manyOptions('label'),
    'silent-after-seconds': option('silentAfter'), 'scrape-url': option('scrapeUrl'), json: flag
  },
  async run (invocation) {
    const { collector, positionals: [id], option: value, text } = invocation
    const answer = await collector.ask<KeyAnswer>('POST', '/api/clients', {
      id,
      site: value('site'),
      role: value('role'),
      name: value('name'),
      address: value('address'),
      labels: labelsOf(invocation),
      silentAfterSeconds: silentAfterSeconds(invocation),
      scrapeUrl: value('scrape-url')
    })
    printKey(invocation, answer, text.enrolled(answer.id))
  }
}

export const rotateKey: Command = {
  words: 'devices rotate',
  positionals: { ID: 'deviceId' },
  options: { json: flag },
  async run (invocation) {
    const { collector, positionals: [id], text } = invocation
    const answer = await collector.ask<KeyAnswer>('POST', `/api/clients/${encodeURIComponent(id!)}/rotate`)
    printKey(invocation, answer, text.rotated(answer.id))
  }
}
