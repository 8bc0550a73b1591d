import type { DeviceDetails, DeviceStatus, DeviceView } from '@mimamori/contract'
import { flag, type Command } from '../command.ts'
import { readerOf } from '../reader.ts'

/** For people what the page shows of a device; for programs, with `--json`, its status and what is registered of it, in one object. */
export const showDevice: Command = {
  words: 'devices show',
  positionals: { ID: 'deviceId' },
  options: { json: flag },
  async run (invocation) {
    const { collector, flag: given, positionals: [typed], print } = invocation
    const id = encodeURIComponent(typed!)
    const reader = new URLSearchParams(readerOf(invocation))
    const { client: registered } = await collector.ask<{ readonly client: DeviceView }>('GET', `/api/clients/${id}`)
    if (given('json')) {
      const { client } = await collector.ask<DeviceStatus>('GET', `/api/clients/${id}/status?${reader}`)
      print(JSON.stringify({ ...client, ...registered }))
      return
    }
    const details = await collector.ask<DeviceDetails>('GET', `/admin/data/devices/${id}?${reader}`)
    const { deviceLines } = await import('./device-lines.ts')
    for (const line of await deviceLines({ details, registered }, invocation)) print(line)
  }
}
