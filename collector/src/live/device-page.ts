import { headText } from './family-head.ts'
import { newOutput, noIdentity, takePiece, writeFamily, writeText } from './page-writer.ts'
import type { StoredPage } from './stored-page.ts'

/** The page of one device: a family that several of its groups have stands together. */
export const printDevice = (pages: readonly StoredPage[]): Buffer => {
  const byName = new Map<string, (readonly [page: StoredPage, family: number])[]>()
  for (const page of pages) {
    for (const [family, { name }] of page.layout.families.entries()) {
      const same = byName.get(name)
      if (same === undefined) byName.set(name, [[page, family]])
      else same.push([page, family])
    }
  }
  const out = newOutput()
  for (const same of byName.values()) {
    const [page, family] = same[0]!
    writeText(out, headText(page.layout.families[family]!))
    for (const [page, family] of same) writeFamily(out, { page, family, device: 0 }, noIdentity)
  }
  return takePiece(out)
}
