/** Lost items. */
export interface LossCounts {
  /** Before they were taken in, or out of the spool: pushed out, too old, damaged, or rejected by the collector. */
  readonly dropped: number
  /** Entries of the journal, before they could be read. */
  readonly removed: number
}
