import type { SilenceView } from '@mimamori/contract'
import { required, type Command } from '../command.ts'
import { UsageError } from '../errors.ts'
import { givenTime } from '../given-time.ts'
import { loadExactTime } from '../local-time.ts'
import { table } from '../table.ts'
import { deletion } from './plain-commands.ts'

const addSilence: Command = {
  words: 'alerts silence',
  options: {
    device: 'deviceId', site: 'site', alertname: 'alertname', from: 'time', until: required('silenceEnd'),
    reason: required('silenceReason'), by: 'personName'
  },
  async run (invocation) {
    const { ask, language, text, value } = invocation
    const subject = { device: value('device'), site: value('site'), alertname: value('alertname') }
    if (Object.values(subject).every((each) => each === undefined)) throw new UsageError(text.nothingToSilence)
    const from = givenTime(invocation, 'from')
    const { id, warnings } = await ask<{
      readonly id: string
      readonly warnings: readonly string[]
    }>('POST', `/api/silences?lang=${language}`, {
      ...subject, from, until: givenTime(invocation, 'until'), reason: value('reason'), by: value('by')
    })
    const isPlanned = from !== undefined && Date.parse(from) > Date.now()
    return { json: { id, warnings }, lines: [(isPlanned ? text.silencePlanned : text.silenced)(id), ...warnings.map(text.warning)] }
  }
}

/** As Alertmanager and PromQL write them: `device="pi-kiosk-03"`. */
const formatMatchers = ({ matchers }: SilenceView): string =>
  matchers.map(({ name, value, isRegex, isEqual }) =>
    `${name}${isEqual ? '=' : '!'}${isRegex ? '~' : isEqual ? '' : '='}${JSON.stringify(value)}`).join(' ')

const listSilences: Command = {
  words: 'alerts silences',
  async run (invocation) {
    const { ask, language, text } = invocation
    const { silences } = await ask<{ readonly silences: readonly SilenceView[] }>('GET', `/api/silences?lang=${language}`)
    return {
      json: silences,
      async lines () {
        if (silences.length === 0) return [text.noSilences]
        const time = await loadExactTime(invocation)
        return [
          ...await table(silences, text, {
            silence: 'id', matchers: formatMatchers, from: ({ from }) => time(from), until: ({ until }) => time(until), createdBy: 'by',
            reason: 'reason'
          }),
          ...silences.flatMap(({ id, warnings }) => warnings.map((warning) => text.warning(`${id}: ${warning}`)))
        ]
      }
    }
  }
}

export const silenceCommands: readonly Command[] = [
  addSilence, listSilences, deletion('alerts unsilence', ['id', 'silenceId'], '/api/silences', 'unsilenced')
]
