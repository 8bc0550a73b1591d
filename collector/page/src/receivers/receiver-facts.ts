import type { ReceiverView, Severity } from '@mimamori/contract'
import { formatDuration } from '@mimamori/contract/format-time'
import { severities as gravestFirst } from '@mimamori/contract/severity'
import { language, messages } from '../text/index.ts'
import { receiverMessages } from './messages.ts'

/** The alerts that a receiver gets, and when: a label and a value each. */
export const receiverFacts = (
  { language: own, sites, severities, quietHours, repeatSeconds }: ReceiverView
): readonly (readonly [label: string, value: string])[] => {
  const { facts, languages, weekdays } = receiverMessages
  const { comma, severities: severityNames } = messages
  const repeats = Object.entries(repeatSeconds).map(([severity, seconds = 0]) => facts.every(
    severityNames[severity as Severity],
    formatDuration(seconds * 1000, language)
  ))
  return [
    [facts.language, languages[own]],
    [facts.sites, sites.length === 0 ? facts.allSites : sites.join(comma)],
    [
      facts.severities,
      severities.length === 0
        ? facts.allSeverities
        : gravestFirst.filter((severity) => severities.includes(severity)).map((severity) => severityNames[severity]).join(comma)
    ],
    [
      facts.quiet,
      quietHours === null
        ? facts.noQuiet
        : facts.quietHours({ ...quietHours, days: quietHours.days.map((day) => weekdays[day]).join(comma) })
    ],
    [facts.repeat, repeats.length === 0 ? facts.usualRepeat : repeats.join(comma)]
  ]
}
