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
/** Another start or end than the one that is stored. */
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
 * Called after each commit that starts a run, ends it, or changes its outcome or hosts; `hosts`: those of which it changed what is stored.
 */
export type RunListener = (change: { readonly run: string, readonly hosts: readonly string[] }) => void

/**
 * Update runs and what became of each host. Whatever changes something resolves when it is on the disk; a message that was
 * here before resolves too, and changes nothing.
 */
export interface Updates extends UpdatesOfDevices {
  /** Whether it was new. @throws {RunConflictError} */
  start (start: UpdateStart): Promise<boolean>
  /** Also after the run has ended. @throws {UnknownRunError} @throws {RunTooLargeError} */
  report (run: string, items: readonly HostItem[], from: { readonly requestId: string }): Promise<Reported>
  /** Gives the outcome that its hosts bear out. @throws {UnknownRunError} @throws {RunConflictError} */
  end (run: string, end: UpdateEnd): Promise<ExplainedOutcome>
  /** Ends, as interrupted, each run of which nothing was heard for so long. Gives their ids. */
  endSilent (silentMs: number): Promise<readonly string[]>
  /** Forgets runs; what is known of each device stays. */
  remove (runs: readonly string[]): Promise<void>
  /** Newest first, of one kind or of both. `before`: the id of the last run of the page before. */
  list (page: { readonly limit: number, readonly kind?: RunKind, readonly before?: string }): Promise<readonly RunSummary[]>
  get (run: string): Promise<RunSummary | undefined>
  /** By name, in pages that let other work in between. */
  hosts (run: string): AsyncIterable<readonly RunHost[]>
  hostsNamed (run: string, hosts: readonly string[]): Promise<readonly RunHost[]>
  /** Times that lie after this one become it: they are of a clock that was ahead, and a newer run would else count as older. */
  clampTimes (nowMs: number): Promise<void>
  /**
   * Forgets what became of releases that are on their device no more, by what the newest reports name; to be called about every minute with
   * those of all fresh devices.
   */
  settleDeclared (declared: readonly DeclaredReleases[]): Promise<readonly GoneReleases[]>
  /** Takes the place of what was reported before. */
  setQueue (queue: UpdateQueue): Promise<void>
  readonly queue: Omit<QueueTable, 'put'>
  readonly totals: UpdateTotals
  /** How many updates go on. */
  readonly running: number
  onChange (listener: RunListener): () => void
}
