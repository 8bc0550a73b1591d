import { BinaryReader } from '@bufbuild/protobuf/wire'

export interface DecodedSeries {
  /** In the order in which they came. */
  readonly labels: readonly (readonly [string, string])[]
  readonly samples: readonly { readonly timestampMs: number, readonly value: number | 'end' }[]
}

/** One message's fields, by their numbers, each read by its own function; another field is an error. */
const readFields = (reader: BinaryReader, bytes: number, read: Readonly<Record<number, () => void>>): void => {
  const end = reader.pos + bytes
  while (reader.pos < end) {
    const [field] = reader.tag()
    read[field]!()
  }
}

/** What a receiver reads of a WriteRequest, by the protocol alone and not by our encoder. */
export const decodeWriteRequest = (bytes: Uint8Array): readonly DecodedSeries[] => {
  const reader = new BinaryReader(bytes)
  const all: DecodedSeries[] = []
  const readLabel = (): readonly [string, string] => {
    let [name, value] = ['', '']
    readFields(reader, reader.uint32(), {
      1: () => { name = reader.string() },
      2: () => { value = reader.string() }
    })
    return [name, value]
  }
  const readSample = () => {
    const bits = new DataView(new ArrayBuffer(8))
    let timestampMs = 0
    readFields(reader, reader.uint32(), {
      1: () => { bits.setBigUint64(0, BigInt(reader.fixed64())) },
      2: () => { timestampMs = Number(reader.int64()) }
    })
    return { timestampMs, value: bits.getBigUint64(0) === 0x7ff0_0000_0000_0002n ? 'end' as const : bits.getFloat64(0) }
  }
  readFields(reader, bytes.length, {
    1: () => {
      const [labels, samples]: [(readonly [string, string])[], DecodedSeries['samples'][number][]] = [[], []]
      readFields(reader, reader.uint32(), {
        1: () => { labels.push(readLabel()) },
        2: () => { samples.push(readSample()) }
      })
      all.push({ labels, samples })
    }
  })
  return all
}
