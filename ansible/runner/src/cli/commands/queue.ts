import { nearestName } from '@mimamori/program/nearest-name'
import { textTable } from '@mimamori/program/text-table'
import { timestamp } from '../../platform/clock.ts'
import { askAnsible } from '../../plan/inventory/ask-ansible.ts'
import { ansibleDirectory } from '../../platform/paths.ts'
import { checkAnsible } from '../../plan/preflight/check-ansible.ts'
import { localTime } from '../../settings/schedule/local-time.ts'
import { type QueueState, readQueueState } from '../../state/change-queue.ts'
import { nextTryMs } from '../../state/queue.ts'
import { printJson, printLines } from '../../platform/terminal/print.ts'
import type { CommandText } from '../../text/command-text.en.ts'
import { printAnswer, type CommandFunction, type Context } from '../context.ts'
import { UsageError } from '../../platform/errors.ts'
import { exitCodes } from '../../state/exit-codes.ts'
import { queueLines } from '../display/queue-lines.ts'
import { shortRevision } from '../display/short-revision.ts'
import { changeAndReportQueue } from './report-queue.ts'
import { warnOfSetAside } from './maintenance.ts'

interface QueueTableOptions {
  readonly nowMs: number
  readonly text: CommandText
  /** Shown instead of a revision that only the inventory knows. */
  readonly none: string
}

const minute = (timestamp: string): string => localTime(Date.parse(timestamp))

/** The queue as a table: a line for each device that waits, why some are not tried now, and the pinned devices. */
const queueTable = ({ queue, pins }: QueueState, { nowMs, text, none }: QueueTableOptions): string[] => {
  const wanted = queue.map(({ host, release, reference, revision, queuedAt }) =>
    [
      host, release ?? '-', reference === undefined && revision === undefined ? none : shortRevision(revision ?? reference),
      minute(queuedAt)
    ])
  return [
    ...queue.length === 0 ? [text.queueEmpty] : textTable([text.queueColumns, ...wanted]),
    ...queueLines(queue, nowMs, text),
    ...pins.map(({ host, by, at }) => text.pinnedBy({ host, by, at: minute(at) }))
  ]
}

/** The devices that wait, for which revision and since when, and the pinned ones. */
export const queueCommand: CommandFunction = async (context) => {
  const { given, state, terminal, text, runText } = context
  const { queue, pins } = readQueueState(state, warnOfSetAside(context))
  const nowMs = terminal.clock.nowMs()
  if (given.json) {
    const waiting = queue.map((one) => ({ ...one, nextTryAt: new Date(nextTryMs(one, nowMs)).toISOString() }))
    printJson(terminal, { exitCode: exitCodes.done, waiting, pinned: pins })
  } else printLines(terminal, queueTable({ queue, pins }, { nowMs, text, none: runText.plan.byInventory }))
  return exitCodes.done
}

const printDone = (line: string, context: Context): number => printAnswer({ exitCode: exitCodes.done, lines: [line] }, context)

/** Removes a device from the queue. */
export const dropCommand: CommandFunction = async (context) => {
  const { given, text } = context
  const host = given.drop!
  await changeAndReportQueue(context, ({ queue }) => {
    if (!queue.some((one) => one.host === host)) throw new UsageError([
      text.notQueued(host, nearestName(host, queue.map((one) => one.host)))
    ])
    return { queue: queue.filter((one) => one.host !== host) }
  })
  return printDone(text.dropped(host), context)
}

/** Pins a device of the inventory to its current revision. Pinning it again changes nothing. */
export const pinCommand: CommandFunction = async (context) => {
  const { given, settings, terminal, text } = context
  const host = given.pin!
  const answer = await askAnsible({ inventory: settings.inventory, ansibleDirectory })
  const mistakes = checkAnsible(answer, settings.inventory, text.preflight)
  const hosts = answer.limited.hosts.map((one) => one.host)
  if (answer.inventory && !hosts.includes(host)) mistakes.push(text.noSuchDevice('--pin', host, nearestName(host, hosts)))
  if (mistakes.length > 0) throw new UsageError(mistakes)
  await changeAndReportQueue(context, ({ pins }) => pins.some((one) => one.host === host)
    ? {}
    : { pins: [...pins, { host, by: terminal.account, at: timestamp(terminal.clock) }] })
  return printDone(text.pinned(host), context)
}

/** Unpins a device. */
export const unpinCommand: CommandFunction = async (context) => {
  const { given, text } = context
  const host = given.unpin!
  await changeAndReportQueue(context, ({ pins }) => {
    if (!pins.some((one) => one.host === host)) throw new UsageError([text.notPinned(host, nearestName(host, pins.map((one) => one.host)))])
    return { pins: pins.filter((one) => one.host !== host) }
  })
  return printDone(text.unpinned(host), context)
}
