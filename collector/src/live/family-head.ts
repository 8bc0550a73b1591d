import type { MetricType } from '@mimamori/exporter/text-format'
import { createWeakTable } from './weak-table.ts'

/** What stands above a family's samples. */
export interface FamilyHead {
  /** Its own, as long as the process runs. */
  readonly id: number
  readonly name: string
  readonly type: MetricType
  /** As written, still escaped; '' for none. */
  readonly help: string
}

export const headText = ({ name, help, type }: Omit<FamilyHead, 'id'>): string =>
  `${help === '' ? '' : `# HELP ${name} ${help}\n`}# TYPE ${name} ${type}\n`

/** Devices of one kind have the same heads: each is kept once. */
export interface HeadTable {
  /** The arguments may be pieces of a page: nothing of that is kept. */
  find (type: MetricType, name: string, help: string): FamilyHead
}

/** A fleet has some hundred heads. Those that a device makes up each time go with its pages. */
export const createHeadTable = (): HeadTable => {
  const heads = createWeakTable<FamilyHead>()
  let count = 0
  return {
    find (type, name, help) {
      // A string of its own: a piece of a page would keep the whole page in memory.
      const key = `${type} ${name} ${help}`
      const known = heads.get(key)
      if (known !== undefined) return known
      const nameStart = type.length + 1
      const helpStart = nameStart + name.length + 1
      const head = { id: count++, type, name: key.slice(nameStart, helpStart - 1), help: key.slice(helpStart) }
      heads.set(key, head)
      return head
    }
  }
}
