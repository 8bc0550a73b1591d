import { createHash } from 'node:crypto'
import type { PageLayout } from './page-layout.ts'
import { createWeakTable } from './weak-table.ts'

/**
 * Finds the layout that is like this one, which it is itself the first time: devices of one kind share theirs, so that
 * a page of the whole fleet is printed with what is near at hand.
 */
export type ShareLayout = (layout: PageLayout) => PageLayout

const contentOf = ({ families, firstLines, gaps, leads, cuts, firstCuts }: PageLayout): string => {
  const hash = createHash('sha256').update(families.map(({ id }) => id).join())
  for (const numbers of [firstLines, gaps, leads, cuts, firstCuts]) hash.update(`,${numbers.length},`).update(numbers)
  return hash.digest('base64')
}

/** It holds the layouts of the pages that are kept, and no others: those of a device whose labels change each time go with its pages. */
export const createLayoutTable = (): ShareLayout => {
  const layouts = createWeakTable<PageLayout>()
  return (layout) => {
    const content = contentOf(layout)
    const known = layouts.get(content)
    if (known !== undefined) return known
    layouts.set(content, layout)
    return layout
  }
}
