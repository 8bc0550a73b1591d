import { useEffect, useRef, useState } from 'preact/hooks'
import { DeviceAlerts } from '../../alerts/device-alerts.tsx'
import { DeviceChanges } from '../../audit/device-changes.tsx'
import { Care } from '../../device-actions/device-actions.tsx'
import type { Known } from '../../server/page-props.ts'
import { useNow } from '../../components/use-now.ts'
import { conditionOf } from '@mimamori/contract/device-list'
import { ConditionBadge } from '../../components/condition-badge.tsx'
import { Icon } from '../../components/icons.tsx'
import { exactWords, lastSeenWords } from '../../text/times.ts'
import { followHere } from '../../components/navigation/path.ts'
import { useRequestActions } from '../../updates/run-requests/use-request-actions.ts'
import { actionMessages } from '../../device-actions/messages.ts'
import { deviceMessages } from '../messages.ts'
import { frame } from '../../text/messages.ts'
import { Facts } from './facts.tsx'
import { History } from './history.tsx'
import { LogList } from './log-list.tsx'
import { Reach } from './reach.tsx'
import { UnderWay, UpdateHistory } from './update-history.tsx'
import { useDetails } from './use-details.ts'
import { ValueCards } from './value-cards.tsx'

/** One device, whole. */
export const DevicePage = ({ id, fleet, alerting }: Known & { readonly id: string }) => {
  const live = fleet.clients.get(id)
  const mark = live ? [live.lastSeen, live.freshness, live.state, live.update?.run, live.lastUpdate?.run, live.lastUpdate?.at, live.lastAgentUpdate?.at].join(' ') : null
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
          <p>{deviceMessages.facts.lastSeen}: {lastSeenWords(client.lastSeen, { serverNowMs })}{client.lastSeen !== null && <> <span class="exact">{exactWords(client.lastSeen)}</span></>}</p>
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
          <Care client={client} fleet={fleet} allowed={allowed} serverNowMs={serverNowMs} changed={() => setChanges((count) => count + 1)} deleted={() => setIsDeleted(true)} />
          <Reach client={client} />
        </div>
      </div>
      <UpdateHistory id={id} details={details} allowed={allowed} serverNowMs={serverNowMs} />
      <DeviceChanges id={id} mark={changes} />
      <LogList id={id} logs={details.logs} areFromMemory={details.logsFromMemory} />
    </article>
  )
}

const Back = () => <a class="back" href="/admin" onClick={followHere}><Icon shape="back" /> {frame.back}</a>

const Nothing = ({ text }: { text: string }) => <><Back /><p class="loading">{text}</p></>

const Deleted = ({ id }: { id: string }) => {
  const line = useRef<HTMLParagraphElement>(null)
  useEffect(() => { line.current?.focus() }, [])
  return <><Back /><p class="said" ref={line} tabIndex={-1}>{actionMessages.done.delete(id)}</p></>
}
