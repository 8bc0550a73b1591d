import { createHash } from 'node:crypto'
import type { FamilyMetadata } from './family-metadata.ts'
import type { Insertions } from './insertions.ts'
import { createWeakTable } from './weak-table.ts'

/**
 * The result of a strict parse of an exposition, without the values. It applies to every exposition that differs from the
 * parsed one in its values alone (match-values.ts), however long they are: positions are counted from the end of the value before.
 */
export interface ExpositionTemplate {
  /** Families with at least one stored line. */
  readonly families: readonly FamilyMetadata[]
  /** The number of series, one a line. A line here is a sample that was kept. */
  readonly series: number
  /** The first line of each family, and the number of lines. */
  readonly firstLines: Uint32Array
  /** Bytes from the end of the value before, or the exposition's start, to the line's name: including HELP, TYPE and left-out lines. */
  readonly nameOffsets: Uint32Array
  /** The same to the line's value. */
  readonly valueOffsets: Uint32Array
  readonly insertions: Insertions
}

/**
 * Finds the template that is equal to this one, which is itself the first time: devices of one kind share theirs, so that
 * the whole fleet is printed from nearby memory.
 */
export type ShareTemplate = (template: ExpositionTemplate) => ExpositionTemplate

const contentOf = ({ families, firstLines, nameOffsets, valueOffsets, insertions }: ExpositionTemplate): string => {
  const hash = createHash('sha256').update(families.map(({ id }) => id).join())
  for (const numbers of [firstLines, nameOffsets, valueOffsets, ...insertions.content]) hash.update(`,${numbers.length},`).update(numbers)
  return hash.digest('base64')
}

/**
 * It has only the templates of expositions that are stored: those of a device whose labels change each time are freed with its
 * expositions.
 */
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
