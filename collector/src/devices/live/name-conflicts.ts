import { furtherNames, type MetricType } from '@mimamori/exporter/text-format'

/** The properties of a family that matter to others in its exposition. */
interface NamedFamily {
  readonly type: MetricType
  /** How many expositions have it. */
  readonly expositions: number
}

/**
 * The families that conflict in one exposition: a histogram `h` has samples named `h_sum`, and readers of the format refuse
 * a whole exposition in which `h_sum` is a family, too. Of two such families it names the one that fewer devices' expositions have, so
 * that one device hides nobody else's series; if both have as many, the histogram or summary stays.
 */
export const conflictingNames = (families: ReadonlyMap<string, NamedFamily>): ReadonlySet<string> => {
  const conflicting = new Set<string>()
  for (const [name, { type, expositions }] of families) {
    for (const further of furtherNames(name, type)) {
      const other = families.get(further)
      if (other === undefined || conflicting.has(further) || conflicting.has(name)) continue
      conflicting.add(other.expositions > expositions ? name : further)
    }
  }
  return conflicting
}
