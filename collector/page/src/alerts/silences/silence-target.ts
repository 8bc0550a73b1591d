import type { SilenceView } from '@mimamori/contract'
import { silenceMessages } from './messages.ts'
import { messages } from '../../text/messages.ts'

type Matcher = SilenceView['matchers'][number]

const named: Readonly<Record<string, string>> = { device: silenceMessages.fields.device, site: silenceMessages.fields.site, alertname: silenceMessages.fields.alertname }

const sign = ({ isEqual, isRegex }: Matcher): string => isRegex ? isEqual ? '=~' : '!~' : isEqual ? '=' : '!='

/** What a silence is for: `Device pi-kiosk-03, Alert DiskFull`; of matchers that are not ours, as PromQL writes them. */
export const targetWords = ({ matchers }: Pick<SilenceView, 'matchers'>): string =>
  matchers.map((matcher) => {
    const label = sign(matcher) === '=' ? named[matcher.name] : undefined
    return label === undefined ? `${matcher.name}${sign(matcher)}${JSON.stringify(matcher.value)}` : silenceMessages.target(label, matcher.value)
  }).join(messages.comma)
