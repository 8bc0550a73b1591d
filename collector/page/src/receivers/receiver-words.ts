import { formatDuration } from '@mimamori/contract/moment'
import { severities as gravestFirst } from '@mimamori/contract/severity'
import type { ChannelView, Language, ReceiverView, Severity } from '@mimamori/contract'
import type { ReceiverText } from '../text/receiver-text.en.ts'

/** Where messages go, without what is secret of it. */
export const destinationOf = (channel: ChannelView): string => {
  switch (channel.type) {
    case 'email': return channel.to.join(', ')
    case 'ntfy': return `${channel.server} ${channel.topic}`
    case 'telegram':
    case 'line': return `${channel.server} ${channel.chat}`
    case 'pagerduty': return channel.server
    default: return channel.url.origin
  }
}

/** Which alerts a receiver gets, and when: a label and a value each. */
export const receiverFacts = ({ language, sites, severities, quietHours, repeatSeconds }: ReceiverView, text: ReceiverText, reader: Language): readonly (readonly [label: string, value: string])[] => {
  const { facts } = text
  const repeats = Object.entries(repeatSeconds).map(([severity, seconds = 0]) => facts.every(text.severities[severity as Severity], formatDuration(seconds * 1000, reader)))
  return [
    [facts.language, text.languages[language]],
    [facts.sites, sites.length === 0 ? facts.allSites : sites.join(facts.separator)],
    [facts.severities, severities.length === 0 ? facts.allSeverities : gravestFirst.filter((severity) => severities.includes(severity)).map((severity) => text.severities[severity]).join(facts.separator)],
    [facts.quiet, quietHours === null ? facts.noQuiet : facts.quietHours({ ...quietHours, days: quietHours.days.map((day) => text.weekdays[day]).join(facts.separator) })],
    [facts.repeat, repeats.length === 0 ? facts.usualRepeat : repeats.join(facts.separator)]
  ]
}
