import type { DeviceView } from '@mimamori/contract'
import { flag, option, type Command } from '../command.ts'
import { UsageError } from '../errors.ts'
import { silentAfterSeconds } from './silent-after.ts'

/** An empty value takes away what was registered. */
const orNull = (value: string | undefined): string | null | undefined => value === '' ? null : value

export const setDevice: Command = {
  words: 'devices set',
  positionals: { ID: 'deviceId' },
  options: {
    address: option('address'), site: option('site'), role: option('role'), name: option('name'),
    'silent-after-seconds': option('silentAfter'), 'scrape-url': option('scrapeUrl'), json: flag
  },
  async run (invocation) {
    const { collector, positionals: [id], option: value, flag: given, print, text } = invocation
    const change = {
      address: orNull(value('address')),
      site: orNull(value('site')),
      role: orNull(value('role')),
      name: orNull(value('name')),
      silentAfterSeconds: value('silent-after-seconds') === '' ? null : silentAfterSeconds(invocation),
      scrapeUrl: orNull(value('scrape-url'))
    }
    if (Object.values(change).every((field) => field === undefined)) throw new UsageError(text.nothingToSet)
    const { client } = await collector.ask<{ readonly client: DeviceView }>('PATCH', `/api/clients/${encodeURIComponent(id!)}`, change)
    print(given('json') ? JSON.stringify(client) : text.deviceSet(client.id))
  }
}
