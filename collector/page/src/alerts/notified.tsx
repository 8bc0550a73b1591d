import type { AlertingStatus, AlertView } from '@mimamori/contract'
import { severityOf } from '@mimamori/contract/severity'
import { formatExactTime, formatTime } from '../text/index.ts'
import { alertMessages } from './messages.ts'

/** Times closer together than this read alike. */
const readAlikeMs = 60_000

interface Props {
  readonly alert: AlertView
  readonly alerting: AlertingStatus | undefined
  readonly serverNowMs: number
}

/** It fires, and only receivers that ask for this severity get it. */
const isInfo = ({ severity, state }: AlertView): boolean => severityOf(severity) === 'info' && state === 'firing'

/** Lists who was notified of an alert and of its end, and when first and last; and to whom it was sent without word of its delivery. */
export const Notified = ({ alert, alerting, serverNowMs }: Props) => {
  const { notified, state, suppression } = alert
  if (notified.length === 0) return suppression !== null
    ? null
    : <p class="place">{isInfo(alert) ? alertMessages.infoNotified(alerting?.infoReceivers !== 0) : alertMessages.nobodyNotified[state]}</p>
  const format = (at: string): string => formatTime(Date.parse(at), serverNowMs)
  return (
    <ul class="place">
      {notified.map(({ receiver, state: of, firstAt, lastAt, delivered }) => {
        if (!delivered) return (
          <li key={`${receiver} ${of}`} title={formatExactTime(lastAt)}>
            {alertMessages.notConfirmed[of](receiver, format(lastAt))}
          </li>
        )
        const isRepeated = Date.parse(lastAt) - Date.parse(firstAt) >= readAlikeMs
        return (
          <li key={`${receiver} ${of}`} title={formatExactTime(firstAt)}>
            {alertMessages.notified[of](receiver, format(firstAt), isRepeated ? format(lastAt) : undefined)}
          </li>
        )
      })}
    </ul>
  )
}
