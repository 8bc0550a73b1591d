import type { SilenceView } from '@mimamori/contract'
import { words } from '../words.ts'

type Matcher = SilenceView['matchers'][number]

const named: Readonly<Record<string, string>> = { device: words.silences.fields.device, site: words.silences.fields.site, alertname: words.silences.fields.alertname }

const sign = ({ isEqual, isRegex }: Matcher): string => isRegex ? isEqual ? '=~' : '!~' : isEqual ? '=' : '!='

/** What a silence is for: `Device pi-kiosk-03, Alert DiskFull`; of matchers that are not ours, as PromQL writes them. */
export const targetWords = ({ matchers }: Pick<SilenceView, 'matchers'>): string =>
  matchers.map((matcher) => {
    const label = sign(matcher) === '=' ? named[matcher.name] : undefined
    return label === undefined ? `${matcher.name}${sign(matcher)}${JSON.stringify(matcher.value)}` : words.silences.target(label, matcher.value)
  }).join(words.silences.and)
