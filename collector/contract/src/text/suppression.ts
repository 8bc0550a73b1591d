import type { Language } from '../language.ts'
import { formatTimestamp, type TimeOptions } from '../format-time.ts'
import type { Suppression } from '../suppression.ts'

interface SuppressionText {
  readonly silenced: (silence: { readonly by: string, readonly until: string, readonly reason: string }) => string
  readonly inhibited: (alert: string) => string
}

const texts: Readonly<Record<Language, SuppressionText>> = {
  en: {
    silenced: ({ by, until, reason }) => `Silenced by ${by} until ${until}: ${reason}`,
    inhibited: (alert) => `Inhibited by ${alert}`
  },
  ja: {
    silenced: ({ by, until, reason }) => `${by} が ${until} までサイレンス：${reason}`,
    inhibited: (alert) => `${alert} により抑制中`
  }
}

/** Reasons why nobody is notified of an alert: a line for each silence, and for each alert that inhibits it. */
export const suppressionLines = ({ silencedBy, inhibitedBy }: Suppression, options: TimeOptions): readonly string[] => [
  ...silencedBy.map(({ by, until, reason }) =>
    texts[options.language].silenced({ by, until: formatTimestamp(Date.parse(until), options), reason })
  ),
  ...inhibitedBy.map(({ name, device, site }) =>
    texts[options.language].inhibited([name, device ?? site].filter((part) => part !== null).join(' '))
  )
]
