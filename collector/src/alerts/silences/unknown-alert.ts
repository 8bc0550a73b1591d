import type { SilenceMatcher } from '@mimamori/contract'
import { nearestName } from '@mimamori/program/nearest-name'

/** The name of an alert that nobody knows, and the known one that it was perhaps meant to be. */
export interface UnknownAlert {
  readonly name: string
  readonly nearest: string | undefined
}

/** The alerts that a silence names and that are not known: mistyped, or of a rule of one's own that has not fired yet. */
export const unknownAlerts = (
  matchers: readonly Pick<SilenceMatcher, 'name' | 'value' | 'isRegex'>[],
  known: ReadonlySet<string>
): readonly UnknownAlert[] =>
  matchers
    .filter(({ name, value, isRegex }) => name === 'alertname' && !isRegex && !known.has(value))
    .map(({ value }) => ({ name: value, nearest: nearestName(value, known) }))
