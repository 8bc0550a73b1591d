import type { Batch } from './batch/batch.ts'
import type { LogItem } from './batch/log-batch.ts'
import type { SpoolDisk } from './disk/spool-disk.ts'
import type { LossCounts } from './loss-counts.ts'

/** Items that no batch may separate, on the clocks of the boot in which they happened: journald knows them for earlier boots, too. */
export interface SourcedItems<Item = LogItem> {
  /** At least one. */
  readonly items: readonly Item[]
  /** The id of that boot, as in /proc/sys/kernel/random/boot_id. */
  readonly boot: string
}

/** How far a source has been read; the spool does not look into it. It is a journald cursor, or inode, fingerprint and offset of a file. */
export interface SourcePosition {
  readonly source: string
  readonly position: string
}

/**
 * The store of items (log lines, late samples) until the collector has acknowledged them, oldest first, as their sources see it.
 * It is bounded: if it is full, the oldest are dropped, and every item that is lost is counted.
 */
export interface Spool<Item = LogItem> {
  /**
   * Takes items in. `position` is their source's position after them; items without one cannot be read again, and are lost if the
   * agent is killed before they were tried or are on the disk.
   */
  append (sourced: SourcedItems<Item>, position?: SourcePosition): void
  /**
   * Records that a source has been read up to here although the spool has nothing new from it: its beginning at its first start, and
   * now and then the position of a source whose lines are all left out. Gives whether it counts: only while no item of the source waits.
   */
  advance (position: SourcePosition): boolean
  /** The position at which a source must hand over all that it has read: a batch made again ends there. undefined for any other source. */
  boundaryOf (source: string): string | undefined
  /** Counts items that were lost before they could be taken in. */
  noteLost (items: number): void
  /** Counts entries, of all priorities, that were removed from the journal before they could be read. */
  recordRemoved (items: number): void
  /** Forgets the positions of sources that no longer exist, except for the last of them. */
  forgetAbsent (isThere: (source: string) => boolean): void
  /** How full the memory for waiting data is, from 0 to 1. If it is high, sources leave what they can read later. */
  readonly fullness: number
  /** The position from which each source resumes: everything before is acknowledged, given up, or on the disk. */
  positions (): ReadonlyMap<string, string>
}

/** The same spool as the sender sees it: one batch at a time, the oldest first. */
export interface SpooledBatches {
  /** The oldest batch, encoded; the same until it is settled. It is not pushed out. */
  head (): Batch | undefined
  /** Whether the next batch to send has waited so long that it is on the disk. */
  isBacklog (): boolean
  /** Forgets the head: the collector has it, except `dropped` of its items, which count as lost. */
  settle (dropped?: number): void
  /** Forgets all waiting items and counts none as lost: nobody wants them. */
  forget (): void
  /** The collector knows of this many lost items. */
  noteReported (lost: LossCounts): void
  /**
   * Writes to the disk what has waited too long, in one write, and waits for the disk at most once in the time that something may wait.
   * To be called several times in that time.
   */
  flush (): void
  /** Writes everything that waits: a run ends. */
  close (): void
  stats (): SpoolStats
}

/** `dropped` and `removed` are of this run, plus the unreported ones of earlier runs. */
export interface SpoolStats extends LossCounts {
  readonly items: number
  /** The bytes that they take in memory. */
  readonly bytes: number
  /** Items that the collector has acknowledged since the start. */
  readonly acknowledged: number
  readonly oldestAgeMs?: number | undefined
  readonly disk: Pick<SpoolDisk, 'isThere' | 'bytes' | 'writtenBytes' | 'damagedSegments' | 'problem'>
}
