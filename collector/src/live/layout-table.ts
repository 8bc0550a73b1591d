import { createHash } from 'node:crypto'
import type { PageLayout } from './page-layout.ts'

/**
 * Finds the layout that is like this one, which it is itself the first time: devices of one kind share theirs, so that
 * a page of the whole fleet is printed with what is near at hand.
 */
export type ShareLayout = (layout: PageLayout) => PageLayout

/** Beyond this devices differ so much that sharing wins nothing. */
const keptLayouts = 2000

const contentOf = ({ families, firstLines, gaps, leads, cuts, firstCuts }: PageLayout): string => {
  const hash = createHash('sha256').update(families.map(({ id }) => id).join())
  for (const numbers of [firstLines, gaps, leads, cuts, firstCuts]) hash.update(`,${numbers.length},`).update(numbers)
  return hash.digest('base64')
}

export const createLayoutTable = (limit = keptLayouts): ShareLayout => {
  const layouts = new Map<string, PageLayout>()
  return (layout) => {
    const content = contentOf(layout)
    const known = layouts.get(content)
    if (known !== undefined) return known
    if (layouts.size >= limit) layouts.clear()
    layouts.set(content, layout)
    return layout
  }
}
