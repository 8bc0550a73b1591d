import type { AuditAction, AuditEntry } from '@mimamori/contract'
import type { Author } from './author.ts'
import type { RecordedChange } from './record-change.ts'

/** The selection of entries; all if empty. */
export interface AuditFilter {
  readonly device?: string
  /** The name of the person who made the change, or for whom it was made. */
  readonly actor?: string
  readonly action?: AuditAction
  readonly sinceMs?: number
  readonly untilMs?: number
}

/** The query for a page of the log. */
export interface AuditPage extends AuditFilter {
  readonly limit: number
  /** The last of the page before. */
  readonly before?: number
}

/** An entry with its number: entries are numbered in the order of their commits. */
export interface StoredEntry {
  readonly number: number
  readonly view: AuditEntry
}

/** A change by way of another program, such as Alertmanager. */
interface ChangeElsewhere<Result> {
  readonly change: RecordedChange
  readonly make: () => Promise<Result>
  /** The name of the subject, if it is known only afterwards. */
  readonly nameOf?: (result: Result) => string
  /** Whether the error says that nothing was changed. */
  readonly wasRefused: (error: unknown) => boolean
}

/**
 * The log of changes. A change of the database adds its entry to its own transaction (record-change.ts); any other is recorded here,
 * before it is done.
 */
export interface AuditLog {
  /** Resolves when it is on the disk. Nothing without an author. */
  record (by: Author | undefined, change: RecordedChange): Promise<void>
  /**
   * Records it, makes it, and removes the entry if it was refused. So no change is without its entry, whenever the process ends;
   * if its outcome is unknown, the entry stays. Gives what `make` gave, or throws what it threw, even if the entry could
   * not be changed then.
   */
  recordElsewhere<Result> (by: Author | undefined, elsewhere: ChangeElsewhere<Result>): Promise<Result>
  /** Newest first. */
  list (page: AuditPage): Promise<readonly StoredEntry[]>
  /**
   * Forgets entries older than `oldestMs` (undefined while the clock cannot be trusted), from the first entry up to one that is not; and
   * the oldest of too many.
   */
  removeOld (oldestMs: number | undefined): Promise<void>
  /** Moves times after this one to it: they are from a clock that was ahead. */
  clampTimes (nowMs: number): Promise<void>
}
