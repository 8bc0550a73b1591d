import type { FamilyMetadata } from './family-metadata.ts'
import type { Insertions } from './insertions.ts'

/**
 * All that a strict parse of an exposition tells apart from its values. It holds for every exposition that differs from the
 * parsed one in its values alone (match-values.ts), however long they are: places are counted from the end of the value before.
 */
export interface ExpositionTemplate {
  /** Those of which a line was kept. */
  readonly families: readonly FamilyMetadata[]
  /** The first line of each family, and the number of lines. A line here is a sample that was kept. */
  readonly firstLines: Uint32Array
  /** Bytes from the end of the value before, or the exposition's start, to the line's name: among them HELP, TYPE and what was left out. */
  readonly nameOffsets: Uint32Array
  /** The same to the line's value. */
  readonly valueOffsets: Uint32Array
  readonly insertions: Insertions
}

/** How many series the template has: one a line. */
export const seriesOf = ({ firstLines }: ExpositionTemplate): number => firstLines.at(-1)!
