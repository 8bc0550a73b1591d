import type { SilenceMatcher, SilenceRequest, SilenceView } from '@mimamori/contract'
import { compareFields } from '../../audit/compare-fields.ts'
import type { RecordedChange } from '../../audit/record-change.ts'

type Silence = SilenceRequest & { readonly from: string, readonly by: string }

/** The entry of a silence that is added; its id is known once Alertmanager has given one. */
export const silenceStart = (silence: Silence): RecordedChange => ({ action: 'addSilence', subject: { type: 'silence', name: null }, device: silence.device, changes: compareFields(undefined, silence) })

/** As Alertmanager writes it: `site="north"`, `alertname=~"Disk.*"`. */
const format = ({ name, value, isRegex, isEqual }: SilenceMatcher): string => `${name}${isEqual ? isRegex ? '=~' : '=' : isRegex ? '!~' : '!='}${JSON.stringify(value)}`

const isExact = ({ isRegex, isEqual }: SilenceMatcher): boolean => isEqual && !isRegex

/** The entry of one that is ended, whoever made it. */
export const silenceEnd = ({ id, matchers, from, until, reason, by }: Omit<SilenceView, 'warnings'>): RecordedChange => {
  const exact = Object.fromEntries(matchers.filter(isExact).map(({ name, value }) => [name, value]))
  const before = { ...exact, matchers: matchers.filter((matcher) => !isExact(matcher)).map(format), from, until, reason, by }
  return { action: 'endSilence', subject: { type: 'silence', name: id }, device: exact['device'], changes: compareFields(before, undefined) }
}
