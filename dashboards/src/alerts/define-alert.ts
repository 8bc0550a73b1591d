import { languages, type Language } from '@mimamori/program/language'
import type { Alert } from './alert.ts'
import { wholeText, type AlertText, type DeviceAlertText } from './alert-text.ts'
import { lastingCondition, type Condition } from './lasting-condition.ts'

interface LastingAlert<Text> extends Omit<Alert, 'expr' | 'severity' | Language>, Condition, Readonly<Record<Language, Text>> {
  /** Warning by default. */
  readonly severity?: Alert['severity']
  /** A second condition, with evidence of its own. */
  readonly or?: Condition
}

/** Defines an alert that goes on while its condition cannot be seen. */
export const lastingAlert = (
  { name, severity = 'warning', labels, among, evidence, expr, or, ...rest }: LastingAlert<DeviceAlertText | AlertText>
): Alert => ({
  ...rest,
  name,
  severity,
  expr: [{ labels, among, evidence, expr }, ...or ? [or] : []].map((condition) => lastingCondition(name, condition)).join('or'),
  ...Object.fromEntries(languages.map((language) => [language, wholeText(rest[language], language)])) as Record<Language, AlertText>
})

interface DeviceAlert extends Omit<LastingAlert<DeviceAlertText | AlertText>, 'page' | 'onlyWhileReporting'> {
  /** Others are held back while the device is late or silent, which is then the problem to check. */
  readonly alsoWhileSilent?: true
}

/** Defines an alert about one device, whose page shows the fault. */
export const deviceAlert = ({ alsoWhileSilent, ...alert }: DeviceAlert): Alert =>
  lastingAlert({ page: '/admin/devices/{{ $labels.device }}', ...!alsoWhileSilent && { onlyWhileReporting: true }, ...alert })
