import type { FastifyBaseLogger } from 'fastify'
import type { CalendarFile } from '../devices/calendar/calendar-file.ts'
import type { AlertmanagerClient } from './alertmanager/alertmanager-client.ts'
import type { Receivers } from './receivers/receivers.ts'

/** How often to ask an Alertmanager that did not answer. */
const retryMs = 10_000

interface Deps {
  readonly receivers: Pick<Receivers, 'apply' | 'configuration'>
  readonly client: Pick<AlertmanagerClient, 'runningConfiguration'>
  readonly calendar: Pick<CalendarFile, 'onChange'>
  readonly log: Pick<FastifyBaseLogger, 'error'>
}

/** Applies the configuration again without a change of the receivers. */
export interface Reapplication {
  /**
   * Applies it, and from then on whenever the calendar has changed, and once an Alertmanager answers again; that may be started on it
   * once this has resolved.
   */
  start (): Promise<void>
  close (): Promise<void>
}

export const reapplyConfiguration = ({ receivers, client, calendar, log }: Deps): Reapplication => {
  const apply = async (): Promise<void> => {
    try {
      await receivers.apply()
    } catch (error) {
      log.error({ err: error }, 'configuration of Alertmanager not made from the receivers')
    }
  }
  const applyIfWaiting = async (): Promise<void> => {
    if (receivers.configuration() === 'waiting' && await client.runningConfiguration().then(() => true, () => false)) await apply()
  }
  let ofCalendar: Promise<void> | undefined
  let round: Promise<void> | undefined
  const check = (): void => {
    round ??= applyIfWaiting().finally(() => { round = undefined })
  }
  let rounds: NodeJS.Timeout | undefined
  let unsubscribe: (() => void) | undefined
  return {
    async start () {
      unsubscribe = calendar.onChange(() => { ofCalendar = apply() })
      rounds = setInterval(check, retryMs).unref()
      await apply()
    },
    async close () {
      unsubscribe?.()
      clearInterval(rounds)
      await Promise.all([round, ofCalendar])
    }
  }
}
