import type { ClientStatus } from '@mimamori/contract'
import { groups, isInGroup, narrow, sortClients, type Group } from '@mimamori/contract/device-list'
import { useMemo, useState } from 'preact/hooks'
import { NotificationProblemLine } from '../../alerts/notification-problem.tsx'
import { Undelivered } from '../../alerts/undelivered.tsx'
import { CopyLine, Icon, useNow, useQuery, useStableOrder } from '../../components/index.ts'
import { EnrollButton } from '../../device-actions/enrollment/enroll-button.tsx'
import { EnrollmentDialog } from '../../device-actions/enrollment/enrollment-dialog.tsx'
import { server, type PageProps } from '../../server/index.ts'
import { formatTime, frame, messages } from '../../text/index.ts'
import { deviceMessages } from '../messages.ts'
import { DeviceList } from './device-list.tsx'
import { FilterBar } from './filter-bar.tsx'
import { filterOf } from './filter.ts'
import { sortingOf, sortParameter } from './sort.ts'
import { stateNames } from './state-names.ts'

/** Always shown, even at 0: people come to read that nothing is silent or down. */
const always: readonly Group[] = ['all', 'silent', 'down', 'late', 'fresh', 'warnings']

/** The number of devices in each group, each a button that shows only those. */
const Counts = ({ clients, chosen, choose }: { clients: readonly ClientStatus[], chosen: Group, choose: (group: Group) => void }) => {
  const counts = new Map(groups.map((group) => [group, clients.filter((client) => isInGroup(client, group)).length]))
  const shown = groups.filter((group) => always.includes(group) || counts.get(group) !== 0 || group === chosen)
  return (
    <>
      <div class="counts" role="group" aria-label={deviceMessages.filterByState}>
        {shown.map((group) => (
          <button
            key={group}
            type="button"
            class={`count ${group}${counts.get(group) === 0 ? ' none' : ''}`}
            aria-pressed={group === chosen}
            onClick={() => choose(group)}
          >
            <span class="number">{counts.get(group)}</span> <span class="word">{deviceMessages.counts[group]}</span>
          </button>
        ))}
      </div>
      <p class="hidden" role="status">
        {deviceMessages.announce(counts.get('silent') ?? 0, counts.get('down') ?? 0, counts.get('late') ?? 0)}
      </p>
    </>
  )
}

const EmptyFleet = ({ add }: { readonly add: () => void }) => (
  <section class="empty">
    <Icon shape="eye" />
    <h1>{deviceMessages.empty.title}</h1>
    <p>{deviceMessages.empty.first}</p>
    <EnrollButton open={add} />
    <p>{deviceMessages.empty.command(server.user)}</p>
    <CopyLine command={`${server.command} devices enroll pi-kiosk-01 --site factory-1 --role kiosk`} />
  </section>
)

const keyOf = ({ clientId }: ClientStatus): string => clientId

/** The list of devices, with its filters. */
export const FleetPage = ({ fleet, alerting }: PageProps) => {
  const [query, change] = useQuery()
  const [isAdding, setIsAdding] = useState(false)
  const nowMs = useNow()
  const filter = useMemo(() => filterOf(query), [query])
  const sorting = useMemo(() => sortingOf(query), [query])
  const clients = useMemo(() => [...fleet.clients.values()], [fleet.clients])
  const narrowed = useMemo(() => narrow(clients, filter, stateNames), [clients, filter])
  const sorted = useMemo(
    () => sortClients(narrowed.filter((client) => isInGroup(client, filter.group)), sorting),
    [narrowed, filter, sorting]
  )
  const { rows: shown, sortedAtMs, isOutdated, sortNow, touch } = useStableOrder(sorted, { keyOf, choice: query.toString(), nowMs })

  if (!fleet.loaded) return <p class="loading">{deviceMessages.loading}</p>
  const add = () => setIsAdding(true)
  // The first in both: it stays open when the first device appears in the list.
  const dialog = isAdding && <EnrollmentDialog key="adding" fleet={fleet} close={() => setIsAdding(false)} />
  if (clients.length === 0) return <>{dialog}<EmptyFleet add={add} /></>
  return (
    <>
      {dialog}
      <h1 class="hidden">{frame.devices}</h1>
      <NotificationProblemLine alerting={alerting} />
      <Undelivered alerting={alerting} />
      <Counts clients={narrowed} chosen={filter.group} choose={(group) => change({ state: group === 'all' ? undefined : group })} />
      <FilterBar clients={clients} filter={filter} sorting={sorting} change={change} />
      <div class="above">
        <p class="shown">
          {messages.shownDevices(
            shown.length,
            clients.filter((client) => isInGroup(client, filter.group === 'retired' ? 'retired' : 'all')).length
          )}
          {isOutdated && (
            <>
              {' · '}{messages.sortedAt(formatTime(sortedAtMs, sortedAtMs))}{' '}
              <button type="button" class="quiet" onClick={sortNow}>{messages.sortNow}</button>
            </>
          )}
        </p>
        <EnrollButton open={add} />
      </div>
      {shown.length === 0
        ? (
            <p class="nothing">
              {messages.noDeviceMatches}{' '}
              <button type="button" onClick={() => change({ state: undefined, site: undefined, role: undefined, q: undefined })}>
                {messages.showAllDevices}
              </button>
            </p>
          )
        : (
            <DeviceList
              clients={shown}
              serverNowMs={nowMs + fleet.clockOffsetMs}
              sorting={sorting}
              sortBy={(by) => change({ sort: sortParameter(by) })}
              touch={touch}
            />
          )}
    </>
  )
}
