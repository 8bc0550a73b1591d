import type { Spool } from '../spool/spool.ts'

/** How full the spool is when a source stops reading data that it can read later, and when it goes on. */
const waitsAbove = 0.5
export const goesOnBelow = 0.25

/** Whether a source leaves what it can read later; not while a batch is made again from it, since nothing is sent before that. */
export const isToWait = (spool: Pick<Spool, 'fullness' | 'boundaryOf'>, source: string): boolean =>
  spool.fullness >= waitsAbove && spool.boundaryOf(source) === undefined

/** Something that lines come from: the journal, files. */
export interface Source {
  /** Once a second: for what waits for time to pass, and for files that are polled. */
  tick (): void
  /** Ends it; lines still being joined are handed over. Resolves when nothing of it runs any more. */
  stop (): Promise<void>
  /** One for each file. */
  stats (): readonly SourceStats[]
}

/** Counts of the lines of the journal or of a file since the agent started; `mimamori-agent status` shows them. */
export interface SourceStats {
  /** `journal`, or a path. */
  readonly name: string
  /** Lines that were read. */
  readonly read: number
  /** Lines that went into the spool, from where they are sent; joined ones count once. */
  readonly spooled: number
  /** Lines above the limit of their unit. */
  readonly overLimit: number
  /** Lines of a file that were lost before they could be read. */
  readonly lost: number
  /** Lines with bytes that are no UTF-8. */
  readonly replaced: number
  /** Lines in which a secret was masked. */
  readonly masked: number
  /** Messages that were too long, and were cut at the end. */
  readonly cut: number
  /** Records that are not sent: empty, or less severe than LOG_PRIORITY. */
  readonly leftOut: number
  /** When the newest line that was read happened, by the device's clock in Unix milliseconds. */
  readonly newestWallMs?: number | undefined
  /** Why nothing can be read at the moment. */
  readonly problem?: string | undefined
  /** Lines with a time of their own are not read yet: the device’s clock is not synchronised. */
  readonly waitsForClock?: boolean | undefined
}
