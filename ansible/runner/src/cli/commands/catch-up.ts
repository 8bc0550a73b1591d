import { askClockDoubt } from '../../collector/clock-doubt.ts'
import { collectorClient } from '../../collector/collector-client.ts'
import { printLines } from '../../platform/terminal/print.ts'
import type { Answer, Context } from '../context.ts'
import { queueLines } from '../display/queue-lines.ts'
import { exitCodes } from '../../state/exit-codes.ts'
import { readQueueState } from '../../state/change-queue.ts'
import { warnOfSetAside } from './maintenance.ts'
import { backAgain, nextCatchUp, outsideHours, waitingForRetry } from './due-hosts.ts'
import { knownDevices } from './known-devices.ts'
import type { RunRequest } from './run-request.ts'

/**
 * Gives the devices of a catch-up; ends the command if there is nothing to do, with 0 if no device waits, or 3 if all that wait are
 * still away.
 */
export const catchUpRequest = async (context: Context): Promise<RunRequest | Answer> => {
  const { given, state, terminal, text } = context
  const { queue: all, pins } = readQueueState(state, warnOfSetAside(context))
  const queue = all.filter(({ host }) => !pins.some((pin) => pin.host === host))
  if (queue.length === 0) return {
    exitCode: exitCodes.done, lines: [all.length === 0 ? text.queueEmpty : text.queuePinned(all.map(({ host }) => host))]
  }
  const { known, notes } = await knownDevices(context)
  const now = terminal.clock.nowMs()
  const doubt = queue.some((one) => one.window) ? await askClockDoubt(collectorClient(context.settings)) : undefined
  const closed = doubt === undefined ? outsideHours(queue, now) : queue.filter((one) => one.window)
  const later = waitingForRetry(queue.filter((one) => !closed.includes(one)), now)
  const due = queue.filter((one) => !closed.includes(one) && !later.includes(one))
  const { hosts, action, reference, window } = nextCatchUp(backAgain(due, known, now))
  const away = due.filter((one) => !hosts.includes(one)).map(({ host }) => host)
  const lines = [
    ...notes, ...away.length === 0 ? [] : [text.queueNotBack(away)],
    ...closed.length === 0 ? [] : [text.queueOutsideHours(closed.map(({ host }) => host))],
    ...doubt === undefined ? [] : [text.clockDoubted(doubt)], ...queueLines(later, now, text)
  ]
  if (hosts.length === 0) return { exitCode: exitCodes.onlyUnreachable, lines }
  printLines({ write: given.json ? terminal.writeError : terminal.write }, lines)
  return { action, only: new Set(hosts.map(({ host }) => host)), ...reference !== undefined && { reference }, ...window && { window } }
}
