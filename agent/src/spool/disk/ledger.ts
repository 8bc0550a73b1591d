import { frame, readFrame } from './frames.ts'
import { applyEntry, emptyLedger, wholeEntry, withPositions, type LedgerEntry, type LedgerState } from './ledger-state.ts'
import type { SpoolFiles } from './spool-files.ts'

/**
 * Records what was sent and what was acknowledged, in a file of small entries. Writes are not waited for: after a `kill -9` all
 * of them are there, after a power cut the last of them may not be.
 */
export interface Ledger {
  readonly state: LedgerState
  readonly bytes: number
  /** Takes over the positions that a batch on the disk has brought its sources to, if the ledger has no record of it. */
  reached (order: number, positions: ReadonlyMap<string, string>): void
  /** @throws if it cannot be written; the next write that succeeds makes up for it */
  write (entry: LedgerEntry): void
}

interface LedgerOptions {
  readonly files: SpoolFiles
  /** Called before the state is written as a whole: the data that it builds on must be on the disk. */
  readonly beforeRewrite: () => void
}

export const ledgerFile = 'ledger'
/** Some hours of a device that sends each minute. */
const largestBytes = 64 * 1024

const toRecord = (entry: LedgerEntry): Buffer => frame(Buffer.from(JSON.stringify(entry)))

/** Reads the ledger; one that cannot be read is as good as none. */
export const openLedger = ({ files, beforeRewrite }: LedgerOptions): Ledger => {
  let state = emptyLedger
  let end = 0
  /** The bytes of the state alone when it was last written. */
  let wholeBytes = 0
  /** The file has another state, or a part that could not be read. */
  let mustRewrite = false

  const load = (): void => {
    const bytes = files.list().find(({ name }) => name === ledgerFile)?.bytes ?? 0
    let found = bytes > 0 ? readFrame(files, ledgerFile, 0) : undefined
    for (; found?.record !== undefined; found = readFrame(files, ledgerFile, end)) {
      state = applyEntry(state, JSON.parse(found.record.toString()) as LedgerEntry)
      end = found.end
    }
    mustRewrite = end < bytes
  }
  try {
    load()
  } catch {
    mustRewrite = true
  }

  /** Writes the state alone, into a file of its own first. */
  const rewrite = (): void => {
    beforeRewrite()
    const record = toRecord(wholeEntry(state))
    const fresh = `${ledgerFile}.new`
    files.remove(fresh)
    files.write(fresh, 0, record)
    files.sync(fresh)
    files.rename(fresh, ledgerFile)
    end = wholeBytes = record.length
    mustRewrite = false
  }

  return {
    get state () { return state },
    get bytes () { return end },
    reached (order, positions) { state = withPositions(state, order, positions) },
    write (entry) {
      state = applyEntry(state, entry)
      if (mustRewrite || end > Math.max(largestBytes, 2 * wholeBytes)) return rewrite()
      const record = toRecord(entry)
      try {
        files.write(ledgerFile, end, record)
      } catch (error) {
        mustRewrite = true
        throw error
      }
      end += record.length
    }
  }
}
