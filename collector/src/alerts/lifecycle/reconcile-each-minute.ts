import type { FastifyBaseLogger } from 'fastify'
import type { Clock } from '../../platform/clock/clock.ts'
import { outageLog } from '../outage-log.ts'
import type { Reconciler } from './reconcile.ts'

interface Parts {
  readonly reconciler: Pick<Reconciler, 'look'>
  readonly clock: Pick<Clock, 'monotonicMs'>
  readonly log: Pick<FastifyBaseLogger, 'warn' | 'info'>
}

const everyMs = 60_000
/** While Alertmanager does not answer, so that its start is noticed. */
const retryMs = 10_000

/** Has the reconciler look each minute, one look at a time; says once when Alertmanager does not answer, and once when it does again. */
export const reconcileEachMinute = ({ reconciler, clock, log }: Parts) => {
  let round: Promise<void> | undefined
  let dueMs = 0
  const outage = outageLog(log, {
    failed: 'alerts not compared with Alertmanager, which may notify nobody; retrying',
    recovered: 'Alertmanager answers again'
  })
  const look = async (): Promise<void> => {
    dueMs = clock.monotonicMs() + everyMs
    try {
      await reconciler.look()
      outage.succeeded()
    } catch (error) {
      outage.failed(error)
      dueMs = 0
    }
  }
  const lookIfDue = (): void => {
    if (clock.monotonicMs() >= dueMs) round ??= look().finally(() => { round = undefined })
  }
  let timer: NodeJS.Timeout | undefined
  return {
    start (): void {
      lookIfDue()
      timer = setInterval(lookIfDue, retryMs).unref()
    },
    /** Looks at once, or soon after the look that is under way: something was changed at Alertmanager. */
    lookAgain (): void {
      dueMs = 0
      lookIfDue()
    },
    async close (): Promise<void> {
      clearInterval(timer)
      await round
    }
  }
}
