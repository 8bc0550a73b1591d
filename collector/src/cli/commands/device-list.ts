import { formatExactMoment } from '@mimamori/contract/moment'
import type { DeviceView, FleetStatus } from '@mimamori/contract'
import { flag, type Command } from '../command.ts'

export const listDevices: Command = {
  words: 'devices list',
  positionals: {},
  options: { json: flag },
  async run ({ collector, flag: given, print, text, language }) {
    const { clients } = await collector.ask<FleetStatus>('GET', `/api/clients/status?lang=${language}`)
    if (given('json')) {
      print(JSON.stringify(clients))
      return
    }
    if (clients.length === 0) {
      print(text.noDevices)
      return
    }
    const { textTable } = await import('@mimamori/program/text-table')
    const { columns } = text
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
    const seen = (at: string | null): string => at === null ? text.never : formatExactMoment(Date.parse(at), { language, timeZone })
    // Of a device that is off on purpose, or was never on, no time runs that it could be late by.
    const heard = ({ state, freshness }: FleetStatus['clients'][number]): string => state === 'active' ? text.freshnesses[freshness] : '–'
    const rows = clients.map((client) =>
      [client.clientId, client.site, client.role, text.states[client.state], heard(client), seen(client.lastSeen), client.reason?.text ?? ''])
    for (const line of textTable([[columns.id, columns.site, columns.role, columns.state, columns.freshness, columns.lastSeen, columns.reason], ...rows])) print(line)
  }
}

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
