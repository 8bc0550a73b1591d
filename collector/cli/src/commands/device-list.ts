import type { ClientStatus, FleetStatus } from '@mimamori/contract'
import type * as deviceList from '@mimamori/contract/device-list'
import type { Sorting } from '@mimamori/contract/device-list'
import { statusWord } from '../choices.ts'
import { flag, option, type Command, type Invocation } from '../command.ts'
import { UsageError } from '../errors.ts'
import { loadExactTime } from '../own-time.ts'
import { readerOf } from '../reader.ts'
import { requireKnown } from '../require-known.ts'
import { wrongValue } from '../wrong-value.ts'
import { formatKeyMetric, isKeyMetric } from './key-metrics.ts'

/** Loaded where a list is shown alone: most commands show none. */
type DeviceList = typeof deviceList

/** `last-seen` and `-last-seen`, as words of a command line are written; the page's address has `lastSeen`. */
const sortingOf = async ({ option: value, text }: Invocation, { readSorting }: DeviceList): Promise<Sorting | undefined> => {
  const given = value('sort')
  if (given === undefined) return undefined
  const sorting = readSorting(given.replace('last-seen', 'lastSeen'))
  if (sorting === undefined) throw new UsageError(await wrongValue({ name: '--sort', expects: 'sort', value: given }, text))
  return sorting
}

/** Those that `--status` and `--search` ask for; without a status those in use, as on the page. */
const chosen = async (clients: readonly ClientStatus[], { option: value, text }: Invocation, { conditionOf, groups, isInGroup, narrow }: DeviceList): Promise<readonly ClientStatus[]> => {
  const [given, sought] = [value('status'), value('search')]
  const group = groups.find((each) => statusWord(each) === given)
  if (given !== undefined && group === undefined) throw new UsageError(await wrongValue({ name: '--status', expects: 'status', value: given }, text))
  const found = sought === undefined ? clients : narrow(clients, { site: undefined, role: undefined, text: sought }, (client) =>
    [text.conditions[conditionOf(client)], ...isInGroup(client, 'gone') ? [text.gone] : [], ...isInGroup(client, 'warnings') ? [text.withWarnings] : []])
  return found.filter((client) => isInGroup(client, group ?? 'all'))
}

/** How many devices are shown, and how many there are of each STATUS, in its words. */
const totals = (clients: readonly ClientStatus[], { text }: Invocation, { conditionOf, conditions, isInGroup }: DeviceList): string => {
  const counts = conditions.map((condition) => [text.conditions[condition], clients.filter((client) => conditionOf(client) === condition).length] as const)
  const all = [...counts, [text.withWarnings, clients.filter((client) => isInGroup(client, 'warnings')).length] as const]
  return [text.devices(clients.length), ...all.filter(([, count]) => count > 0).map(([name, count]) => text.countOf(name, count))].join(' · ')
}

/** A value that the list is ordered by is a column of it. */
const printTable = async (clients: readonly ClientStatus[], { order }: Sorting, { language, print, text }: Invocation, { conditionOf }: DeviceList): Promise<void> => {
  const [{ textTable }, exactTime] = await Promise.all([import('@mimamori/program/text-table'), loadExactTime(language)])
  const metrics = isKeyMetric(order) ? [order] : []
  const columns = ['id', 'site', 'role', 'condition', ...metrics, 'lastSeen', 'reason'] as const
  const rows = clients.map((client) => [
    client.clientId, client.site, client.role, text.conditions[conditionOf(client)], ...metrics.map((metric) => formatKeyMetric[metric](client) ?? '–'),
    client.lastSeen === null ? text.never : exactTime(client.lastSeen),
    client.reason?.text ?? client.warnings[0]?.text ?? ''
  ])
  for (const line of textTable([columns.map((column) => text.columns[column]), ...rows])) print(line)
}

/** Chosen and ordered as on the page, the worst first; JSON is in the order of the ids unless `--sort` is given. */
export const listDevices: Command = {
  words: 'devices list',
  positionals: {},
  options: { site: option('site'), role: option('role'), status: option('status'), search: option('search'), sort: option('sort'), json: flag },
  async run (invocation) {
    const { collector, flag: given, option: value, print, text } = invocation
    const list = await import('@mimamori/contract/device-list')
    const [site, role, sorting] = [value('site'), value('role'), await sortingOf(invocation, list)]
    const query = new URLSearchParams({ ...readerOf(invocation), ...site !== undefined && { site }, ...role !== undefined && { role } })
    const { clients } = await collector.ask<FleetStatus>('GET', `/api/clients/status?${query}`)
    if (clients.length === 0) await requireKnown(invocation, { site, role })
    const found = await chosen(clients, invocation, list)
    if (given('json')) {
      print(JSON.stringify(sorting === undefined ? found : list.sortClients(found, sorting)))
    } else if (found.length > 0) {
      const shown: Sorting = sorting ?? { order: 'worst', reversed: false }
      await printTable(list.sortClients(found, shown), shown, invocation, list)
      print(totals(found, invocation, list))
    } else {
      const isFiltered = ['site', 'role', 'status', 'search'].some((name) => value(name) !== undefined)
      print(isFiltered ? text.noDeviceMatches : clients.length > 0 ? text.noDeviceInUse : text.noDevices)
    }
  }
}
