import { nearestName } from '@mimamori/program/nearest-name'

/** A name that is not known, and the known one that it was perhaps meant to be. */
export interface UnknownName {
  readonly name: string
  readonly nearest: string | undefined
}

/** The names that are not known: mistyped, or of what is yet to come. */
export const unknownNames = (names: readonly string[], known: ReadonlySet<string>): readonly UnknownName[] =>
  names.filter((name) => !known.has(name)).map((name) => ({ name, nearest: nearestName(name, known) }))
