import type { MetricType } from '@mimamori/exporter/text-format'

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

/** A fleet has some hundred heads; a device that makes up others each time must not fill the memory. */
const keptHeads = 20_000

export const createHeadTable = (limit = keptHeads): HeadTable => {
  const heads = new Map<string, FamilyHead>()
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
      if (heads.size >= limit) heads.clear()
      heads.set(key, head)
      return head
    }
  }
}
