import type { ClientStatus } from '@mimamori/contract'
import { isInGroup, narrow, sortClients } from '@mimamori/contract/device-list'
import { useMemo, useState } from 'preact/hooks'
import { NotificationProblemLine } from '../../alerts/notification-problem.tsx'
import { Undelivered } from '../../alerts/undelivered.tsx'
import { EnrollButton } from '../../device-actions/enrollment/enroll-button.tsx'
import { EnrollmentDialog } from '../../device-actions/enrollment/enrollment-dialog.tsx'
import type { Known } from '../../server/page-props.ts'
import { useNow } from '../../components/use-now.ts'
import { momentWords } from '../../text/times.ts'
import { deviceMessages } from '../messages.ts'
import { frame, messages } from '../../text/messages.ts'
import { Counts } from './counts.tsx'
import { DeviceList } from './device-list.tsx'
import { EmptyFleet } from './empty-fleet.tsx'
import { filterOf } from './filter.ts'
import { FilterBar } from './filter-bar.tsx'
import { sortingOf, sortParameter } from './sort.ts'
import { stateNames } from './state-names.ts'
import { useHeldOrder } from '../../components/use-stable-order.ts'
import { useQuery } from '../../components/navigation/use-query.ts'

const keyOf = ({ clientId }: ClientStatus): string => clientId

/** The list of devices, with what can be chosen from it. */
export const FleetPage = ({ fleet, alerting }: Known) => {
  const [query, change] = useQuery()
  const [isAdding, setIsAdding] = useState(false)
  const nowMs = useNow()
  const filter = useMemo(() => filterOf(query), [query])
  const sorting = useMemo(() => sortingOf(query), [query])
  const clients = useMemo(() => [...fleet.clients.values()], [fleet.clients])
  const narrowed = useMemo(() => narrow(clients, filter, stateNames), [clients, filter])
  const sorted = useMemo(() => sortClients(narrowed.filter((client) => isInGroup(client, filter.group)), sorting), [narrowed, filter, sorting])
  const { rows: shown, sortedAtMs, isOutdated, sortNow, touch } = useHeldOrder(sorted, { keyOf, choice: query.toString(), nowMs })

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
          {messages.shownDevices(shown.length, clients.filter((client) => isInGroup(client, filter.group === 'retired' ? 'retired' : 'all')).length)}
          {isOutdated && <> · {messages.sortedAt(momentWords(sortedAtMs, sortedAtMs))} <button type="button" class="quiet" onClick={sortNow}>{messages.sortNow}</button></>}
        </p>
        <EnrollButton open={add} />
      </div>
      {shown.length === 0
        ? <p class="nothing">{messages.noDeviceMatches} <button type="button" onClick={() => change({ state: undefined, site: undefined, role: undefined, q: undefined })}>{messages.showAllDevices}</button></p>
        : <DeviceList clients={shown} serverNowMs={nowMs + fleet.clockOffsetMs} sorting={sorting} sortBy={(by) => change({ sort: sortParameter(by) })} touch={touch} />}
    </>
  )
}
