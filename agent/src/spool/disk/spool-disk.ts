import type { SpooledBatch } from '../spooled-batch.ts'
import { openLedger } from './ledger.ts'
import type { LedgerEntry, LedgerState } from './ledger-state.ts'
import { openSegments, type Segments } from './segments.ts'
import type { SpoolFiles } from './spool-files.ts'

/**
 * The disk under a spool: its batches in segments, and its ledger. A failure of it is a fact and no error: the spool goes on in
 * memory, and tries again.
 */
export interface SpoolDisk extends Pick<Segments, 'items' | 'dropped' | 'oldest' | 'beginSending' | 'isInFlight' | 'remove' | 'forget'> {
  /** false for a spool in memory only. */
  readonly isThere: boolean
  readonly ledger: LedgerState
  /** The order that the next batch gets. */
  readonly nextOrder: number
  /** The size of segments and ledger. */
  readonly bytes: number
  /** The bytes written since the start. */
  readonly writtenBytes: number
  readonly damagedSegments: number
  /** The error of the last try to write. */
  readonly problem: string | undefined
  /** Whether they are now in the file system; they are on the disk after `sync`. */
  store (batches: readonly SpooledBatch[]): boolean
  /**
   * Drops the oldest segment of a disk that was full at the last `store`, unless it was still full after the
   * one before; gives whether it did.
   */
  makeSpace (): boolean
  /**
   * Tries a failed disk again, even if nothing is to be written: it has no problem once the ledger can be written, and there is space
   * for what could not be stored.
   */
  retry (): void
  /** Whether there was anything to wait for, and it is now on the disk. */
  sync (): boolean
  record (entry: LedgerEntry): void
  /** Drops the oldest batches that are too old. */
  dropWhere (isTooOld: Parameters<Segments['dropWhere']>[0]): void
}

interface SpoolDiskOptions {
  readonly files: SpoolFiles
  readonly maxBytes: number
  /** Called when the disk fails and when it works again. */
  readonly onProblem: (problem: string | undefined) => void
}

/** Codes for a full file system, or a full share of a user. */
const fullCodes: ReadonlySet<string | undefined> = new Set(['ENOSPC', 'EDQUOT'])

/** A directory that cannot be listed is empty: what is written there then fails, too, with the reason. */
const listingNothing = (files: SpoolFiles): SpoolFiles['list'] => () => {
  try {
    return files.list()
  } catch {
    return []
  }
}

/** Opens what an earlier run has left, all of it or what can be read of it. */
export const openSpoolDisk = ({ files: given, maxBytes, onProblem }: SpoolDiskOptions): SpoolDisk => {
  let writtenBytes = 0
  /** A disk that is full may still take a small record, and no batch. */
  const failures: { batches?: string | undefined, ledger?: string | undefined } = {}
  const problem = (): string | undefined => failures.batches ?? failures.ledger
  const files: SpoolFiles = {
    ...given,
    list: listingNothing(given),
    write (name, offset, bytes) {
      given.write(name, offset, bytes)
      writtenBytes += bytes.length
    }
  }
  const ledger = openLedger({ files, beforeRewrite: () => { segments.sync() } })
  let highestOrder = Math.max(ledger.state.done, ledger.state.sent?.order ?? 0)
  const segments = openSegments({
    files,
    maxBytes,
    isDone: (order) => order <= ledger.state.done,
    show ({ order, positions }) {
      highestOrder = Math.max(highestOrder, order)
      ledger.reached(order, positions)
    }
  })

  /** The error code of the last `store`. */
  let code: string | undefined
  /** The bytes that it had to write. */
  let neededBytes = 0
  /** Space was made since the last `store` that succeeded. */
  let hasMadeSpace = false

  const attempt = (what: keyof typeof failures, write: () => void): boolean => {
    const before = problem()
    try {
      write()
      failures[what] = undefined
    } catch (error) {
      failures[what] = (error as Error).message
    }
    const after = problem()
    // Later, since it may log a line, which is for this spool.
    if ((before === undefined) !== (after === undefined)) queueMicrotask(() => onProblem(after))
    return failures[what] === undefined
  }

  const record = (entry: LedgerEntry): void => {
    attempt('ledger', () => { ledger.write(entry) })
  }

  return {
    isThere: true,
    get ledger () { return ledger.state },
    nextOrder: highestOrder + 1,
    get items () { return segments.items },
    get bytes () { return segments.bytes + ledger.bytes },
    get writtenBytes () { return writtenBytes },
    get dropped () { return segments.dropped },
    get damagedSegments () { return segments.damaged },
    get problem () { return problem() },
    store: (batches) => attempt('batches', () => {
      try {
        segments.write(batches)
        code = undefined
        hasMadeSpace = false
      } catch (error) {
        ;({ code } = error as NodeJS.ErrnoException)
        neededBytes = batches.reduce((sum, { batch }) => sum + batch.body.length, 0)
        throw error
      }
      for (const { order, positions } of batches) ledger.reached(order, positions)
    }),
    makeSpace () {
      // If other programs fill the disk as well, dropping all that is on it would gain nothing.
      if (!fullCodes.has(code) || hasMadeSpace) return false
      return hasMadeSpace = segments.dropOldest()
    },
    retry () {
      const { batches } = failures
      if (
        problem() === undefined ||
        !attempt('ledger', () => {
          ledger.write({ done: ledger.state.done, positions: [] })
        }) ||
        batches === undefined
      ) {
        return
      }
      attempt('batches', () => {
        // After any other failure, only another batch can tell.
        const isWritable = code === 'EROFS' || (fullCodes.has(code) && files.freeBytes() >= 2 * neededBytes)
        if (!isWritable) throw new Error(batches)
      })
    },
    sync () {
      if (failures.batches !== undefined) return false
      let hasWaited = false
      return attempt('batches', () => { hasWaited = segments.sync() }) && hasWaited
    },
    oldest: () => segments.oldest(),
    beginSending: () => segments.beginSending(),
    get isInFlight () { return segments.isInFlight },
    remove: () => segments.remove(),
    dropWhere (isTooOld) {
      for (const { order, positions } of segments.dropWhere(isTooOld)) record({ done: order, positions: [...positions] })
    },
    forget: () => { segments.forget() },
    record
  }
}
