import type { ClientStatus, DeviceView } from '@mimamori/contract'
import { flag, type Command } from '../command.ts'

/** For people what the page says of a device; for programs, with `--json`, the device as it is registered. */
export const showDevice: Command = {
  words: 'devices show',
  positionals: { ID: 'deviceId' },
  options: { json: flag },
  async run (invocation) {
    const { collector, flag: given, language, positionals: [id], print } = invocation
    const path = `/api/clients/${encodeURIComponent(id!)}`
    const { client: registered } = await collector.ask<{ readonly client: DeviceView }>('GET', path)
    if (given('json')) {
      print(JSON.stringify(registered))
      return
    }
    const { client, serverTime } = await collector.ask<{ readonly client: ClientStatus, readonly serverTime: string }>('GET', `${path}/status?lang=${language}`)
    const { deviceLines } = await import('./device-lines.ts')
    for (const line of deviceLines({ client, registered, nowMs: Date.parse(serverTime) }, invocation)) print(line)
  }
}
