import type { RunOutcome } from '@mimamori/contract'
import { instant, type Clock } from '../clock.ts'
import { appendJsonLines, readJsonLines } from './json-lines.ts'

/** One step of the runner's own. */
export type JournalEntry =
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
export type JournalRecord = JournalEntry & { readonly at: string }

/** A process that cannot be mistaken for a later one of the same number. */
export interface ProcessMark {
  readonly pid: number
  /** Clock ticks since boot at which it was started: field 22 of /proc/PID/stat. */
  readonly startTicks: number
  readonly bootId: string
}

export type WriteJournal = (entry: JournalEntry) => void

export const openJournal = (file: string, clock: Clock): WriteJournal => (entry) => { appendJsonLines(file, [{ at: instant(clock), ...entry }]) }

/** Notes a warning. Where even that cannot be written, as on a full disk, the run goes on without it. */
export const warnInto = (journal: WriteJournal) => (message: string): void => {
  try {
    journal({ type: 'warning', message })
  } catch {
    // No place is left for it.
  }
}

export const readJournal = (file: string): JournalRecord[] => readJsonLines(file) as JournalRecord[]
