import type { LogLineView } from '@mimamori/contract'
import { conditionOf } from '@mimamori/contract/device-list'
import { useEffect, useRef, useState } from 'preact/hooks'
import { DeviceAlerts } from '../../alerts/device-alerts.tsx'
import { DeviceChanges } from '../../audit/device-changes.tsx'
import { ConditionBadge, Icon, Link, useNow } from '../../components/index.ts'
import { DeviceContent } from '../../content/device-content.tsx'
import { DeviceActions } from '../../device-actions/device-actions.tsx'
import { actionMessages } from '../../device-actions/messages.ts'
import { LogRows } from '../../logs/log-rows.tsx'
import { logsAddress } from '../../logs/log-view.ts'
import { logMessages } from '../../logs/messages.ts'
import type { PageProps } from '../../server/index.ts'
import { formatExactTime, formatLastSeen, frame, messages } from '../../text/index.ts'
import { useRequestActions } from '../../updates/run-requests/use-request-actions.ts'
import { deviceMessages } from '../messages.ts'
import { Facts } from './facts.tsx'
import { History } from './history.tsx'
import { Reach } from './reach.tsx'
import { UnderWay, UpdateHistory } from './update-history.tsx'
import { useDetails } from './use-details.ts'
import { ValueCards } from './value-cards.tsx'

/** The newest lines of a device first, and a link to its whole log. */
const LogList = (
  { id: device, logs, areFromMemory }: { readonly id: string, readonly logs: readonly LogLineView[], readonly areFromMemory: boolean }
) => (
  <section aria-label={deviceMessages.device.logs}>
    <h2>{deviceMessages.device.logs}</h2>
    {areFromMemory && logs.length > 0 && <p class="shown">{deviceMessages.device.logsFromMemory}</p>}
    {logs.length === 0
      ? <p class="nothing">{areFromMemory ? logMessages.noLoki : deviceMessages.device.noLogs}</p>
      : <LogRows lines={logs} sought="" isOfOneDevice />}
    <p class="links">
      <Link to={logsAddress({ device })}>{logMessages.ofDevice}</Link>
      <Link to={logsAddress({ device, live: 1 })}>{logMessages.followDevice}</Link>
    </p>
  </section>
)

/** The whole page of one device. */
export const DevicePage = ({ id, fleet, alerting }: PageProps & { readonly id: string }) => {
  const live = fleet.clients.get(id)
  const mark = live
    ? [
        live.lastSeen,
        live.freshness,
        live.state,
        live.update?.run,
        live.lastUpdate?.run,
        live.lastUpdate?.at,
        live.lastAgentUpdate?.at
      ].join(' ')
    : null
  const details = useDetails(id, mark)
  const allowed = useRequestActions()
  const nowMs = useNow()
  const [isDeleted, setIsDeleted] = useState(false)
  const [changes, setChanges] = useState(0)
  if (isDeleted) return <Deleted id={id} />
  if (details === 'missing') return <Nothing text={deviceMessages.device.notFound} />
  const client = live ?? details?.client
  if (!client || !details) return <Nothing text={deviceMessages.loading} />
  const condition = conditionOf(client)
  const serverNowMs = nowMs + fleet.clockOffsetMs
  return (
    <article class="one">
      <Back />
      <header class={`title ${condition}`}>
        <div>
          <h1>{client.name ?? client.clientId}</h1>
          <p class="place">{[client.name === null ? '' : client.clientId, client.site, client.role].filter(Boolean).join(' · ')}</p>
        </div>
        <div class="state">
          <ConditionBadge condition={condition} />
          <p>
            {deviceMessages.facts.lastSeen}{messages.colon}{formatLastSeen(client.lastSeen, { serverNowMs })}
            {client.lastSeen !== null && <> <span class="exact">{formatExactTime(client.lastSeen)}</span></>}
          </p>
        </div>
      </header>
      {client.update && <UnderWay update={client.update} />}
      {(client.reason ?? client.warnings.length > 0) && (
        <div class={`why ${condition}`}>
          {client.reason && <p><Icon shape={condition} /> {client.reason.text}</p>}
          {client.warnings.map(({ code, text }) => <p key={code} class="warning"><Icon shape="warning" /> {text}</p>)}
        </div>
      )}
      <DeviceAlerts id={id} alerting={alerting} clockOffsetMs={fleet.clockOffsetMs} />
      <ValueCards client={client} />
      <History id={id} serverNowMs={serverNowMs} mark={mark ?? ''} hasReported={client.lastSeen !== null} />
      <div class="columns">
        <Facts client={client} details={details} serverNowMs={serverNowMs} />
        <div>
          <DeviceActions
            client={client}
            fleet={fleet}
            allowed={allowed}
            serverNowMs={serverNowMs}
            changed={() => setChanges((count) => count + 1)}
            deleted={() => setIsDeleted(true)}
          />
          <Reach client={client} />
        </div>
      </div>
      <UpdateHistory id={id} details={details} allowed={allowed} serverNowMs={serverNowMs} />
      <DeviceContent client={client} />
      <DeviceChanges id={id} mark={changes} />
      <LogList id={id} logs={details.logs} areFromMemory={details.logsFromMemory} />
    </article>
  )
}

const Back = () => <Link class="back" to="/admin"><Icon shape="back" /> {frame.back}</Link>

const Nothing = ({ text }: { text: string }) => <><Back /><p class="loading">{text}</p></>

const Deleted = ({ id }: { id: string }) => {
  const line = useRef<HTMLParagraphElement>(null)
  useEffect(() => { line.current?.focus() }, [])
  return <><Back /><p class="said" ref={line} tabIndex={-1}>{actionMessages.done.delete(id)}</p></>
}
