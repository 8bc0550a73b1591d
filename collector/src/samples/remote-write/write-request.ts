import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire'

/** `end`: the marker that ends a series. */
export interface WrittenSample {
  readonly timestampMs: number
  readonly value: number | 'end'
}

export interface WrittenSeries {
  /** In any order. */
  readonly labels: Readonly<Record<string, string>>
  /** Oldest first. */
  readonly samples: readonly WrittenSample[]
}

/** Without markers. */
export const countSamples = (series: readonly WrittenSeries[]): number =>
  series.reduce((sum, { samples }) => sum + samples.filter(({ value }) => value !== 'end').length, 0)

/**
 * A NaN of its own, which a number of JavaScript need not keep (https://github.com/prometheus/prometheus/blob/main/model/value/value.go).
 */
const staleNaN = 0x7ff0_0000_0000_0002n

/** By bytes, as Go sorts: unlike UTF-16, UTF-8 keeps the order of code points. */
const inOrder = (labels: Readonly<Record<string, string>>): readonly (readonly [string, string])[] =>
  Object.entries(labels).filter(([, value]) => value !== '').sort(([one], [other]) => Buffer.compare(Buffer.from(one), Buffer.from(other)))

/** Prometheus' WriteRequest (https://prometheus.io/docs/specs/prw/remote_write_spec/#protocol), to be packed with snappy. */
export const encodeWriteRequest = (series: readonly WrittenSeries[]): Uint8Array => {
  const writer = new BinaryWriter()
  for (const { labels, samples } of series) {
    writer.tag(1, WireType.LengthDelimited).fork()
    for (const [name, value] of inOrder(labels)) {
      writer
        .tag(1, WireType.LengthDelimited)
        .fork()
        .tag(1, WireType.LengthDelimited)
        .string(name)
        .tag(2, WireType.LengthDelimited)
        .string(value)
        .join()
    }
    for (const { timestampMs, value } of samples) {
      writer.tag(2, WireType.LengthDelimited).fork().tag(1, WireType.Bit64)
      if (value === 'end') writer.fixed64(staleNaN)
      else writer.double(value)
      writer.tag(2, WireType.Varint).int64(Math.floor(timestampMs)).join()
    }
    writer.join()
  }
  return writer.finish()
}
