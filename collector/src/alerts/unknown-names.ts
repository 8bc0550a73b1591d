import { nearestName } from '@mimamori/program/nearest-name'

/** An unknown name, and the known one that was perhaps meant. */
export interface UnknownName {
  readonly name: string
  readonly nearest: string | undefined
}

/** The unknown names: mistyped, or of something that is still to come. */
export const unknownNames = (names: readonly string[], known: ReadonlySet<string>): readonly UnknownName[] =>
  names.filter((name) => !known.has(name)).map((name) => ({ name, nearest: nearestName(name, known) }))
