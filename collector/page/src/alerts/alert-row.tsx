import type { AlertingStatus, AlertView } from '@mimamori/contract'
import { endReasonOf, endReasonText } from '@mimamori/contract/end-reason'
import { formatDuration } from '@mimamori/contract/format-time'
import { severityOf } from '@mimamori/contract/severity'
import { suppressionLines } from '@mimamori/contract/suppression'
import { ConditionBadge, Link } from '../components/index.ts'
import { formatExactTime, formatTime, language, localTimeZone, messages } from '../text/index.ts'
import { Acknowledgement } from './acknowledgement.tsx'
import { annotationOf, runbookOf } from './annotations.ts'
import { alertMessages } from './messages.ts'
import { Notified } from './notified.tsx'

/** The reason why nobody is notified of an alert now; nothing if somebody is. */
const Suppressed = (
  { alert: { suppression }, serverNowMs }: { readonly alert: AlertView, readonly serverNowMs: number }
) => suppression === null
  ? null
  : (
      <ul>
        {suppressionLines(suppression, { language, timeZone: localTimeZone(), nowMs: serverNowMs })
          .map((line) => <li key={line}>{line}</li>)}
      </ul>
    )

/** The address of the form that silences this alert: for its device or site. */
const silenceAddress = ({ name, device, site }: AlertView): string => {
  const target = device === null ? { site } : { device }
  const given = Object.entries({ ...target, alertname: name }).filter((pair): pair is [string, string] => pair[1] !== null)
  return `/admin/alerts/silences?${new URLSearchParams(given)}`
}

interface Props {
  readonly alert: AlertView
  readonly alerting: AlertingStatus | undefined
  readonly serverNowMs: number
  readonly mayChange: boolean
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
          {alert.device !== null && <Link to={`/admin/devices/${encodeURIComponent(alert.device)}`}>{alert.device}</Link>}
          <span class="place">{[alert.site, alert.name].filter((part) => part !== null).join(' · ')}</span>
        </p>
        <p>{annotationOf(alert, 'description', language)}</p>
        <p class="links">
          {runbook !== undefined && <a href={runbook}>{alertMessages.runbook}</a>}
          {mayChange && alert.state === 'firing' && <Link to={silenceAddress(alert)}>{alertMessages.silence}</Link>}
        </p>
      </div>
      <div class="who">
        <Suppressed alert={alert} serverNowMs={serverNowMs} />
        <Notified alert={alert} alerting={alerting} serverNowMs={serverNowMs} />
        <Acknowledgement alert={alert} serverNowMs={serverNowMs} mayChange={mayChange} onChange={onChange} />
      </div>
    </li>
  )
}

const Age = ({ alert: { startsAt, endsAt }, serverNowMs }: Pick<Props, 'alert' | 'serverNowMs'>) => {
  const duration = formatDuration((endsAt === null ? serverNowMs : Date.parse(endsAt)) - Date.parse(startsAt), language)
  const format = (at: string): string => formatTime(Date.parse(at), serverNowMs)
  return (
    <span class="place" title={[startsAt, endsAt].filter((at) => at !== null).map((at) => formatExactTime(at)).join(' – ')}>
      {endsAt === null
        ? alertMessages.firingFor(duration, format(startsAt))
        : alertMessages.lasted(duration, format(startsAt), format(endsAt))}
    </span>
  )
}
