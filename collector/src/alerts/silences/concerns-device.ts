import type { SilenceMatcher } from '@mimamori/contract'

export interface Place {
  readonly device: string
  readonly site: string
}

/**
 * Lists the names of a regular expression of literals, as `pi-1|pi-2`; undefined for any other. It is not run: one could take for ever.
 */
const listedNames = (pattern: string): readonly string[] | undefined =>
  /^[^\\.+*?()|[\]{}^$]+(?:\|[^\\.+*?()|[\]{}^$]+)*$/u.test(pattern) ? pattern.split('|') : undefined

const holds = ({ value, isRegex, isEqual }: SilenceMatcher, actual: string): boolean => {
  const names = isRegex ? listedNames(value) : [value]
  return names !== undefined && names.includes(actual) === isEqual
}

/** Whether a silence is about this device, or about its site; one for an alert name alone is about all of them and none. */
export const concernsDevice = (matchers: readonly SilenceMatcher[], place: Place): boolean => {
  const ofPlace = matchers.filter(({ name }) => name === 'device' || name === 'site')
  return ofPlace.some(({ isEqual }) => isEqual) && ofPlace.every((matcher) => holds(matcher, place[matcher.name as keyof Place]))
}
