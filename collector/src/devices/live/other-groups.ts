import { scanExposition } from '@mimamori/exporter/text-format'
import { familiesByName } from './device-exposition.ts'
import { familyText } from './family-lines.ts'
import type { FamilyMetadata } from './family-metadata.ts'
import type { LiveLimits } from './limits.ts'
import { checkSeries, newCheckedSeries } from './series-labels.ts'
import type { StoredExposition } from './stored-exposition.ts'

/** The device's other groups, which the exposition must fit to. */
export interface OtherGroups {
  /** How many more series the device may have. */
  readonly seriesLeft: number
  /** The family of that name in another group, with the keys of its series. */
  readonly sameFamily: (name: string) => { readonly type: string, readonly keys: ReadonlySet<string> } | undefined
  readonly families: Iterable<Pick<FamilyMetadata, 'name' | 'type'>>
}

/** The keys of a family's series (CheckedSeries.key). */
const keysOf = (exposition: StoredExposition, family: number, limits: LiveLimits): Set<string> => {
  const text = familyText(exposition, family)
  const keys = new Set<string>()
  const checked = newCheckedSeries()
  scanExposition(text, {
    onFamily: () => {},
    onSample: (sample) => {
      checkSeries(text, sample, limits, checked)
      keys.add(checked.key)
    }
  })
  return keys
}

/** The series and families that the expositions of a device's other groups leave to one more. */
export const besideGroups = (others: readonly StoredExposition[], limits: LiveLimits): OtherGroups => {
  const families = familiesByName(others)
  return {
    seriesLeft: limits.seriesPerDevice - others.reduce((sum, { template }) => sum + template.series, 0),
    families: others.flatMap(({ template }) => template.families),
    sameFamily: (name) => {
      const same = families.get(name)
      if (same === undefined) return undefined
      const [exposition, family] = same[0]!
      return {
        type: exposition.template.families[family]!.type,
        keys: new Set(same.flatMap(([exposition, family]) => [...keysOf(exposition, family, limits)]))
      }
    }
  }
}
