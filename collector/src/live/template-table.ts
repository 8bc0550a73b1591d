import { createHash } from 'node:crypto'
import type { ExpositionTemplate } from './template.ts'
import { createWeakTable } from './weak-table.ts'

/**
 * Finds the template that is equal to this one, which is itself the first time: devices of one kind share theirs, so that
 * a page of the whole fleet is printed with what is near at hand.
 */
export type ShareTemplate = (template: ExpositionTemplate) => ExpositionTemplate

const contentOf = ({ families, firstLines, nameOffsets, valueOffsets, insertions }: ExpositionTemplate): string => {
  const hash = createHash('sha256').update(families.map(({ id }) => id).join())
  for (const numbers of [firstLines, nameOffsets, valueOffsets, ...insertions.content]) hash.update(`,${numbers.length},`).update(numbers)
  return hash.digest('base64')
}

/** It holds the templates of the expositions that are kept, and no others: those of a device whose labels change each time go with its expositions. */
export const createTemplateTable = (): ShareTemplate => {
  const templates = createWeakTable<ExpositionTemplate>()
  return (template) => {
    const content = contentOf(template)
    const known = templates.get(content)
    if (known !== undefined) return known
    templates.set(content, template)
    return template
  }
}
