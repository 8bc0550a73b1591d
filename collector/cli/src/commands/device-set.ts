import type { DeviceView } from '@mimamori/contract'
import { flag, manyOptions, option, type Command, type Invocation } from '../command.ts'
import { UsageError } from '../errors.ts'
import { givenLabels } from './labels.ts'
import { limitChange, limitFields, limitOptions } from './limit-options.ts'
import { scrapeCredentials, scrapeFields, scrapeOptions } from './scrape-credentials.ts'

/** An empty value takes away what was registered. */
const orNull = (value: string | undefined): string | null | undefined => value === '' ? null : value

/** The labels as they will be: a value adds or changes one, an empty value removes it, and the others stay. */
const changedLabels = async (invocation: Invocation, path: string): Promise<Readonly<Record<string, string>> | undefined> => {
  const given = givenLabels(invocation, 'labelChange')
  if (given === undefined) return undefined
  const { client } = await invocation.collector.ask<{ readonly client: DeviceView }>('GET', path)
  return Object.fromEntries(Object.entries({ ...client.labels, ...Object.fromEntries(given) }).filter(([, value]) => value !== ''))
}

export const setDevice: Command = {
  words: 'devices set',
  positionals: { ID: 'deviceId' },
  options: {
    address: option('address'), site: option('site'), role: option('role'), name: option('name'), label: manyOptions('labelChange'),
    ...limitOptions, ...scrapeOptions, json: flag
  },
  fields: { ...limitFields, ...scrapeFields },
  async run (invocation) {
    const { collector, positionals: [id], option: value, flag: given, print, text } = invocation
    const path = `/api/clients/${encodeURIComponent(id!)}`
    const change = {
      address: orNull(value('address')),
      site: orNull(value('site')),
      role: orNull(value('role')),
      name: orNull(value('name')),
      labels: await changedLabels(invocation, path),
      ...limitChange(invocation),
      scrapeUrl: orNull(value('scrape-url')),
      scrapeCredentials: scrapeCredentials(invocation)
    }
    if (Object.values(change).every((field) => field === undefined)) throw new UsageError(text.nothingToSet)
    const { client } = await collector.ask<{ readonly client: DeviceView }>('PATCH', path, change)
    print(given('json') ? JSON.stringify(client) : text.deviceSet(client.id))
  }
}
