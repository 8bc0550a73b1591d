import { metadataText } from './family-metadata.ts'
import { writeFamily } from './family-lines.ts'
import { noIdentity } from './identities.ts'
import { newOutput, takePiece, writeText } from './output.ts'
import type { StoredExposition } from './stored-exposition.ts'

/** The families of some expositions by name, each with the expositions that have it, and its index in them. */
export const familiesByName = (
  expositions: readonly StoredExposition[]
): ReadonlyMap<string, readonly (readonly [exposition: StoredExposition, family: number])[]> => {
  const byName = new Map<string, (readonly [exposition: StoredExposition, family: number])[]>()
  for (const exposition of expositions) {
    for (const [family, { name }] of exposition.template.families.entries()) {
      const same = byName.get(name)
      if (same === undefined) byName.set(name, [[exposition, family]])
      else same.push([exposition, family])
    }
  }
  return byName
}

/** The exposition of one device: a family that several of its groups have is printed together. */
export const printDevice = (expositions: readonly StoredExposition[]): Buffer => {
  const out = newOutput()
  for (const same of familiesByName(expositions).values()) {
    const [first, family] = same[0]!
    writeText(out, metadataText(first.template.families[family]!))
    for (const [exposition, family] of same) writeFamily(out, { exposition, family, device: 0 }, noIdentity)
  }
  return takePiece(out)
}
