import { instant } from '../../clock.ts'
import { collectorClient } from '../../collector/collector-client.ts'
import { queueMessage, queuePath } from '../../collector/queue-message.ts'
import { openSpool } from '../../collector/spool.ts'
import { changeQueue, type QueueState } from '../../run/change-queue.ts'
import { reportTimeoutMs, waitAtMost } from '../../run/wait-at-most.ts'
import type { Context } from '../context.ts'
import { warnOfSetAside } from './maintenance.ts'

/** Changes queue or pins, and reports them to the collector. */
export const changeAndReportQueue = async (context: Context, change: (before: QueueState) => Partial<QueueState>): Promise<void> => {
  const { settings, state, terminal } = context
  const spool = openSpool(state.spool)
  await changeQueue(state, warnOfSetAside(context), change, (after) => { spool.put(queuePath, queueMessage(after, instant(terminal.clock))) })
  const client = collectorClient(settings)
  // What cannot be reported now, the next run or catch-up reports.
  await waitAtMost(spool.deliver((request) => client.send(request)), reportTimeoutMs)
}

/**
 * Reports queue and pins to the collector as they are: it may have lost them, as after a restore. Not by way of the
 * spool, where one would come to lie with each catch-up while the collector is away; the next reports them again.
 */
export const reportQueue = async (context: Context): Promise<void> => {
  const { settings, state, terminal } = context
  const messages: ReturnType<typeof queueMessage>[] = []
  try {
    await changeQueue(state, warnOfSetAside(context), () => ({}), (now) => { messages.push(queueMessage(now, instant(terminal.clock))) })
  } catch {
    // Whoever must change the queue says that it cannot be locked.
  }
  const client = collectorClient(settings)
  for (const body of messages) await client.send({ method: 'POST', path: queuePath, body })
}
