import type { AlertingStatus, AlertList, AlertView } from '@mimamori/contract'
import { query, resource, type Answer, type Command, type Invocation } from '../command.ts'
import { CommandError } from '../errors.ts'
import { requireKnown } from '../known-names.ts'
import { loadExactTime, terminalTimeZone } from '../local-time.ts'
import { table } from '../table.ts'

const alertTable = async (alerts: readonly AlertView[], invocation: Invocation): Promise<readonly string[]> => {
  const { language, text } = invocation
  const [time, { suppressionLines }, { endReasonOf, endReasonText }] = await Promise.all([
    loadExactTime(invocation), import('@mimamori/contract/suppression'), import('@mimamori/contract/end-reason')
  ])
  return table(alerts, text, {
    fingerprint: 'fingerprint', severity: 'severity', alert: 'name', device: 'device', site: 'site',
    began: ({ startsAt }) => time(startsAt),
    ended ({ annotations, endsAt }) {
      const reason = endReasonOf(annotations)
      return endsAt && [time(endsAt), ...reason === undefined ? [] : [endReasonText[language].reasons[reason]]].join(' ')
    },
    suppressed: ({ suppression }) => suppression && suppressionLines(suppression, {
      language, timeZone: terminalTimeZone(), nowMs: Date.now()
    }).join('; '),
    acknowledged: ({ acknowledgement }) => acknowledgement && [
      acknowledgement.by, acknowledgement.note
    ].filter((part) => part !== null).join(': ')
  })
}

/** The reason why nobody would be notified. */
const problemLines = async ({ ask, language, text }: Invocation): Promise<readonly string[]> => {
  const { notificationProblem: problem } = await ask<AlertingStatus>('GET', '/api/alerts/status')
  if (problem === null) return []
  if (problem === 'no_receiver') return [text.noReceivers]
  if (problem === 'receivers_disabled') return [text.allReceiversDisabled]
  const { notificationProblemText } = await import('@mimamori/contract/notification-problem')
  return [notificationProblemText[language][problem]]
}

/** A rule of somebody's own may have any name, so only a name that is near to one of ours counts as mistyped. @throws {CommandError} */
const requireNoNearAlert = async (name: string, { text }: Invocation): Promise<void> => {
  const [{ runbookNames }, { nearestName }] = await Promise.all([
    import('@mimamori/contract/runbook-names'), import('@mimamori/program/nearest-name')
  ])
  const names = await runbookNames()
  const nearest = nearestName(name, names)
  if (nearest !== undefined && !names.includes(name)) throw new CommandError(text.noSuchAlert(name, nearest))
}

/** The newest 200 that fire, or with `--state resolved` that ended; and whether anybody would be notified. */
const listAlerts: Command = {
  words: 'alerts list',
  options: { state: 'alertState', device: 'deviceId', site: 'site', name: 'alertname' },
  async run (invocation) {
    const { ask, text, value } = invocation
    const filter = { device: value('device'), site: value('site'), name: value('name') }
    const { alerts } = await ask<AlertList>('GET', `/api/alerts?${query({ limit: '200', state: value('state') ?? 'firing', ...filter })}`)
    if (alerts.length === 0) {
      await requireKnown(invocation, { device: filter.device, site: filter.site })
      if (filter.name !== undefined) await requireNoNearAlert(filter.name, invocation)
    }
    return {
      json: alerts,
      lines: async () => [
        ...await problemLines(invocation), ...alerts.length === 0 ? [text.noAlerts] : await alertTable(alerts, invocation)
      ]
    }
  }
}

const acknowledge = async ({ ask, subject, text }: Invocation, said: 'acknowledged' | 'unacknowledged', body?: object): Promise<Answer> => {
  const path = `${resource('/api/alerts', subject)}/acknowledge`
  const { alert } = await ask<{ readonly alert: AlertView }>(said === 'acknowledged' ? 'POST' : 'DELETE', path, body)
  return { json: alert, lines: text[said]([alert.name, alert.device ?? alert.site].filter((part) => part !== null).join(' ')) }
}

const positionals = { FINGERPRINT: 'fingerprint' } as const

export const alertCommands: readonly Command[] = [
  listAlerts,
  {
    words: 'alerts ack',
    positionals,
    options: { by: 'personName', note: 'note' },
    run: (invocation) => acknowledge(invocation, 'acknowledged', { by: invocation.value('by'), note: invocation.value('note') })
  },
  { words: 'alerts unack', positionals, run: (invocation) => acknowledge(invocation, 'unacknowledged') }
]
