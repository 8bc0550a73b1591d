import { Choices, DeviceFilter, Filters, NameFilter, SiteFilter, useQuery } from '../components/index.ts'
import type { PageProps } from '../server/index.ts'
import { AlertList } from './alert-list.tsx'
import { AlertTabs } from './alert-tabs.tsx'
import type { AlertFilter } from './load-alerts.ts'
import { alertMessages } from './messages.ts'
import { isUnknown, NotificationProblem } from './notification-problem.tsx'
import { Undelivered } from './undelivered.tsx'

const filterOf = (query: URLSearchParams): AlertFilter => ({
  state: query.get('state') === 'resolved' ? 'resolved' : 'firing',
  device: query.get('device') ?? undefined,
  site: query.get('site') ?? undefined,
  name: query.get('name') ?? undefined
})

/** The alerts that fire or the ended ones; above them, whether anybody would be notified. */
export const AlertsPage = ({ fleet, alerting }: PageProps) => {
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
      <Choices
        label={alertMessages.kinds}
        names={alertMessages.shows}
        chosen={state}
        choose={(next) => change({ state: next === 'resolved' ? next : undefined })}
      />
      <Filters>
        <SiteFilter value={site} devices={clients} change={(next) => change({ site: next })} />
        <DeviceFilter value={device} choices={clients} change={(next) => change({ device: next })} />
        <NameFilter label={alertMessages.alertName} value={name} placeholder="DeviceSilent" change={(next) => change({ name: next })} />
      </Filters>
      {isNarrowed && (
        <p class="shown">
          <button type="button" class="quiet" onClick={() => change({ device: undefined, site: undefined, name: undefined })}>
            {alertMessages.all}
          </button>
        </p>
      )}
      <AlertList
        key={JSON.stringify(filter)}
        filter={filter}
        alerting={alerting}
        clockOffsetMs={fleet.clockOffsetMs}
        none={isNarrowed
          ? alertMessages.nothingMatches
          : state === 'firing' && isUnknown(alerting) ? alertMessages.unknown : alertMessages.none[state]}
      />
    </>
  )
}
