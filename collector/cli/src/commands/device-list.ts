import type { ClientStatus, FleetStatus } from '@mimamori/contract'
import type * as deviceList from '@mimamori/contract/device-list'
import type { Sorting } from '@mimamori/contract/device-list'
import { statusWord, wrongValue } from '../choices.ts'
import { query, type Command, type Invocation } from '../command.ts'
import { UsageError } from '../errors.ts'
import { requireKnown } from '../known-names.ts'
import { loadExactTime, readerOf } from '../local-time.ts'
import { table } from '../table.ts'
import { formatKeyMetric, isKeyMetric } from './key-metrics.ts'

/** Loaded when a list is shown: most commands show none. */
type DeviceList = typeof deviceList

/** `last-seen` and `-last-seen`, spelled as on a command line; the page's address has `lastSeen`. */
const sortingOf = async ({ text, value }: Invocation, { readSorting }: DeviceList): Promise<Sorting | undefined> => {
  const typed = value('sort')
  if (typed === undefined) return undefined
  const sorting = readSorting(typed.replace('last-seen', 'lastSeen'))
  if (sorting === undefined) throw new UsageError(await wrongValue({ name: '--sort', expects: 'sort', value: typed }, text))
  return sorting
}

/** The devices that `--status` and `--search` select; without a status the ones in use, as on the page. */
const selected = async (
  clients: readonly ClientStatus[], { text, value }: Invocation, { conditionOf, groups, isInGroup, narrow }: DeviceList
): Promise<readonly ClientStatus[]> => {
  const [status, sought] = [value('status'), value('search')]
  const group = groups.find((each) => statusWord(each) === status)
  if (status !== undefined && group === undefined) throw new UsageError(await wrongValue({
    name: '--status', expects: 'status', value: status
  }, text))
  const found = sought === undefined ? clients : narrow(clients, { site: undefined, role: undefined, text: sought }, (client) =>
    [
      text.conditions[conditionOf(client)], ...isInGroup(client, 'gone') ? [text.gone] : [],
      ...isInGroup(client, 'warnings') ? [text.withWarnings] : []
    ])
  return found.filter((client) => isInGroup(client, group ?? 'all'))
}

/** The number of devices shown, and of each status. */
const totals = (clients: readonly ClientStatus[], { text }: Invocation, { conditionOf, conditions, isInGroup }: DeviceList): string => {
  const countOf = (isCounted: (client: ClientStatus) => boolean): number => clients.filter(isCounted).length
  const counts = [
    ...conditions.map((condition) => [text.conditions[condition], countOf((client) => conditionOf(client) === condition)] as const),
    [text.withWarnings, countOf((client) => isInGroup(client, 'warnings'))] as const
  ]
  return [
    text.deviceCount(clients.length), ...counts.filter(([, count]) => count > 0).map(([name, count]) => text.countOf(name, count))
  ].join(' · ')
}

/** A column is added for the value that the list is ordered by. */
const deviceTable = async (
  clients: readonly ClientStatus[], { order }: Sorting, invocation: Invocation, { conditionOf }: DeviceList
): Promise<readonly string[]> => {
  const { text } = invocation
  const time = await loadExactTime(invocation)
  return table(clients, text, {
    device: 'clientId', site: 'site', role: 'role', status: (client) => text.conditions[conditionOf(client)],
    ...isKeyMetric(order) && { [order]: formatKeyMetric[order] },
    lastSeen: ({ lastSeen }) => lastSeen === null ? text.never : time(lastSeen),
    reason: ({ reason, warnings }) => reason?.text ?? warnings[0]?.text ?? ''
  })
}

/** Selected and ordered as on the page, the worst first; JSON is in the order of the ids unless `--sort` is given. */
export const listDevices: Command = {
  words: 'devices list',
  options: { site: 'site', role: 'role', status: 'status', search: 'search', sort: 'sort' },
  async run (invocation) {
    const { ask, text, value } = invocation
    const list = await import('@mimamori/contract/device-list')
    const [place, sorting] = [{ site: value('site'), role: value('role') }, await sortingOf(invocation, list)]
    const { clients } = await ask<FleetStatus>('GET', `/api/clients/status?${query({ ...readerOf(invocation), ...place })}`)
    if (clients.length === 0) await requireKnown(invocation, place)
    const found = await selected(clients, invocation, list)
    return {
      json: sorting === undefined ? found : list.sortClients(found, sorting),
      async lines () {
        const shown: Sorting = sorting ?? { order: 'worst', reversed: false }
        if (found.length > 0) return [
          ...await deviceTable(list.sortClients(found, shown), shown, invocation, list), totals(found, invocation, list)
        ]
        const isFiltered = ['site', 'role', 'status', 'search'].some((name) => value(name) !== undefined)
        return [isFiltered ? text.noDeviceMatches : clients.length > 0 ? text.noDeviceInUse : text.noDevices]
      }
    }
  }
}
