import { useMemo } from 'preact/hooks'
import type { Fleet } from '../fleet/fleet.ts'
import { useNow } from '../fleet/use-now.ts'
import { frame, words } from '../words.ts'
import { Counts } from './counts.tsx'
import { DeviceList } from './device-list.tsx'
import { EmptyFleet } from './empty-fleet.tsx'
import { filterOf, isInGroup, narrow } from './filter.ts'
import { FilterBar } from './filter-bar.tsx'
import { orderOf, sortClients } from './sort.ts'
import { useQuery } from './use-query.ts'

/** The list of devices, with what can be chosen from it. */
export const FleetPage = ({ fleet }: { fleet: Fleet }) => {
  const [query, change] = useQuery()
  const nowMs = useNow()
  const filter = useMemo(() => filterOf(query), [query])
  const order = orderOf(query)
  const clients = useMemo(() => [...fleet.clients.values()], [fleet.clients])
  const narrowed = useMemo(() => narrow(clients, filter), [clients, filter])
  const shown = useMemo(() => sortClients(narrowed.filter((client) => isInGroup(client, filter.group)), order), [narrowed, filter, order])

  if (!fleet.loaded) return <p class="loading">{words.loading}</p>
  if (clients.length === 0) return <EmptyFleet />
  return (
    <>
      <h1 class="hidden">{frame.devices}</h1>
      <Counts clients={narrowed} chosen={filter.group} choose={(group) => change({ state: group === 'all' ? undefined : group })} />
      <FilterBar clients={clients} filter={filter} order={order} change={change} />
      <p class="shown">{words.shown(shown.length, clients.filter((client) => isInGroup(client, filter.group === 'retired' ? 'retired' : 'all')).length)}</p>
      {shown.length === 0
        ? <p class="nothing">{words.nothingMatches} <button type="button" onClick={() => change({ state: undefined, site: undefined, role: undefined, q: undefined })}>{words.clearFilters}</button></p>
        : <DeviceList clients={shown} fleet={fleet} serverNowMs={nowMs + fleet.clockOffsetMs} order={order} sortBy={(by) => change({ sort: by === 'worst' ? undefined : by })} />}
    </>
  )
}
