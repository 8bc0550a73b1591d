/** What was lost, in items. */
export interface LossCounts {
  /** Out of the spool: pushed out, too old, damaged, or rejected by the collector. */
  readonly dropped: number
  /** At their source, before they could be read. */
  readonly removed: number
}
