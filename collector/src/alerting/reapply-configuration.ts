import type { FastifyBaseLogger } from 'fastify'
import type { CalendarFile } from '../calendar/calendar-file.ts'
import type { AlertmanagerClient } from './alertmanager/alertmanager-client.ts'
import type { Receivers } from './receivers/receivers.ts'

/** How often an Alertmanager is asked that did not answer. */
const retryMs = 10_000

interface Parts {
  readonly receivers: Pick<Receivers, 'apply' | 'configuration'>
  readonly client: Pick<AlertmanagerClient, 'runningConfiguration'>
  readonly calendar: Pick<CalendarFile, 'onChange'>
  readonly log: Pick<FastifyBaseLogger, 'error'>
}

/** Applies the configuration again without a change of the receivers: at the start, when the calendar has changed, and once an Alertmanager answers that did not. */
export const reapplyConfiguration = ({ receivers, client, calendar, log }: Parts) => {
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
  calendar.onChange(() => { ofCalendar = apply() })
  const look = (): void => {
    round ??= applyIfWaiting().finally(() => { round = undefined })
  }
  const rounds = setInterval(look, retryMs).unref()
  return {
    /** Alertmanager may be started on the configuration once this has resolved. */
    start: apply,
    async close (): Promise<void> {
      clearInterval(rounds)
      await Promise.all([round, ofCalendar])
    }
  }
}
