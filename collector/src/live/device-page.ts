import { headText } from './family-head.ts'
import { newOutput, noIdentity, takePiece, writeFamily, writeText } from './page-writer.ts'
import type { StoredPage } from './stored-page.ts'

/** The families of some pages by name, each with the pages that have it and as which of their families. */
export const familiesByName = (pages: readonly StoredPage[]): ReadonlyMap<string, readonly (readonly [page: StoredPage, family: number])[]> => {
  const byName = new Map<string, (readonly [page: StoredPage, family: number])[]>()
  for (const page of pages) {
    for (const [family, { name }] of page.layout.families.entries()) {
      const same = byName.get(name)
      if (same === undefined) byName.set(name, [[page, family]])
      else same.push([page, family])
    }
  }
  return byName
}

/** The page of one device: a family that several of its groups have stands together. */
export const printDevice = (pages: readonly StoredPage[]): Buffer => {
  const out = newOutput()
  for (const same of familiesByName(pages).values()) {
    const [page, family] = same[0]!
    writeText(out, headText(page.layout.families[family]!))
    for (const [page, family] of same) writeFamily(out, { page, family, device: 0 }, noIdentity)
  }
  return takePiece(out)
}
