import { bytesOf, type Bytes } from './bytes.ts'
import type { KnownSamples } from './known-samples.ts'
import type { ExpositionTemplate } from './template.ts'

/** An exposition that was taken: its bytes as they came, in memory of its own, and what they say. */
export interface StoredExposition {
  readonly template: ExpositionTemplate
  /** Of the families that values are read from. */
  readonly samples: KnownSamples
  /** At least `length` bytes. */
  bytes: Bytes
  length: number
  /** Where the value of each line ends. */
  readonly valueEnds: Uint32Array
}

/** Where the value before the line's ends; the exposition's start for the first. */
const endBefore = ({ valueEnds }: StoredExposition, line: number): number => line === 0 ? 0 : valueEnds[line - 1]!

/** Where the name of a line begins, in the exposition's bytes. */
export const nameStartOf = (exposition: StoredExposition, line: number): number =>
  endBefore(exposition, line) + exposition.template.nameOffsets[line]!

/** Where its value begins. */
export const valueStartOf = (exposition: StoredExposition, line: number): number =>
  endBefore(exposition, line) + exposition.template.valueOffsets[line]!

/** Values grow by a few digits from one report to the next. */
const capacityFor = (length: number): number => length + (length >>> 5) + 64

const ownCopy = (body: Buffer): Bytes => {
  // Not from Node's pool, where a small body would keep other memory alive.
  const buffer = Buffer.allocUnsafeSlow(capacityFor(body.length))
  buffer.set(body)
  return bytesOf(buffer)
}

/** Takes a copy of the body. */
export const storeExposition = (body: Buffer, parts: Pick<StoredExposition, 'template' | 'samples' | 'valueEnds'>): StoredExposition =>
  ({ ...parts, bytes: ownCopy(body), length: body.length })

/**
 * Puts a body with the same template in the exposition's place, in the same memory: nothing is left for the garbage collector.
 * A reader that is printing it meanwhile continues with the new values.
 */
export const renewExposition = (exposition: StoredExposition, body: Buffer, valueEnds: Uint32Array): void => {
  if (body.length > exposition.bytes.buffer.length) exposition.bytes = ownCopy(body)
  else exposition.bytes.buffer.set(body)
  exposition.length = body.length
  for (let line = 0; line < exposition.valueEnds.length; line++) exposition.valueEnds[line] = valueEnds[line]!
}
