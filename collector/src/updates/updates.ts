import type {
  HostItem,
  HostOutcome,
  RunHost,
  RunKind,
  RunOutcome,
  RunSummary,
  UpdateEnd,
  UpdateQueue,
  UpdateStart
} from '@mimamori/contract'
import { CodedError } from '../platform/errors/error-codes.ts'
import type { DeclaredReleases, UpdatesOfDevices } from '../devices/snapshot/device-updates.ts'
import type { QueueTable } from './update-queue.ts'

export class UnknownRunError extends CodedError {
  override readonly name = 'UnknownRunError'
  readonly code = 'UPDATE_RUN_NOT_FOUND'

  constructor (run: string) {
    super(`no update run ${run} was started here, or it is so old that it was removed`)
  }
}
/** A different start or end is stored. */
export class RunConflictError extends CodedError {
  override readonly name = 'RunConflictError'
  readonly code = 'UPDATE_RUN_CONFLICT'
}
/** The run would have more hosts than a run may have. */
export class RunTooLargeError extends CodedError {
  override readonly name = 'RunTooLargeError'
  readonly code = 'VALIDATION_FAILED'
  override readonly issues = [{ path: '/hosts', message: this.message }]
}

/** The releases of a device whose outcomes were forgotten. */
export type GoneReleases = Pick<DeclaredReleases, 'deviceId' | 'releases'>

/** Ended runs of updates and finished attempts in them that were ever stored, by outcome: counters, shown after their commit. */
export interface UpdateTotals {
  readonly hosts: Readonly<Record<HostOutcome, number>>
  readonly runs: Readonly<Record<RunOutcome, number>>
}

/** How many items changed something, and how many did not, since they were stored already or came too late. */
export interface Reported {
  readonly accepted: number
  readonly ignored: number
}

/** The outcome of a run, with its explanation. */
export interface ExplainedOutcome {
  readonly outcome: RunOutcome
  readonly message?: string
}

/**
 * Called after each commit that starts a run, ends it, or changes its outcome or hosts; `hosts`: those whose stored state it changed.
 */
export type RunListener = (change: { readonly run: string, readonly hosts: readonly string[] }) => void

/**
 * Update runs and the outcome of each host. Every change resolves when it is on the disk; a message that was
 * here before resolves too, and changes nothing.
 */
export interface Updates extends UpdatesOfDevices {
  /** Whether it was new. @throws {RunConflictError} */
  start (start: UpdateStart): Promise<boolean>
  /** Also after the run has ended. @throws {UnknownRunError} @throws {RunTooLargeError} */
  report (run: string, items: readonly HostItem[], from: { readonly requestId: string }): Promise<Reported>
  /** Gives the outcome that its hosts' results show. @throws {UnknownRunError} @throws {RunConflictError} */
  end (run: string, end: UpdateEnd): Promise<ExplainedOutcome>
  /** Ends, as interrupted, each run that was not heard of for this long. Gives their ids. */
  endSilent (silentMs: number): Promise<readonly string[]>
  /** Forgets runs; the outcomes of each device stay. */
  remove (runs: readonly string[]): Promise<void>
  /** Newest first, of one kind or of both. `before`: the id of the last run of the page before. */
  list (page: { readonly limit: number, readonly kind?: RunKind, readonly before?: string }): Promise<readonly RunSummary[]>
  get (run: string): Promise<RunSummary | undefined>
  /** By name, in pages between which other work can run. */
  hosts (run: string): AsyncIterable<readonly RunHost[]>
  hostsNamed (run: string, hosts: readonly string[]): Promise<readonly RunHost[]>
  /** Moves times after this one to it: they are from a clock that was ahead, and a newer run would otherwise count as older. */
  clampTimes (nowMs: number): Promise<void>
  /**
   * Forgets the outcomes of releases that are no longer on their device, by the newest reports' names; call it about every minute with
   * the releases of all fresh devices.
   */
  settleDeclared (declared: readonly DeclaredReleases[]): Promise<readonly GoneReleases[]>
  /** Replaces the queue reported before. */
  setQueue (queue: UpdateQueue): Promise<void>
  readonly queue: Omit<QueueTable, 'put'>
  readonly totals: UpdateTotals
  /** How many updates go on. */
  readonly running: number
  onChange (listener: RunListener): () => void
}
