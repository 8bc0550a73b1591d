import type { RunOutcome } from '@mimamori/contract'
import { timestamp, type RunnerClock } from '../platform/clock.ts'
import type { ProcessMark } from '../platform/process/process-mark.ts'
import { appendJsonLines, readJsonLines } from '../platform/files/json-lines.ts'

/** One step of the runner's own. */
export type RunLogEntry =
  | { readonly type: 'started', readonly worker: ProcessMark }
  | { readonly type: 'wave', readonly wave: number, readonly waves: number, readonly canary: boolean, readonly hosts: number }
  | { readonly type: 'batch', readonly attempt: number, readonly hosts: readonly string[] }
  | { readonly type: 'batch_ended', readonly exitCode: number | null, readonly timedOut: boolean }
  | { readonly type: 'waiting', readonly seconds: number, readonly attempt: number, readonly hosts: readonly string[] }
  | { readonly type: 'held', readonly reason: 'at' | 'window', readonly until: string }
  | { readonly type: 'soaking', readonly minutes: number, readonly hosts: readonly string[] }
  | { readonly type: 'stopping', readonly reason: 'budget' | 'cancelled' | 'soak', readonly message: string }
  | { readonly type: 'warning', readonly message: string }
  | { readonly type: 'ended', readonly outcome: RunOutcome, readonly message?: string }
export type RunLogRecord = RunLogEntry & { readonly at: string }

export type RunLog = (entry: RunLogEntry) => void

export const openRunLog = (file: string, clock: RunnerClock): RunLog =>
  (entry) => { appendJsonLines(file, [{ at: timestamp(clock), ...entry }]) }

/** Logs a warning. If it cannot be written, as on a full disk, the run continues without it. */
export const warnInto = (log: RunLog) => (message: string): void => {
  try {
    log({ type: 'warning', message })
  } catch {
    // There is nowhere left to write it.
  }
}

export const readRunLog = (file: string): RunLogRecord[] => readJsonLines(file) as RunLogRecord[]
