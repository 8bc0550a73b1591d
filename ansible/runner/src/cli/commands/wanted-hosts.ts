import { isSuccess } from '@mimamori/contract'
import { askConnections, type KnownDevice } from '../../collector/connection.ts'
import { collectorClient } from '../../collector/collector-client.ts'
import { nextTryMs, queuedMs, readQueue, type QueuedHost } from '../../run/queue.ts'
import { windowOpensMs, windowText, type Window } from '../../schedule/window.ts'
import { updatedSince } from '../../run/updated-since.ts'
import type { Plan, UpdatedSince } from '../../plan/plan.ts'
import type { RunResult } from '../../run/run-result.ts'
import { readJsonFile } from '../../state/json-file.ts'
import type { Answer, Context } from '../context.ts'
import { UsageError } from '../errors.ts'
import { exitCodes } from '../exit-codes.ts'
import { warnOfSetAside } from './maintenance.ts'

/** Which hosts of the inventory a command line is about, and the revision that goes with them. */
export interface RunRequest {
  /** Undefined: all that `--limit` leaves. */
  readonly only?: ReadonlySet<string>
  readonly reference?: string
  /** The hours of the run that wanted them. */
  readonly window?: Window
  /** Those of them that would go back: a run after the one that is repeated has updated them. Only who is named by `--limit` does. */
  readonly updatedSince?: readonly UpdatedSince[]
}

/** What a run that is to be repeated has left: the hosts that it did not update, and its revision; the end where it has left none. @throws {UsageError} */
const leftBy = (run: string, context: Context): RunRequest | Answer => {
  const { given, state, text } = context
  const files = state.run(run)
  const plan = readJsonFile<Plan>(files.plan)
  if (!plan) throw new UsageError([text.unknownRun(run)])
  const runResult = readJsonFile<RunResult>(files.result)
  if (!runResult) throw new UsageError([text.stillGoing(run)])
  // Those that were off on purpose are nobody's failure.
  const left = runResult.hosts.filter(({ host, outcome }) => !isSuccess(outcome) && !plan.pausedOff?.includes(host)).map(({ host }) => host)
  if (left.length === 0) return { exitCode: exitCodes.done, lines: [text.noneFailed(run)], run, outcome: runResult.outcome }
  const reference = given.revision ?? plan.revision ?? plan.reference
  return { only: new Set(left), ...reference !== undefined && { reference }, ...given.revision === undefined && { updatedSince: updatedSince(plan, left, state, warnOfSetAside(context)) } }
}

export const requestOf = (context: Context): RunRequest | Answer => {
  const { given } = context
  if (given['only-failed'] !== undefined) return leftBy(given['only-failed'], context)
  return given.revision === undefined ? {} : { reference: given.revision }
}

/** What the collector knows of the devices, and a sentence where it does not say. */
export const knownDevices = async ({ settings, text }: Pick<Context, 'settings' | 'text'>): Promise<{ readonly known: ReadonlyMap<string, KnownDevice>, readonly note?: string }> => {
  try {
    return { known: await askConnections(collectorClient(settings)) }
  } catch (error) {
    return { known: new Map(), note: text.connectionsUnknown((error as Error).message) }
  }
}

/** Those of the queue that were tried again in vain, and are to be left alone for a while. */
export const resting = (queue: readonly QueuedHost[], nowMs: number): QueuedHost[] => queue.filter((one) => nextTryMs(one, nowMs) > nowMs)

/** Those of the queue that may be updated only in hours that are still to come. */
export const outsideHours = (queue: readonly QueuedHost[], nowMs: number): QueuedHost[] => queue.filter(({ window }) => window && windowOpensMs(window, nowMs) > nowMs)

/** Those of the queue that report again: heard since they were queued, and still. */
export const backAgain = (queue: readonly QueuedHost[], known: ReadonlyMap<string, KnownDevice>, nowMs: number): QueuedHost[] => queue.filter((one) => {
  const device = known.get(one.host)
  const since = queuedMs(one, nowMs)
  return device?.connection === 'fresh' && device.lastSeenMs !== undefined && (since === undefined || device.lastSeenMs > since)
})

const wantedSince = ({ wantedAt, queuedAt }: QueuedHost): string => wantedAt ?? queuedAt

const hoursOf = ({ window }: QueuedHost): string => window ? windowText(window) : ''

/** Those that are back and want what the newest of their runs wanted, in the same hours; others come with the next catch-up. */
export const nextCatchUp = (back: readonly QueuedHost[]): { readonly hosts: readonly QueuedHost[], readonly reference?: string, readonly window?: Window } => {
  const newest = back.reduce<QueuedHost | undefined>((best, one) => best === undefined || wantedSince(one) > wantedSince(best) ? one : best, undefined)
  const reference = newest?.revision ?? newest?.reference
  return {
    hosts: back.filter((one) => (one.revision ?? one.reference) === reference && newest !== undefined && hoursOf(one) === hoursOf(newest)),
    ...reference !== undefined && { reference },
    ...newest?.window && { window: newest.window }
  }
}

export const queueOf = (context: Pick<Context, 'state' | 'runText' | 'terminal'>): QueuedHost[] => readQueue(context.state.queue, warnOfSetAside(context))
