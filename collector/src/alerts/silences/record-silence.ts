import type { SilenceMatcher, SilenceRequest, SilenceView } from '@mimamori/contract'
import { compareFields } from '../../platform/audit/compare-fields.ts'
import type { RecordedChange } from '../../platform/audit/record-change.ts'

type Silence = SilenceRequest & { readonly from: string, readonly by: string }

/** The entry of a silence that is added; its id is known once Alertmanager has given one. */
export const silenceStart = (silence: Silence): RecordedChange => ({
  action: 'addSilence',
  subject: { type: 'silence', name: null },
  device: silence.device,
  changes: compareFields(undefined, silence)
})

/** As Alertmanager writes it: `site="north"`, `alertname=~"Disk.*"`. */
const format = ({ name, value, isRegex, isEqual }: SilenceMatcher): string =>
  `${name}${isEqual ? (isRegex ? '=~' : '=') : isRegex ? '!~' : '!='}${JSON.stringify(value)}`

/** A matcher of the form that our silences have; another program may match any label, even one that is named like a field. */
const isNamed = ({ name, isRegex, isEqual }: SilenceMatcher): boolean =>
  isEqual && !isRegex && ['device', 'site', 'alertname'].includes(name)

/** The entry of a silence that is ended, whoever made it. */
export const silenceEnd = ({ id, matchers, from, until, reason, by }: Omit<SilenceView, 'warnings'>): RecordedChange => {
  const named = Object.fromEntries(matchers.filter(isNamed).map(({ name, value }) => [name, value]))
  const before = { ...named, matchers: matchers.filter((matcher) => !isNamed(matcher)).map(format), from, until, reason, by }
  return {
    action: 'endSilence',
    subject: { type: 'silence', name: id },
    device: named['device'],
    changes: compareFields(before, undefined)
  }
}
