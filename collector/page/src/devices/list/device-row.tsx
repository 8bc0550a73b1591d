import { memo } from 'preact/compat'
import type { ClientStatus } from '@mimamori/contract'
import { isSuccess } from '@mimamori/contract/outcomes'
import { limits } from '@mimamori/contract/warnings'
import { conditionOf } from '@mimamori/contract/device-list'
import { logsAddress } from '../../logs/log-view.ts'
import { ConditionBadge } from '../../components/condition-badge.tsx'
import { Icon } from '../../components/icons.tsx'
import { Meter } from '../../components/meter.tsx'
import { formatCelsius, formatPercent, formatRevision } from '../../text/values.ts'
import { exactWords, momentWords } from '../../text/times.ts'
import { followHere } from '../../components/navigation/path.ts'
import { deviceMessages } from '../messages.ts'
import { logMessages } from '../../logs/messages.ts'
import { messages } from '../../text/messages.ts'
import { updateMessages } from '../../updates/messages.ts'
import { lastUpdateTitle, outcomeWords } from '../../updates/last-update.ts'
import { shownRevisions } from '../shown-revisions.ts'

export interface DeviceRowProps {
  readonly client: ClientStatus
  /** `3 min ago`: given as text, so that a row is redrawn only when its words change. */
  readonly seen: string
  /** Since when its errors are counted. */
  readonly errorsSinceMs: number
}

const Row = ({ client, seen, errorsSinceMs }: DeviceRowProps) => {
  const condition = conditionOf(client)
  const { columns } = deviceMessages
  const place = [client.site, client.role].filter(Boolean).join(' · ')
  const revisions = shownRevisions(client)
  return (
    <li class={`device ${condition}`} role="row">
      <div class="who" role="cell">
        <a href={`/admin/devices/${client.clientId}`} onClick={followHere}>{client.name ?? client.clientId}</a>
        <span class="place">{[client.name === null ? '' : client.clientId, place].filter(Boolean).join(' · ')}</span>
      </div>
      <div class="how" role="cell">
        <div class="badges">
          <ConditionBadge condition={condition} />
          {client.update && <span class="badge under_way"><Icon shape="under_way" /> {updateMessages.device.updating}</span>}
        </div>
        {client.reason && <p>{client.reason.text}</p>}
        {condition !== 'silent' && condition !== 'down' && client.warnings.slice(0, 2)
          .map(({ code, text }) => <p key={code} class="warning"><Icon shape="warning" /> {text}</p>)}
      </div>
      <div class="seen" role="cell"><span class="label">{columns.lastSeen}</span> <time dateTime={client.lastSeen ?? ''} title={exactWords(client.lastSeen)}>{seen}</time></div>
      <Meter label={columns.cpu} text={formatPercent(client.cpuUsage)} fill={ratio(client.cpuUsage)} high={false} />
      <Meter label={columns.memory} text={formatPercent(client.memoryUsage)} fill={ratio(client.memoryUsage)} high={(client.memoryUsage ?? 0) >= limits.memoryUsageRatio * 100} />
      <Meter label={columns.disk} text={formatPercent(client.diskUsage)} fill={ratio(client.diskUsage)} high={(client.diskUsage ?? 0) >= limits.diskUsageRatio * 100} />
      <Meter label={columns.temperature} text={formatCelsius(client.temperature)} fill={ratio(client.temperature)} high={(client.temperature ?? 0) >= limits.temperatureCelsius} />
      <div class={client.errorsLast24h > 0 ? 'errors some' : 'errors'} role="cell"><span class="label">{columns.errors}</span> <Errors client={client} sinceMs={errorsSinceMs} /></div>
      <div class="revision" role="cell"><span class="label">{columns.revision}</span>
        {revisions.length === 0 ? '–' : revisions.map(({ release, revision }) => <span key={release} title={`${release ?? updateMessages.device.last}${messages.colon}${revision}`}>{formatRevision(revision)}</span>)}
        {client.lastUpdate && <LastUpdate update={client.lastUpdate} />}
        {client.lastAgentUpdate && !isSuccess(client.lastAgentUpdate.outcome) && <LastUpdate update={client.lastAgentUpdate} />}
      </div>
    </li>
  )
}

/** How many there are, and where they can be read. */
const Errors = ({ client: { clientId: device, errorsLast24h: count }, sinceMs }: { readonly client: ClientStatus, readonly sinceMs: number }) => {
  if (count === 0) return <>0</>
  const label = logMessages.errorsOfDevice(count, momentWords(sinceMs, sinceMs + 86_400_000))
  return <a href={logsAddress({ device, level: 'error', since: new Date(sinceMs).toISOString() })} title={label} aria-label={label} onClick={followHere}>{count}</a>
}

/** What the newest update of its applications, or of its agent, came to. */
const LastUpdate = ({ update, update: { outcome, at } }: { readonly update: NonNullable<ClientStatus['lastUpdate']> }) => (
  <span class={`outcome ${outcome}`} title={`${lastUpdateTitle(update)}${messages.colon}${exactWords(at)}`}><Icon shape={outcome} /> {outcomeWords(update)}</span>
)

const ratio = (value: number | null): number | null => value === null ? null : value / 100

export const DeviceRow = memo(Row)
