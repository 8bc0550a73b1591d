import type { Known } from '../fleet/known.ts'
import { useNow } from '../fleet/use-now.ts'
import { useGrowing } from '../list/use-growing.ts'
import { CopyLine } from '../parts/copy-line.tsx'
import { server } from '../parts/server-place.ts'
import { useRole } from '../parts/use-role.ts'
import { words } from '../words.ts'
import { AlertRow } from './alert-row.tsx'
import { worstFirst } from './alert-words.ts'
import type { AlertFilter } from './load-alerts.ts'
import { useAlerts } from './use-alerts.ts'

interface Props extends Pick<Known, 'alerting'> {
  readonly filter: AlertFilter
  readonly clockOffsetMs: number
  /** What to say where there is none. */
  readonly none: string
}

/** The alerts that fire, the worst first, or those that ended, the newest first. */
export const AlertList = ({ filter, alerting, clockOffsetMs, none }: Props) => {
  const { alerts, older, refresh } = useAlerts(filter)
  const role = useRole()
  const serverNowMs = useNow() + clockOffsetMs
  const count = useGrowing(alerts?.length ?? 0)
  if (!alerts) return <p class="loading">{words.alerts.loading}</p>
  if (alerts.length === 0) return <p class="nothing">{none}</p>
  const isFiring = filter.state === 'firing'
  return (
    <>
      {isFiring && role !== undefined && role !== 'admin' && <CopyLine what={words.alerts.viewer} command={`${server.command} login`} />}
      <ul class="alerts">
        {(isFiring ? worstFirst(alerts) : alerts).slice(0, count).map((alert) => <AlertRow key={`${alert.fingerprint} ${alert.startsAt}`} alert={alert} alerting={alerting} serverNowMs={serverNowMs} mayChange={role === 'admin'} onChange={refresh} />)}
      </ul>
      {older && <p class="older"><button type="button" onClick={older}>{words.alerts.older}</button></p>}
    </>
  )
}
