import type { ClientStatus } from '@mimamori/contract'
import { conditionOf } from '@mimamori/contract/device-list'
import { isSuccess } from '@mimamori/contract/outcomes'
import { memo } from 'preact/compat'
import { ConditionBadge, Icon, Link, Meter } from '../../components/index.ts'
import { logsAddress } from '../../logs/log-view.ts'
import { logMessages } from '../../logs/messages.ts'
import { formatExactTime, formatRevision, formatTime, messages } from '../../text/index.ts'
import { lastUpdateTitle, outcomeName } from '../../updates/last-update.ts'
import { updateMessages } from '../../updates/messages.ts'
import { isHigh, keyMetrics } from '../key-metrics.ts'
import { deviceMessages } from '../messages.ts'
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
        <Link to={`/admin/devices/${client.clientId}`}>{client.name ?? client.clientId}</Link>
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
      <div class="seen" role="cell">
        <span class="label">{columns.lastSeen}</span>{' '}
        <time dateTime={client.lastSeen ?? ''} title={formatExactTime(client.lastSeen)}>{seen}</time>
      </div>
      {keyMetrics.map(({ metric, label, limit, format }) => {
        const value = client[metric]
        return (
          <Meter
            key={metric}
            label={label}
            text={format(value)}
            fill={value === null ? null : value / 100}
            high={isHigh(value, limit)}
          />
        )
      })}
      <div
        class={client.errorsLast24h > 0 ? 'errors some' : 'errors'}
        role="cell"
      ><span class="label">{columns.errors}</span> <Errors client={client} sinceMs={errorsSinceMs} />
      </div>
      <div class="revision" role="cell"><span class="label">{columns.revision}</span>
        {revisions.length === 0
          ? '–'
          : revisions.map(({ release, revision }) => (
              <span
                key={release}
                title={`${release ?? updateMessages.device.last}${messages.colon}${revision}`}
              >
                {formatRevision(revision)}
              </span>
            ))}
        {client.lastUpdate && <LastUpdate update={client.lastUpdate} />}
        {client.lastAgentUpdate && !isSuccess(client.lastAgentUpdate.outcome) && <LastUpdate update={client.lastAgentUpdate} />}
      </div>
    </li>
  )
}

/** The number of errors, and a link to them. */
const Errors = (
  { client: { clientId: device, errorsLast24h: count }, sinceMs }: { readonly client: ClientStatus, readonly sinceMs: number }
) => {
  if (count === 0) return <>0</>
  const label = logMessages.errorsOfDevice(count, formatTime(sinceMs, sinceMs + 86_400_000))
  return (
    <Link to={logsAddress({ device, level: 'error', since: new Date(sinceMs).toISOString() })} title={label} aria-label={label}>
      {count}
    </Link>
  )
}

/** The outcome of the newest update of its applications, or of its agent. */
const LastUpdate = ({ update, update: { outcome, at } }: { readonly update: NonNullable<ClientStatus['lastUpdate']> }) => (
  <span
    class={`outcome ${outcome}`}
    title={`${lastUpdateTitle(update)}${messages.colon}${formatExactTime(at)}`}
  ><Icon shape={outcome} /> {outcomeName(update)}
  </span>
)

export const DeviceRow = memo(Row)
