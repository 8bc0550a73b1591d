import type { SilenceView } from '@mimamori/contract'
import { flag, option, requiredOption, type Command, type Invocation } from '../command.ts'
import { UsageError } from '../errors.ts'
import { loadExactTime } from '../own-time.ts'

/** In this machine's time unless it has an offset of its own. */
const timeOf = ({ option: value, text }: Invocation, name: string): string | undefined => {
  const given = value(name)
  if (given === undefined) return undefined
  const ms = Date.parse(given)
  if (Number.isNaN(ms)) throw new UsageError(text.wrong(`--${name}`, text.expected.time, given))
  return new Date(ms).toISOString()
}

export const addSilence: Command = {
  words: 'alerts silence',
  positionals: {},
  options: { device: option('deviceId'), site: option('site'), alertname: option('alertname'), from: option('time'), until: requiredOption('silenceEnd'), reason: requiredOption('silenceReason'), by: option('personName'), json: flag },
  async run (invocation) {
    const { collector, flag: given, language, option: value, print, text } = invocation
    const [device, site, alertname] = [value('device'), value('site'), value('alertname')]
    if (device === undefined && site === undefined && alertname === undefined) throw new UsageError(text.nothingToSilence)
    const from = timeOf(invocation, 'from')
    const { id, warnings } = await collector.ask<{ readonly id: string, readonly warnings: readonly string[] }>('POST', `/api/silences?lang=${language}`, { device, site, alertname, from, until: timeOf(invocation, 'until'), reason: value('reason'), by: value('by') })
    if (given('json')) print(JSON.stringify({ id, warnings }))
    else for (const line of [from !== undefined && Date.parse(from) > Date.now() ? text.silencePlanned(id) : text.silenced(id), ...warnings.map(text.warning)]) print(line)
  }
}

/** As Alertmanager and PromQL write them: `device="pi-kiosk-03"`. */
const formatMatchers = ({ matchers }: SilenceView): string =>
  matchers.map(({ name, value, isRegex, isEqual }) => `${name}${isEqual ? '=' : '!'}${isRegex ? '~' : isEqual ? '' : '='}${JSON.stringify(value)}`).join(' ')

const printTable = async (silences: readonly SilenceView[], { language, print, text }: Invocation): Promise<void> => {
  const [{ textTable }, exactTime] = await Promise.all([import('@mimamori/program/text-table'), loadExactTime(language)])
  const columns = ['id', 'matchers', 'from', 'until', 'by', 'reason'] as const
  const rows = silences.map((silence) => [silence.id, formatMatchers(silence), exactTime(silence.from), exactTime(silence.until), silence.by, silence.reason])
  for (const line of textTable([columns.map((column) => text.silenceColumns[column]), ...rows])) print(line)
  for (const { id, warnings } of silences) for (const warning of warnings) print(text.warning(`${id}: ${warning}`))
}

export const listSilences: Command = {
  words: 'alerts silences',
  positionals: {},
  options: { json: flag },
  async run (invocation) {
    const { collector, flag: given, language, print, text } = invocation
    const { silences } = await collector.ask<{ readonly silences: readonly SilenceView[] }>('GET', `/api/silences?lang=${language}`)
    if (given('json')) print(JSON.stringify(silences))
    else if (silences.length === 0) print(text.noSilences)
    else await printTable(silences, invocation)
  }
}

export const endSilence: Command = {
  words: 'alerts unsilence',
  positionals: { ID: 'silenceId' },
  options: { json: flag },
  async run ({ collector, flag: given, positionals: [id], print, text }) {
    await collector.ask('DELETE', `/api/silences/${encodeURIComponent(id!)}`)
    print(given('json') ? JSON.stringify({ id }) : text.unsilenced(id!))
  }
}
