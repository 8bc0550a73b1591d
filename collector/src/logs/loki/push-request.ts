import { BinaryReader, BinaryWriter, WireType } from '@bufbuild/protobuf/wire'
import { formatLabels, type Fields } from './label-set.ts'

export interface LokiEntry {
  /** Since 1970. */
  readonly timestampNs: bigint
  readonly line: string
  /** Structured metadata. */
  readonly metadata: Fields
}

/** Entries of the same labels. */
export interface LokiStream {
  readonly labels: Fields
  readonly entries: readonly LokiEntry[]
}

/** A stream as it is in a message: labels as text (label-set.ts), and the bytes of each entry (`decodeEntry`). */
export interface PackedStream {
  readonly labels: string
  readonly entries: readonly Uint8Array[]
}

/** More entries or streams than one push may have. */
export class TooManyEntriesError extends Error { override readonly name = 'TooManyEntriesError' }
/** More structured metadata than an entry may have. */
export class TooManyFieldsError extends Error { override readonly name = 'TooManyFieldsError' }
/** Not a PushRequest of Loki's. */
export class PushRequestError extends Error { override readonly name = 'PushRequestError' }

const nsPerSecond = 1_000_000_000n

/** Reads the fields of the message that begins here; unwanted ones are left out. */
const readMessage = (reader: BinaryReader, bytes: number, wanted: WireType, read: Readonly<Record<number, () => void>>): void => {
  const end = reader.pos + bytes
  if (end > reader.len) throw new RangeError('a message ends before its length')
  while (reader.pos < end) {
    const [field, type] = reader.tag()
    const take = type === wanted ? read[field] : undefined
    if (take === undefined) reader.skip(type, field)
    else take()
  }
  if (reader.pos !== end) throw new RangeError('a field reaches beyond its message')
}

const readTimestamp = (reader: BinaryReader): bigint => {
  let seconds = 0n
  let nanoseconds = 0
  readMessage(reader, reader.uint32(), WireType.Varint, {
    1: () => { seconds = BigInt(reader.int64()) },
    2: () => { nanoseconds = reader.int32() }
  })
  return seconds * nsPerSecond + BigInt(nanoseconds)
}

const readPair = (reader: BinaryReader): readonly [string, string] => {
  let name = ''
  let value = ''
  readMessage(reader, reader.uint32(), WireType.LengthDelimited, {
    1: () => { name = reader.string() },
    2: () => { value = reader.string() }
  })
  return [name, value]
}

const readWhole = <Read>(read: () => Read): Read => {
  try {
    return read()
  } catch (cause) {
    if (cause instanceof TooManyEntriesError || cause instanceof TooManyFieldsError) throw cause
    throw new PushRequestError('the body is not a PushRequest of Loki’s, or it is damaged', { cause })
  }
}

/** @throws {PushRequestError} {TooManyFieldsError} */
export const decodeEntry = (entry: Uint8Array, { mostFields }: { readonly mostFields: number }): LokiEntry => readWhole(() => {
  const reader = new BinaryReader(entry)
  let timestampNs = 0n
  let line = ''
  const metadata: (readonly [string, string])[] = []
  readMessage(reader, entry.length, WireType.LengthDelimited, {
    1: () => { timestampNs = readTimestamp(reader) },
    2: () => { line = reader.string() },
    3: () => {
      if (metadata.length === mostFields) throw new TooManyFieldsError(`expected at most ${mostFields} fields of structured metadata`)
      metadata.push(readPair(reader))
    }
  })
  return { timestampNs, line, metadata: Object.fromEntries(metadata) }
})

/**
 * Loki's PushRequest (https://github.com/grafana/loki/blob/main/pkg/push/push.proto), unpacked, with its entries still to be read:
 * four megabytes of them take too long for one go.
 * @throws {PushRequestError} {TooManyEntriesError}
 */
export const decodePushRequest = (body: Uint8Array, { mostEntries }: { readonly mostEntries: number }): readonly PackedStream[] =>
  readWhole(() => {
    const reader = new BinaryReader(body)
    const streams: PackedStream[] = []
    let left = mostEntries
    readMessage(reader, body.length, WireType.LengthDelimited, {
      1: () => {
        if (streams.length === mostEntries) throw new TooManyEntriesError(`the push has more than ${mostEntries} streams`)
        let labels = ''
        const entries: Uint8Array[] = []
        readMessage(reader, reader.uint32(), WireType.LengthDelimited, {
          1: () => {
            labels = reader.string()
          },
          2: () => {
            if (left-- === 0) throw new TooManyEntriesError(`the push has more than ${mostEntries} lines`)
            entries.push(reader.bytes())
          }
        })
        streams.push({ labels, entries })
      }
    })
    return streams
  })

const writeEntry = (writer: BinaryWriter, { timestampNs, line, metadata }: LokiEntry): void => {
  writer
    .tag(1, WireType.LengthDelimited)
    .fork()
    .tag(1, WireType.Varint)
    .int64(timestampNs / nsPerSecond)
    .tag(2, WireType.Varint)
    .int32(Number(timestampNs % nsPerSecond))
    .join()
  writer.tag(2, WireType.LengthDelimited).string(line)
  for (const [name, value] of Object.entries(metadata)) {
    writer
      .tag(3, WireType.LengthDelimited)
      .fork()
      .tag(1, WireType.LengthDelimited)
      .string(name)
      .tag(2, WireType.LengthDelimited)
      .string(value)
      .join()
  }
}

/** The same message, to be packed with snappy. */
export const encodePushRequest = (streams: readonly LokiStream[]): Uint8Array => {
  const writer = new BinaryWriter()
  for (const { labels, entries } of streams) {
    writer.tag(1, WireType.LengthDelimited).fork().tag(1, WireType.LengthDelimited).string(formatLabels(labels))
    for (const entry of entries) {
      writer.tag(2, WireType.LengthDelimited).fork()
      writeEntry(writer, entry)
      writer.join()
    }
    writer.join()
  }
  return writer.finish()
}
