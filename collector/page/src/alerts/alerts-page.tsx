import type { AlertState } from '@mimamori/contract'
import type { Known } from '../server/page-props.ts'
import { useQuery } from '../components/navigation/use-query.ts'
import { alertMessages } from './messages.ts'
import { AlertFilters } from './alert-filters.tsx'
import { AlertList } from './alert-list.tsx'
import { AlertTabs } from './alert-tabs.tsx'
import type { AlertFilter } from './load-alerts.ts'
import { isUnknown, NotificationProblem } from './notification-problem.tsx'
import { Undelivered } from './undelivered.tsx'

const states: readonly AlertState[] = ['firing', 'resolved']

const filterOf = (query: URLSearchParams): AlertFilter => ({
  state: query.get('state') === 'resolved' ? 'resolved' : 'firing',
  device: query.get('device') ?? undefined,
  site: query.get('site') ?? undefined,
  name: query.get('name') ?? undefined
})

/** The alerts that fire or those that ended; above them, whether anybody would be notified. */
export const AlertsPage = ({ fleet, alerting }: Known) => {
  const [query, change] = useQuery()
  const filter = filterOf(query)
  const { state, device, site, name } = filter
  const isNarrowed = (device ?? site ?? name) !== undefined
  const clients = [...fleet.clients.values()]
  return (
    <>
      <AlertTabs current="alerts" />
      <NotificationProblem alerting={alerting} />
      <Undelivered alerting={alerting} />
      <div class="kinds" role="group" aria-label={alertMessages.kinds}>
        {states.map((each) => (
          <button key={each} type="button" aria-pressed={each === state} onClick={() => change({ state: each === 'resolved' ? each : undefined })}>{alertMessages.shows[each]}</button>
        ))}
      </div>
      <AlertFilters filter={filter} devices={clients.map(({ clientId }) => clientId)} sites={clients.map((client) => client.site).filter((each) => each !== '')} change={change} />
      {isNarrowed && <p class="shown"><button type="button" class="quiet" onClick={() => change({ device: undefined, site: undefined, name: undefined })}>{alertMessages.all}</button></p>}
      <AlertList
        key={JSON.stringify(filter)}
        filter={filter}
        alerting={alerting}
        clockOffsetMs={fleet.clockOffsetMs}
        none={isNarrowed ? alertMessages.nothingMatches : state === 'firing' && isUnknown(alerting) ? alertMessages.unknown : alertMessages.none[state]}
      />
    </>
  )
}
