import { gzipSync } from 'node:zlib'
import type { BatchKind, GoodbyeReason } from '@mimamori/contract/headers'
import type { LogBatch } from '@mimamori/contract'

/** Something to deliver, encoded once: every try sends these very bytes. */
export interface Batch {
  readonly kind: BatchKind
  /** The random id of this start of the agent. */
  readonly stream: string
  /** From 1 within stream and kind; once sent, a number never stands for other content. */
  readonly sequence: number
  /** The boot in which its items were made. */
  readonly boot: string
  readonly contentType: string
  /** gzip. */
  readonly body: Buffer
  /** Series of a report, lines of a logs batch. */
  readonly items: number
  readonly goodbye?: GoodbyeReason
}

export type LogItem = LogBatch['items'][number]

/** What identifies a batch. */
export type BatchIdentity = Pick<Batch, 'stream' | 'sequence' | 'boot'>

const reportContentType = 'text/plain; version=0.0.4; charset=utf-8'
const jsonContentType = 'application/json'

/** A buffer for a report's text, kept from one to the next: V8 lets such buffers pile up for hours before it frees them. */
let scratch = Buffer.allocUnsafeSlow(64 * 1024)

const asBytes = (text: string): Buffer => {
  // UTF-8 takes at most three bytes for each of JavaScript's units.
  const most = text.length * 3
  if (most > scratch.length) scratch = Buffer.allocUnsafeSlow(most)
  return scratch.subarray(0, scratch.write(text))
}

/** With a smaller window and smaller steps than gzip's own: a report is some 65 kB, and 11 kB compressed. */
const compress = (text: string): Buffer => gzipSync(asBytes(text), { windowBits: 14, memLevel: 7, chunkSize: 8 * 1024 })

const countSeries = (exposition: string): number => exposition.match(/^[^#\n]/gm)?.length ?? 0

/** A report: the device's exposition in the text format 0.0.4, as it stands. */
export const encodeReport = (identity: BatchIdentity, exposition: string, goodbye?: GoodbyeReason): Batch => ({
  ...identity,
  kind: 'report',
  contentType: reportContentType,
  body: compress(exposition),
  items: countSeries(exposition),
  ...goodbye !== undefined && { goodbye }
})

export const encodeLogs = (identity: BatchIdentity, items: readonly LogItem[]): Batch => ({
  ...identity,
  kind: 'logs',
  contentType: jsonContentType,
  body: compress(JSON.stringify({ items } satisfies { items: readonly LogItem[] })),
  items: items.length
})
