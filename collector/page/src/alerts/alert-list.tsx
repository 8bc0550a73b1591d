import type { AlertView } from '@mimamori/contract'
import { useEffect, useMemo, useRef } from 'preact/hooks'
import { CopyLine, useGrowing, useNow, useStableOrder } from '../components/index.ts'
import { server, useRole, type PageProps } from '../server/index.ts'
import { formatTime, messages } from '../text/index.ts'
import { AlertRow } from './alert-row.tsx'
import { worstFirst } from './annotations.ts'
import type { AlertFilter } from './load-alerts.ts'
import { alertMessages } from './messages.ts'
import { useAlerts } from './use-alerts.ts'

interface Props extends Pick<PageProps, 'alerting'> {
  readonly filter: AlertFilter
  readonly clockOffsetMs: number
  /** Shown if there is none. */
  readonly none: string
}

const keyOf = ({ fingerprint, startsAt }: AlertView): string => `${fingerprint} ${startsAt}`

/**
 * The alerts that fire, the worst first, whose order stays while somebody is at work on them, or the ended ones, the newest
 * first.
 */
export const AlertList = ({ filter, alerting, clockOffsetMs, none }: Props) => {
  const { alerts, older, refresh } = useAlerts(filter)
  const role = useRole()
  const nowMs = useNow()
  const serverNowMs = nowMs + clockOffsetMs
  const sorted = useMemo(() => worstFirst(alerts ?? []), [alerts])
  const { rows, sortedAtMs, isOutdated, sortNow, touch } = useStableOrder(sorted, { keyOf, choice: '', nowMs })
  const list = useRef<HTMLUListElement>(null)
  // A person who thinks about a note is at work, too.
  useEffect(() => { if (list.current?.querySelector('form')) touch() })
  const count = useGrowing(alerts?.length ?? 0)
  if (!alerts) return <p class="loading">{alertMessages.loading}</p>
  if (alerts.length === 0) return <p class="nothing">{none}</p>
  const isFiring = filter.state === 'firing'
  return (
    <>
      {isFiring && role !== undefined && role !== 'admin' && <CopyLine what={alertMessages.viewer} command={`${server.command} login`} />}
      {isFiring && isOutdated && (
        <p class="shown">
          {messages.sortedAt(formatTime(sortedAtMs, sortedAtMs))}{' '}
          <button type="button" class="quiet" onClick={sortNow}>{messages.sortNow}</button>
        </p>
      )}
      <ul class="alerts" ref={list} onPointerMove={touch} onPointerDown={touch} onKeyDown={touch} onWheel={touch}>
        {(isFiring ? rows : alerts).slice(0, count).map((alert) => (
          <AlertRow
            key={keyOf(alert)}
            alert={alert}
            alerting={alerting}
            serverNowMs={serverNowMs}
            mayChange={role === 'admin'}
            onChange={refresh}
          />
        ))}
      </ul>
      {older && <p class="older"><button type="button" onClick={older}>{alertMessages.older}</button></p>}
    </>
  )
}
