import { formatDuration } from '@mimamori/contract/moment'
import { endReasonOf, endReasonText } from '@mimamori/contract/end-reason'
import { severityOf } from '@mimamori/contract/severity'
import type { AlertingStatus, AlertView } from '@mimamori/contract'
import { ConditionBadge } from '../components/condition-badge.tsx'
import { exactWords, momentWords } from '../text/times.ts'
import { followHere } from '../components/navigation/path.ts'
import { alertMessages } from './messages.ts'
import { language } from '../text/language.ts'
import { messages } from '../text/messages.ts'
import { Acknowledgement } from './acknowledgement.tsx'
import { annotationOf, runbookOf } from './annotations.ts'
import { Notified } from './notified.tsx'
import { Suppressed } from './suppressed.tsx'

/** Where this alert can be silenced: of its device or site. */
const silenceAddress = ({ name, device, site }: AlertView): string => {
  const target = device === null ? { site } : { device }
  return `/admin/alerts/silences?${new URLSearchParams(Object.entries({ ...target, alertname: name }).filter((pair): pair is [string, string] => pair[1] !== null))}`
}

interface Props {
  readonly alert: AlertView
  /** Undefined while loading. */
  readonly alerting: AlertingStatus | undefined
  readonly serverNowMs: number
  readonly mayChange: boolean
  /** Called once the server has a change. */
  readonly onChange: () => void
}

/** One alert: what, where, how long, what to do, who was notified, and who sees to it. */
export const AlertRow = ({ alert, alerting, serverNowMs, mayChange, onChange }: Props) => {
  const severity = severityOf(alert.severity)
  const reason = endReasonOf(alert.annotations)
  const runbook = runbookOf(alert, language)
  return (
    <li class={`alert ${severity} ${alert.state}${alert.suppression === null ? '' : ' suppressed'}`}>
      <div class="what">
        <p class="badges">
          <span class={`badge ${severity}`}>{messages.severities[severity]}</span>
          {alert.offHours && <ConditionBadge condition="off_hours" />}
          {alert.suppression !== null && <span class="badge">{alertMessages.suppressed}</span>}
          {reason !== undefined && <span class="badge">{endReasonText[language].reasons[reason]}</span>}
          {alert.acknowledgement !== null && alert.state === 'firing' && <span class="badge">{alertMessages.acknowledged}</span>}
        </p>
        <strong>{annotationOf(alert, 'summary', language) ?? alert.name}</strong>
        <Age alert={alert} serverNowMs={serverNowMs} />
      </div>
      <div class="where">
        <p>
          {alert.device !== null && <a href={`/admin/devices/${encodeURIComponent(alert.device)}`} onClick={followHere}>{alert.device}</a>}
          <span class="place">{[alert.site, alert.name].filter((part) => part !== null).join(' · ')}</span>
        </p>
        <p>{annotationOf(alert, 'description', language)}</p>
        <p class="links">
          {runbook !== undefined && <a href={runbook}>{alertMessages.runbook}</a>}
          {mayChange && alert.state === 'firing' && <a href={silenceAddress(alert)} onClick={followHere}>{alertMessages.silence}</a>}
        </p>
      </div>
      <div class="who"><Suppressed alert={alert} serverNowMs={serverNowMs} /><Notified alert={alert} alerting={alerting} serverNowMs={serverNowMs} /><Acknowledgement alert={alert} serverNowMs={serverNowMs} mayChange={mayChange} onChange={onChange} /></div>
    </li>
  )
}

const Age = ({ alert: { startsAt, endsAt }, serverNowMs }: Pick<Props, 'alert' | 'serverNowMs'>) => {
  const duration = formatDuration((endsAt === null ? serverNowMs : Date.parse(endsAt)) - Date.parse(startsAt), language)
  const moment = (at: string): string => momentWords(Date.parse(at), serverNowMs)
  return (
    <span class="place" title={[startsAt, endsAt].filter((at) => at !== null).map((at) => exactWords(at)).join(' – ')}>
      {endsAt === null ? alertMessages.firingFor(duration, moment(startsAt)) : alertMessages.lasted(duration, moment(startsAt), moment(endsAt))}
    </span>
  )
}
