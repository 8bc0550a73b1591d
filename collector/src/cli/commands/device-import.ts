import { readFileSync } from 'node:fs'
import type { DeviceView } from '../../routes/device-view.ts'
import { flag, type Command } from '../command.ts'
import { CommandError } from '../errors.ts'

/** The file holds what `POST /api/clients/import` takes: `{"clients": […]}`, or the list alone. */
export const importDevices: Command = {
  words: 'devices import',
  positionals: ['FILE'],
  options: { json: flag },
  async run ({ collector, flag: given, positionals: [file], print, text }) {
    let content: unknown
    try {
      content = JSON.parse(readFileSync(file === '-' ? 0 : file!, 'utf8'))
    } catch (error) {
      throw new CommandError(text.unreadableFile(file!, (error as Error).message), { cause: error })
    }
    const { clients } = await collector.ask<{ readonly clients: readonly DeviceView[] }>('POST', '/api/clients/import', Array.isArray(content) ? { clients: content } : content as object)
    print(given('json') ? JSON.stringify(clients) : text.imported(clients.length, clients.filter(({ keys }) => keys.some(({ weak }) => weak)).length))
  }
}
