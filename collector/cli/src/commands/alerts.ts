import type { AlertingStatus, AlertList, AlertView, NotificationProblem } from '@mimamori/contract'
import { flag, option, type Command, type Invocation } from '../command.ts'
import { CommandError } from '../errors.ts'
import { loadExactTime, ownTimeZone } from '../own-time.ts'
import { requireKnown } from '../require-known.ts'

const filters = ['device', 'site', 'name'] as const

const printTable = async (alerts: readonly AlertView[], { language, print, text }: Invocation): Promise<void> => {
  const [{ textTable }, exactTime, { suppressionLines }, { endReasonOf, endReasonText }] = await Promise.all([
    import('@mimamori/program/text-table'), loadExactTime(language), import('@mimamori/contract/suppression'),
    import('@mimamori/contract/end-reason')
  ])
  const whySuppressed = ({ suppression }: AlertView): string => suppression === null ? '–' : suppressionLines(suppression, { language, timeZone: ownTimeZone(), nowMs: Date.now() }).join('; ')
  const endOf = ({ annotations }: AlertView, time: string): string => {
    const reason = endReasonOf(annotations)
    return reason === undefined ? time : `${time} ${endReasonText[language].reasons[reason]}`
  }
  const columns = ['fingerprint', 'severity', 'name', 'device', 'site', 'began', 'ended', 'suppressed', 'acknowledged'] as const
  const rows = alerts.map((alert) => {
    const { fingerprint, severity, name, device, site, startsAt, endsAt, acknowledgement } = alert
    return [
      fingerprint, severity ?? '–', name, device ?? '–', site ?? '–', exactTime(startsAt),
      endsAt === null ? '–' : endOf(alert, exactTime(endsAt)), whySuppressed(alert),
      acknowledgement === null ? '–' : [acknowledgement.by, acknowledgement.note].filter((part) => part !== null).join(': ')
    ]
  })
  for (const line of textTable([columns.map((column) => text.alertColumns[column]), ...rows])) print(line)
}

const formatProblem = async (problem: NotificationProblem, { language, text }: Invocation): Promise<string> => {
  if (problem === 'no_receiver') return text.noReceivers
  if (problem === 'receivers_disabled') return text.allReceiversDisabled
  const { notificationProblemText } = await import('@mimamori/contract/notification-problem')
  return notificationProblemText[language][problem]
}

/** A rule of somebody's own may have any name, so only one that is near to one of ours counts as mistyped. @throws {CommandError} */
const requireNoNearAlert = async (name: string | undefined, { text }: Invocation): Promise<void> => {
  if (name === undefined) return
  const [{ runbookNames }, { nearestName }] = await Promise.all([import('@mimamori/contract/runbook-names'), import('@mimamori/program/nearest-name')])
  const names = await runbookNames()
  const nearest = nearestName(name, names)
  if (nearest !== undefined && !names.includes(name)) throw new CommandError(text.noSuchAlert(name, nearest))
}

/** The newest 200 of those that fire, or with `--state resolved` of those that ended; and whether anybody would be notified. */
export const listAlerts: Command = {
  words: 'alerts list',
  positionals: {},
  options: { state: option('alertState'), device: option('deviceId'), site: option('site'), name: option('alertname'), json: flag },
  async run (invocation) {
    const { collector, flag: given, option: value, print, text } = invocation
    const query = new URLSearchParams({ limit: '200', state: value('state') ?? 'firing' })
    for (const name of filters) {
      const wanted = value(name)
      if (wanted !== undefined) query.set(name, wanted)
    }
    const { alerts } = await collector.ask<AlertList>('GET', `/api/alerts?${query}`)
    if (alerts.length === 0) {
      await requireKnown(invocation, { device: value('device'), site: value('site') })
      await requireNoNearAlert(value('name'), invocation)
    }
    if (given('json')) {
      print(JSON.stringify(alerts))
      return
    }
    const { notificationProblem } = await collector.ask<AlertingStatus>('GET', '/api/alerts/status')
    if (notificationProblem !== null) print(await formatProblem(notificationProblem, invocation))
    if (alerts.length === 0) print(text.noAlerts)
    else await printTable(alerts, invocation)
  }
}

const change = async ({ collector, flag: given, positionals: [fingerprint], print }: Invocation, { method, body, said }: { readonly method: string, readonly body?: object, readonly said: (alert: AlertView) => string }): Promise<void> => {
  const { alert } = await collector.ask<{ readonly alert: AlertView }>(method, `/api/alerts/${encodeURIComponent(fingerprint!)}/acknowledge`, body)
  print(given('json') ? JSON.stringify(alert) : said(alert))
}
const nameOf = ({ name, device, site }: AlertView): string => [name, device ?? site].filter((part) => part !== null).join(' ')

export const acknowledgeAlert: Command = {
  words: 'alerts ack',
  positionals: { FINGERPRINT: 'fingerprint' },
  options: { by: option('personName'), note: option('note'), json: flag },
  run: (invocation) => change(invocation, { method: 'POST', body: { by: invocation.option('by'), note: invocation.option('note') }, said: (alert) => invocation.text.acknowledged(nameOf(alert)) })
}

export const withdrawAcknowledgement: Command = {
  words: 'alerts unack',
  positionals: { FINGERPRINT: 'fingerprint' },
  options: { json: flag },
  run: (invocation) => change(invocation, { method: 'DELETE', said: (alert) => invocation.text.unacknowledged(nameOf(alert)) })
}
