import type { FastifyBaseLogger } from 'fastify'
import type { Clock } from '../../platform/clock/clock.ts'
import { outageLog } from '../outage-log.ts'
import type { Reconciler } from './reconcile.ts'

interface Deps {
  readonly reconciler: Pick<Reconciler, 'check'>
  readonly clock: Pick<Clock, 'monotonicMs'>
  readonly log: Pick<FastifyBaseLogger, 'warn' | 'info'>
}

const everyMs = 60_000
/** The interval while Alertmanager does not answer, so that its start is noticed. */
const retryMs = 10_000

/** Has the reconciler check each minute, one check at a time; says once when Alertmanager does not answer, and once when it does again. */
export const reconcileEachMinute = ({ reconciler, clock, log }: Deps) => {
  let round: Promise<void> | undefined
  let dueMs = 0
  const outage = outageLog(log, {
    failed: 'alerts not compared with Alertmanager, which may notify nobody; retrying',
    recovered: 'Alertmanager answers again'
  })
  const check = async (): Promise<void> => {
    dueMs = clock.monotonicMs() + everyMs
    try {
      await reconciler.check()
      outage.succeeded()
    } catch (error) {
      outage.failed(error)
      dueMs = 0
    }
  }
  const checkIfDue = (): void => {
    if (clock.monotonicMs() >= dueMs) round ??= check().finally(() => { round = undefined })
  }
  let timer: NodeJS.Timeout | undefined
  return {
    start (): void {
      checkIfDue()
      timer = setInterval(checkIfDue, retryMs).unref()
    },
    /** Checks at once, or soon after the check under way: something was changed at Alertmanager. */
    checkAgain (): void {
      dueMs = 0
      checkIfDue()
    },
    async close (): Promise<void> {
      clearInterval(timer)
      await round
    }
  }
}
