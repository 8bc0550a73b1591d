import type { Family } from './text-format/index.ts'

/**
 * Puts the samples of families that share a name under one family, in the order in which the names first come. Help and
 * type are the first one's: the callers see to it that the others say the same.
 */
export const mergeFamilies = (families: Iterable<Family>): Family[] => {
  const merged = new Map<string, Family>()
  for (const family of families) {
    const known = merged.get(family.name)
    merged.set(family.name, known === undefined ? family : { ...known, samples: [...known.samples, ...family.samples] })
  }
  return [...merged.values()]
}
