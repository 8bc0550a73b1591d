import { escapeControls } from './escape-controls.ts'
import { cachedFormatter } from './cached-formatter.ts'
import { fieldsText } from './log-fields.ts'
import type { LogLineView } from './log-line.ts'

const formatter = (timeZone: string): Intl.DateTimeFormat =>
  cachedFormatter(
    `log ${timeZone}`,
    () =>
      new Intl.DateTimeFormat('en-GB', {
        timeZone,
        hourCycle: 'h23',
        year: 'numeric',
        month: '2-digit',
        day: '2-digit',
        hour: '2-digit',
        minute: '2-digit',
        second: '2-digit',
        fractionalSecondDigits: 3,
        timeZoneName: 'longOffset'
      })
  )

/** When a line happened, on the clocks of a time zone. */
export interface LogTime {
  /** `2026-11-28` */
  readonly date: string
  /** `14:05:03.120` */
  readonly time: string
  /** From UTC: `+09:00`. */
  readonly offset: string
}

/** `timeZone`: an IANA name. */
export const logTime = (ms: number, timeZone: string): LogTime => {
  const parts = Object.fromEntries(formatter(timeZone).formatToParts(ms).map(({ type, value }) => [type, value]))
  const offset = parts['timeZoneName']!.replace('GMT', '')
  return {
    date: `${parts['year']}-${parts['month']}-${parts['day']}`,
    time: `${parts['hour']}:${parts['minute']}:${parts['second']}.${parts['fractionalSecond']}`,
    offset: offset === '' ? '+00:00' : offset
  }
}

/**
 * A line as text: `2026-11-28T14:05:03.120+09:00 pi-kiosk-03 ERROR kiosk.service: message field=value`, with ≈ before a time that is
 * estimated. The further lines of a message are indented, so that each line of the log begins with its time; control
 * characters are escaped, since a terminal may show it.
 */
export const formatLogLine = ({ timestamp, estimated, clientId, level, unit, message, context }: LogLineView, timeZone: string): string => {
  const { date, time, offset } = logTime(Date.parse(timestamp), timeZone)
  const text = message.trimEnd().split(/\r?\n/).map(escapeControls).join('\n    ')
  return `${estimated ? '≈' : ''}${date}T${time}${offset} ${clientId} ${level.toUpperCase().padEnd(5)} ${unit === undefined ? '' : `${escapeControls(unit)}: `}${text}${context === undefined ? '' : ` ${escapeControls(fieldsText(context))}`}`
}
