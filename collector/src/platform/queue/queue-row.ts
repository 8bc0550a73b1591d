import { deflateRawSync, inflateRawSync } from 'node:zlib'

/** All data about a batch but its content. */
export interface BatchFacts<Summary> {
  readonly deviceId: string
  /** As they count for the limit of the queue. */
  readonly bytes: number
  readonly summary: Summary | undefined
}

/** JSON, or, in a row with several batches, JSON that is compressed (deflate): such batches have much in common. */
type Packed = string | Uint8Array

export type StoredFacts = Readonly<{ position: number, batches: Packed }>
export type StoredContents = Readonly<{ position: number, contents: Packed }>

const unpack = (packed: Packed): unknown => JSON.parse(typeof packed === 'string' ? packed : inflateRawSync(packed).toString())

/** A row of the queue with batches whose positions follow each other; each `text` is JSON. */
export const encodeRow = (
  batches: readonly BatchFacts<unknown>[], texts: readonly string[]
): { readonly batches: Packed, readonly contents: Packed } => {
  const pack = (text: string): Packed => texts.length === 1 ? text : deflateRawSync(text)
  const facts = batches.map(({ deviceId, bytes, summary }) => [deviceId, bytes, summary])
  return { batches: pack(JSON.stringify(facts)), contents: pack(`[${texts.join(',')}]`) }
}

export const readFacts = <Summary>({ batches }: StoredFacts): readonly BatchFacts<Summary>[] =>
  (unpack(batches) as [string, number, (Summary | null)?][])
    .map(([deviceId, bytes, summary]) => ({ deviceId, bytes, summary: summary ?? undefined }))

export const readContents = <Content>({ contents }: StoredContents): readonly Content[] => unpack(contents) as Content[]
