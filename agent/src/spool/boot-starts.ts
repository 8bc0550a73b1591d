import { noDisk } from './disk/no-disk.ts'
import type { SpoolDisk } from './disk/spool-disk.ts'

/**
 * When the monotonic clocks of boots began, in Unix milliseconds of the device's clock while it was synchronised; remembered over
 * restarts. By them, lines of an earlier boot have a time, even from before its clock was set.
 */
export interface BootStarts {
  /** undefined for a boot in which the clock was never seen synchronised. */
  readonly of: (boot: string) => number | undefined
  /**
   * The boot that was running at a time of the device's clock; undefined unless the clocks of that time and of now are known to be right.
   */
  readonly at: (wallMs: number) => { readonly boot: string, readonly startedMs: number } | undefined
  /** The clock of this boot is synchronised now. */
  record (clock: { readonly wallMs: number, readonly monotonicMs: number }): void
}

/** Below that it is the same start: both clocks are read one after the other. */
const negligibleMs = 1000

export const createBootStarts = (thisBoot: string, disk: Pick<SpoolDisk, 'ledger' | 'record'> = noDisk): BootStarts => {
  let current: number | undefined
  const of = (boot: string): number | undefined =>
    (boot === thisBoot ? current : undefined) ?? disk.ledger.boots.find(([known]) => known === boot)?.[1]
  return {
    of,
    at (wallMs) {
      const now = of(thisBoot)
      if (now === undefined) return undefined
      const known = [
        ...disk.ledger.boots.filter(([boot]) => boot !== thisBoot), [thisBoot, now] as const
      ].filter(([, startedMs]) => startedMs <= wallMs)
      const last = known.toSorted(([, one], [, other]) => one - other).at(-1)
      return last && { boot: last[0], startedMs: last[1] }
    },
    record ({ wallMs, monotonicMs }) {
      const startedMs = wallMs - monotonicMs
      const known = of(thisBoot)
      if (known !== undefined && Math.abs(known - startedMs) < negligibleMs) return
      current = startedMs
      disk.record({ boot: thisBoot, startedMs })
    }
  }
}
