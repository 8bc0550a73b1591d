import type { DeviceView } from '@mimamori/contract'
import { flag, type Command } from '../command.ts'

export const showDevice: Command = {
  words: 'devices show',
  positionals: { ID: 'deviceId' },
  options: { json: flag },
  async run ({ collector, flag: given, positionals: [id], print }) {
    const { client } = await collector.ask<{ readonly client: DeviceView }>('GET', `/api/clients/${encodeURIComponent(id!)}`)
    if (given('json')) {
      print(JSON.stringify(client))
      return
    }
    const { textTable } = await import('@mimamori/program/text-table')
    const shown = Object.entries(client).filter(([, value]) => value !== null)
    for (const line of textTable(shown.map(([name, value]) => [name, typeof value === 'object' ? JSON.stringify(value) : String(value)]))) print(line)
  }
}
