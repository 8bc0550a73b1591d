import type { MetricType } from '@mimamori/exporter/text-format'
import { createWeakTable } from './weak-table.ts'

/** The lines above a family's samples: `# HELP` and `# TYPE`. */
export interface FamilyMetadata {
  /** Unique as long as the process runs. */
  readonly id: number
  readonly name: string
  readonly type: MetricType
  /** As written, still escaped; '' for none. */
  readonly help: string
}

/** The lines as the text format has them; the type's alone if there is no help. */
export const metadataText = ({ name, help, type }: Omit<FamilyMetadata, 'id'>): string =>
  `${help === '' ? '' : `# HELP ${name} ${help}\n`}# TYPE ${name} ${type}\n`

/** Devices of one kind have the same metadata: each is stored once. */
export interface MetadataTable {
  /** The arguments may be pieces of an exposition, which is not kept alive. */
  find (type: MetricType, name: string, help: string): FamilyMetadata
}

/** A fleet has some hundred of them. Those that a device makes up each time are freed with its expositions. */
export const createMetadataTable = (): MetadataTable => {
  const metadataTable = createWeakTable<FamilyMetadata>()
  let count = 0
  return {
    find (type, name, help) {
      // A string of its own: a piece of an exposition would keep the whole of it in memory.
      const key = `${type} ${name} ${help}`
      const known = metadataTable.get(key)
      if (known !== undefined) return known
      const nameStart = type.length + 1
      const helpStart = nameStart + name.length + 1
      const metadata = { id: count++, type, name: key.slice(nameStart, helpStart - 1), help: key.slice(helpStart) }
      metadataTable.set(key, metadata)
      return metadata
    }
  }
}
