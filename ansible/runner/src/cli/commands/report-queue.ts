import { collectorClient } from '../../collector/collector-client.ts'
import { recordQueueChange, sendQueue } from '../../report/collector/queue-sender.ts'
import { changeQueue, type QueueState } from '../../state/change-queue.ts'
import { reportTimeoutMs, waitAtMost } from '../../platform/wait-at-most.ts'
import type { Context } from '../context.ts'
import { warnOfSetAside } from './maintenance.ts'

/**
 * Reports queue and pins to the collector even if they have not changed: it may have lost them, as after a restore. If it fails,
 * the next run or catch-up tries again.
 */
export const reportQueue = async (context: Context): Promise<void> => {
  const { settings, state, terminal } = context
  await waitAtMost(
    sendQueue({ state, client: collectorClient(settings), clock: terminal.clock, onSetAside: warnOfSetAside(context) }), reportTimeoutMs
  )
}

/** Changes queue or pins, and reports them to the collector. */
export const changeAndReportQueue = async (context: Context, change: (before: QueueState) => Partial<QueueState>): Promise<void> => {
  const { state } = context
  await changeQueue(state, warnOfSetAside(context), change, () => { recordQueueChange(state) })
  await reportQueue(context)
}
