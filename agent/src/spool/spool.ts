/**
 * Where items wait until the collector has acknowledged them, oldest first: the seam between what makes items (log
 * lines, late samples) and what delivers them. It is bounded; what no longer fits pushes out the oldest that is not
 * held, and every item that is lost is counted.
 *
 * One reader only. All methods may be called at any time, also while items are held.
 */
export interface Spool<Item> {
  /** Takes an item in. It may push out older ones, or be lost itself where it is larger than the whole spool. */
  append (item: Item): void
  /**
   * The oldest items that fit into both limits, at least one if there is any. They are held: they stay in the spool, are
   * not pushed out, and are given again by the next call until they are settled.
   */
  hold (limits: { readonly items: number, readonly bytes: number }): readonly Item[]
  /** Forgets the first `count` of the held items: delivered, or given up, which counts them as dropped. */
  settle (count: number, fate: 'delivered' | 'dropped'): void
  stats (): SpoolStats
}

export interface SpoolStats {
  readonly items: number
  readonly bytes: number
  /** Items lost since the start. */
  readonly dropped: number
  /** When the oldest item happened, in milliseconds of this boot. */
  readonly oldestMonotonicMs?: number
}
