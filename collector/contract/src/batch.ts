import { z } from 'zod'
import { batchHeaders, batchKinds, shutdownReasons } from './headers.ts'
import { latestMs } from './timestamp.ts'
import { logLevel } from './log-level.ts'
import { rejected } from './rejected.ts'

const randomId = z.string().regex(/^[0-9a-fA-F-]{16,64}$/, 'expected 16 to 64 hexadecimal digits and -, such as a UUID')
const largest = 'expected a whole number of at most 9007199254740991 (2^53 − 1)'
const digits = z.string().regex(/^\d{1,16}$/, largest).transform(Number).refine(Number.isSafeInteger, largest)
/** Unix milliseconds of a moment that an answer can show. */
const wallMs = z
  .string()
  .regex(/^\d{1,15}$/, 'expected Unix milliseconds')
  .transform(Number)
  .refine((ms) => ms <= latestMs, 'expected Unix milliseconds before the year 10000')
/** Up to some 300 years since the boot: with more it would have been before any date that an answer can show. */
const sinceBootMs = z.string().regex(/^\d{1,13}$/, 'expected a whole number of at most 13 digits').transform(Number)
const version = z.string().regex(/^[\w.+-]{1,64}$/, 'expected a version: letters, digits and . + - _')

/** `poweroff=3,logs=12` as an object. */
const droppedCounts = z
  .string()
  .max(256)
  .regex(/^(?:[a-z][a-z_]{0,31}=\d{1,15}(?:,(?!$)|$)){0,8}$/, 'expected kind=count pairs separated by commas, such as logs=12,report=3')
  .transform((text) =>
    Object.fromEntries(
      text
        .split(',')
        .filter(Boolean)
        .map((pair) => {
          const [kind, count] = pair.split('=') as [string, string]
          return [kind, Number(count)]
        })
    )
  )

/** A batch's envelope, read from the headers of the request; other headers are let through unread. */
export const batchEnvelope = z.object({
  [batchHeaders.clientId]: z.string().max(253).optional(),
  [batchHeaders.stream]: randomId,
  [batchHeaders.kind]: z.enum(batchKinds),
  [batchHeaders.sequence]: digits.refine((sequence) => sequence >= 1, 'expected a sequence from 1'),
  [batchHeaders.boot]: randomId,
  [batchHeaders.bootStartedMs]: wallMs.optional(),
  [batchHeaders.attemptBoot]: randomId,
  [batchHeaders.attemptMonotonicMs]: sinceBootMs,
  [batchHeaders.attemptWallMs]: wallMs,
  [batchHeaders.clockSynchronised]: z.enum(['0', '1']).transform((flag) => flag === '1'),
  [batchHeaders.spoolOldestAgeMs]: digits.optional(),
  [batchHeaders.dropped]: droppedCounts.optional(),
  [batchHeaders.agentVersion]: version.optional(),
  [batchHeaders.contentVersion]: version.optional(),
  [batchHeaders.goodbye]: z.enum(shutdownReasons).optional()
})

/** The envelope under names that read well in code. */
export const toEnvelope = (headers: z.infer<typeof batchEnvelope>) => ({
  clientId: headers[batchHeaders.clientId],
  stream: headers[batchHeaders.stream],
  kind: headers[batchHeaders.kind],
  sequence: headers[batchHeaders.sequence],
  boot: headers[batchHeaders.boot],
  bootStartedMs: headers[batchHeaders.bootStartedMs],
  attemptBoot: headers[batchHeaders.attemptBoot],
  attemptMonotonicMs: headers[batchHeaders.attemptMonotonicMs],
  attemptWallMs: headers[batchHeaders.attemptWallMs],
  clockSynchronised: headers[batchHeaders.clockSynchronised],
  spoolOldestAgeMs: headers[batchHeaders.spoolOldestAgeMs],
  dropped: headers[batchHeaders.dropped],
  agentVersion: headers[batchHeaders.agentVersion],
  contentVersion: headers[batchHeaders.contentVersion],
  goodbye: headers[batchHeaders.goodbye]
})
export type Envelope = ReturnType<typeof toEnvelope>

/** Milliseconds of the batch's boot. */
export const sinceBatchBootMs = z.number().min(0).max(9_999_999_999_999)

/** When an item happened, on the device's two clocks. */
const eventTime = {
  monotonicMs: sinceBatchBootMs,
  /** Unix milliseconds of the device's clock. */
  wallMs: z.number().int().min(0).max(latestMs)
}

/** The body of a batch of kind `logs`. */
export const logBatch = z.object({
  items: z.array(z.object({
    ...eventTime,
    /** It was found in a file: its time is that of the last write, or the line's own by a clock that may be wrong. */
    estimated: z.boolean().optional(),
    level: logLevel,
    message: z.string().max(8192),
    unit: z.string().max(256).optional(),
    context: z.record(z.string().max(64), z.unknown()).optional()
  })).min(1).max(1000)
})
export type LogBatch = z.infer<typeof logBatch>

/** The answer to a batch, also to one that was here before (`accepted` 0, nothing rejected). */
export const batchAnswer = z.object({
  requestId: z.string(),
  kind: z.enum(batchKinds),
  stream: z.string(),
  /** The highest sequence of this stream and kind that the collector has. */
  acknowledgedSequence: z.number().int(),
  serverTimeMs: z.number().int(),
  /** How often the collector wants a report. */
  intervalSeconds: z.number(),
  contentVersion: z.string().optional(),
  /** Series of a report, or items of logs and samples. */
  accepted: z.number().int(),
  rejected,
  /**
   * Whether the collector brings late samples to a Prometheus. Where it does not, batches of kind `samples` are answered and forgotten: a
   * device need keep none.
   */
  lateSamples: z.boolean()
})
export type BatchAnswer = z.infer<typeof batchAnswer>
