import type { DeviceView } from '@mimamori/contract'
import { oldKeysOf } from '@mimamori/contract/old-keys'
import { takeKeyCommand } from '@mimamori/contract/take-key-command'
import { flag, manyOptions, option, type Command, type Invocation } from '../command.ts'
import { CommandError, Refusal } from '../errors.ts'
import { ownKeyFile } from '../own-agent.ts'
import { givenLabels } from './labels.ts'
import { limitChange, limitFields, limitOptions } from './limit-options.ts'
import { scrapeCredentials, scrapeFields, scrapeOptions } from './scrape-credentials.ts'

interface KeyAnswer { readonly id: string, readonly key: string }

/** `next`: where the key goes on a device that is not this server. */
const printKey = ({ dataDirectory, flag: given, print, text }: Invocation, { id, key }: KeyAnswer, { title, next }: { readonly title: string, readonly next: readonly string[] }): void => {
  const ownFile = ownKeyFile(dataDirectory, id)
  if (given('json')) print(JSON.stringify({ id, key }))
  else for (const line of [title, '', `  ${key}`, '', ...ownFile === undefined ? next : [text.ownKeyNext(ownFile)]]) print(line)
}

/** With `--json` prints exactly `{"id":…,"key":…}`. */
export const enrollDevice: Command = {
  words: 'devices enroll',
  positionals: { ID: 'deviceId' },
  options: {
    site: option('site'), role: option('role'), name: option('name'), address: option('address'), label: manyOptions('label'),
    ...limitOptions, ...scrapeOptions, json: flag
  },
  fields: { ...limitFields, ...scrapeFields },
  async run (invocation) {
    const { collector, positionals: [id], option: value, text } = invocation
    const labels = givenLabels(invocation, 'label')
    const answer = await collector.ask<KeyAnswer>('POST', '/api/clients', {
      id,
      site: value('site'),
      role: value('role'),
      name: value('name'),
      address: value('address'),
      labels: labels && Object.fromEntries(labels),
      ...limitChange(invocation),
      scrapeUrl: value('scrape-url'),
      scrapeCredentials: scrapeCredentials(invocation) ?? undefined
    })
    if (value('scrape-url') !== undefined && !invocation.flag('json')) invocation.print(text.enrolledScraped(answer.id))
    else printKey(invocation, answer, { title: text.enrolled(answer.id), next: [text.firstKeyNext] })
  }
}

export const rotateKey: Command = {
  words: 'devices rotate',
  isDestructive: true,
  positionals: { ID: 'deviceId' },
  options: { json: flag },
  async run (invocation) {
    const { collector, positionals: [id], text } = invocation
    const path = `/api/clients/${encodeURIComponent(id!)}`
    const { client } = await collector.ask<{ readonly client: DeviceView }>('GET', path)
    const answer = await collector.ask<KeyAnswer>('POST', `${path}/rotate`)
    printKey(invocation, answer, { title: text.rotated[oldKeysOf(client)](answer.id), next: [text.keyNext, '', `  ${takeKeyCommand}`, '', text.keyInConfiguration] })
  }
}

export const endOldKeys: Command = {
  words: 'devices end-old-keys',
  isDestructive: true,
  positionals: { ID: 'deviceId' },
  options: { json: flag },
  async run ({ collector, flag: given, positionals: [id], print, text }) {
    try {
      const { client } = await collector.ask<{ readonly client: DeviceView }>('POST', `/api/clients/${encodeURIComponent(id!)}/end-old-keys`)
      print(given('json') ? JSON.stringify(client) : text.oldKeysEnded(client.id))
    } catch (error) {
      throw error instanceof Refusal && error.answer.code === 'STATE_CONFLICT' ? new CommandError(text.oldKeysNeeded(id!), { cause: error }) : error
    }
  }
}
