import type { DeviceDetails, DeviceStatus, DeviceView } from '@mimamori/contract'
import { resource, type Command } from '../command.ts'
import { readerOf } from '../local-time.ts'

/** For people the content of a device's page; for programs its status and its registration, in one object. */
export const showDevice: Command = {
  words: 'devices show',
  positionals: { ID: 'deviceId' },
  async run (invocation) {
    const { ask, isOn, subject } = invocation
    const reader = new URLSearchParams(readerOf(invocation))
    const path = resource('/api/clients', subject)
    const { client: registered } = await ask<{ readonly client: DeviceView }>('GET', path)
    if (isOn('json')) {
      const { client } = await ask<DeviceStatus>('GET', `${path}/status?${reader}`)
      return { json: { ...client, ...registered }, lines: [] }
    }
    const details = await ask<DeviceDetails>('GET', `${resource('/admin/data/devices', subject)}?${reader}`)
    const { deviceLines } = await import('./device-lines.ts')
    return { json: undefined, lines: await deviceLines({ details, registered }, invocation) }
  }
}
