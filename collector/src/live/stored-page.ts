import { bytesOf, type Bytes } from './bytes.ts'
import type { PageLayout } from './page-layout.ts'

/** A page that was taken: its bytes as they came, in memory of its own, and what they say. */
export interface StoredPage {
  readonly layout: PageLayout
  /** At least `length` bytes. */
  bytes: Bytes
  length: number
  /** Where the value of each line ends. */
  readonly ends: Uint32Array
}

/** Values grow by a few digits from one report to the next. */
const roomFor = (length: number): number => length + (length >>> 5) + 64

const ownCopy = (body: Buffer): Bytes => {
  // Not from Node's pool, where a small page would keep other memory alive.
  const buffer = Buffer.allocUnsafeSlow(roomFor(body.length))
  buffer.set(body)
  return bytesOf(buffer)
}

export const storePage = (body: Buffer, layout: PageLayout, ends: Uint32Array): StoredPage => ({ layout, bytes: ownCopy(body), length: body.length, ends })

/**
 * Puts a body of the same layout in the page's place, in the same memory: nothing is left for the garbage collector.
 * Whoever prints the page meanwhile goes on with the new values.
 */
export const renewPage = (page: StoredPage, body: Buffer, ends: Uint32Array): void => {
  if (body.length > page.bytes.buffer.length) page.bytes = ownCopy(body)
  else page.bytes.buffer.set(body)
  page.length = body.length
  for (let line = 0; line < page.ends.length; line++) page.ends[line] = ends[line]!
}
