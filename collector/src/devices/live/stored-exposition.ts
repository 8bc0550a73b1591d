import { bytesOf, type Bytes } from './bytes.ts'
import type { LabelledSamples } from './sample-collectors.ts'
import type { ExpositionTemplate } from './template.ts'

/** An exposition that was taken: the received bytes, in memory of its own, and what was read from them. */
export interface StoredExposition {
  readonly template: ExpositionTemplate
  /** Samples of the families that values are read from. */
  readonly samples: LabelledSamples
  /** At least `length` bytes. */
  bytes: Bytes
  length: number
  /** The end of each line's value. */
  readonly valueEnds: Uint32Array
}

/** The end of the value before the line's; the exposition's start for the first. */
const endBefore = ({ valueEnds }: StoredExposition, line: number): number => line === 0 ? 0 : valueEnds[line - 1]!

/** The start of a line's name, in the exposition's bytes. */
export const nameStartOf = (exposition: StoredExposition, line: number): number =>
  endBefore(exposition, line) + exposition.template.nameOffsets[line]!

/** The start of its value. */
export const valueStartOf = (exposition: StoredExposition, line: number): number =>
  endBefore(exposition, line) + exposition.template.valueOffsets[line]!

/** Values grow by a few digits from one report to the next. */
const capacityFor = (length: number): number => length + (length >>> 5) + 64

const copyOf = (body: Buffer): Bytes => {
  // Not from Node's pool, in which a small body would keep other memory alive.
  const buffer = Buffer.allocUnsafeSlow(capacityFor(body.length))
  buffer.set(body)
  return bytesOf(buffer)
}

/** Takes a copy of the body. */
export const storeExposition = (body: Buffer, parts: Pick<StoredExposition, 'template' | 'samples' | 'valueEnds'>): StoredExposition =>
  ({ ...parts, bytes: copyOf(body), length: body.length })

/**
 * Puts a body with the same template in the exposition's place, in the same memory: nothing is left for the garbage collector.
 * A reader that is printing it continues with the new values.
 */
export const renewExposition = (exposition: StoredExposition, body: Buffer, valueEnds: Uint32Array): void => {
  if (body.length > exposition.bytes.buffer.length) exposition.bytes = copyOf(body)
  else exposition.bytes.buffer.set(body)
  exposition.length = body.length
  for (let line = 0; line < exposition.valueEnds.length; line++) exposition.valueEnds[line] = valueEnds[line]!
}
