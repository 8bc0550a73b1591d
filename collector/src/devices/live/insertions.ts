/**
 * Kinds of text printed between the received bytes: identity labels in braces of their own, before other labels, in empty braces;
 * `exported_` before a label that the registry gives, in every exposition or only in the fleet's.
 *
 * `device` stays in the device exposition, since it is node_exporter's name for a disk or interface, and becomes
 * `exported_device` if Prometheus adds the target's label, or in the fleet exposition: the same series by both ways.
 */
export const insertionKinds = { braces: 0, beforeLabels: 1, emptyBraces: 2, exported: 3, exportedOnFleet: 4 } as const
export type InsertionKind = typeof insertionKinds[keyof typeof insertionKinds]

const kindBits = 3
const kindMask = (1 << kindBits) - 1

/** The insertions of all lines of an exposition, in rising order. Packed: every series of every template has at least one. */
export class Insertions {
  readonly #places: Uint32Array
  readonly #firstOfLine: Uint32Array

  constructor (places: readonly number[], firstOfLine: readonly number[]) {
    this.#places = Uint32Array.from(places)
    this.#firstOfLine = Uint32Array.of(...firstOfLine, places.length)
  }

  /** The line's first insertion; for the number of lines, the number of insertions. */
  firstOf (line: number): number { return this.#firstOfLine[line]! }

  /** Bytes from the start of the line's name. */
  offset (insertion: number): number { return this.#places[insertion]! >>> kindBits }

  kind (insertion: number): number { return this.#places[insertion]! & kindMask }

  /** Equal only for equal insertions. */
  get content (): readonly Uint32Array[] { return [this.#places, this.#firstOfLine] }
}

/** Collects the insertions, line by line. */
export const collectInsertions = () => {
  const places: number[] = []
  const firstOfLine: number[] = []
  return {
    beginLine: (): void => { firstOfLine.push(places.length) },
    add: (offset: number, kind: InsertionKind): void => { places.push(offset << kindBits | kind) },
    close: (): Insertions => new Insertions(places, firstOfLine)
  }
}
