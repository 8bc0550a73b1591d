import { noDisk } from './disk/no-disk.ts'
import type { SpoolDisk } from './disk/spool-disk.ts'

/**
 * Where the monotonic clocks of boots began, in Unix milliseconds of the device's clock while it was synchronised; remembered over
 * restarts. By them, lines of an earlier boot have a time, also those from before the clock was set in it.
 */
export interface BootStarts {
  /** undefined for a boot in which the clock was never seen synchronised. */
  readonly of: (boot: string) => number | undefined
  /** The clock of this boot is synchronised now. */
  note (clock: { readonly wallMs: number, readonly monotonicMs: number }): void
}

/** Below that it is the same start: both clocks are read one after the other. */
const negligibleMs = 1000

export const createBootStarts = (thisBoot: string, disk: Pick<SpoolDisk, 'ledger' | 'note'> = noDisk): BootStarts => {
  let current: number | undefined
  const of = (boot: string): number | undefined =>
    (boot === thisBoot ? current : undefined) ?? disk.ledger.boots.find(([known]) => known === boot)?.[1]
  return {
    of,
    note ({ wallMs, monotonicMs }) {
      const startedMs = wallMs - monotonicMs
      const known = of(thisBoot)
      if (known !== undefined && Math.abs(known - startedMs) < negligibleMs) return
      current = startedMs
      disk.note({ boot: thisBoot, startedMs })
    }
  }
}
