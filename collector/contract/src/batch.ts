import { z } from 'zod'
import { about, requestId } from './about.ts'
import { batchHeaders, batchKinds, shutdownReasons } from './headers.ts'
import { latestMs } from './timestamp.ts'
import { logLevel } from './log-level.ts'
import { rejected } from './rejected.ts'

const randomId = z.string().regex(/^[0-9a-fA-F-]{16,64}$/, 'expected 16 to 64 hexadecimal digits and -, such as a UUID')
const largest = 'expected a whole number of at most 9007199254740991 (2^53 − 1)'
const digits = z.string().regex(/^\d{1,16}$/, largest).transform(Number).refine(Number.isSafeInteger, largest)
/** Unix milliseconds of a time that an answer can show. */
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
  [batchHeaders.clientId]: z.string().max(253).optional().meta(about(
    'The ID of the device. Rejected if the key belongs to another device.',
    'pi-kiosk-03'
  )),
  [batchHeaders.stream]: randomId.meta(about(
    'A random ID that the agent generates at each start.',
    '5b0f6c1e-3c7d-4a55-9a53-0e2f6f1f7c21'
  )),
  [batchHeaders.kind]: z.enum(batchKinds).meta(about('The kind of the batch.', 'report')),
  [batchHeaders.sequence]: digits.refine((sequence) => sequence >= 1, 'expected a sequence from 1').meta(about(
    'The number of the batch, counting from 1 within stream and kind. A repeated batch has no second effect.',
    '1'
  )),
  [batchHeaders.boot]: randomId.meta(about(
    'The boot during which the items were created (/proc/sys/kernel/random/boot_id).',
    'f1c70004-7d0a-4b8e-9f57-2f0c5a9d1e44'
  )),
  [batchHeaders.bootStartedMs]: wallMs.optional().meta(about(
    'For items of an earlier boot: when that boot started, in Unix milliseconds by the device’s clock. Only if the clock was ' +
      'synchronised during that boot.',
    '1795600000000'
  )),
  [batchHeaders.attemptBoot]: randomId.meta(about('The boot during which the batch is sent.', 'f1c70004-7d0a-4b8e-9f57-2f0c5a9d1e44')),
  [batchHeaders.attemptMonotonicMs]: sinceBootMs.meta(about('When the batch is sent, in milliseconds since that boot.', '91000')),
  [batchHeaders.attemptWallMs]: wallMs.meta(about(
    'When the batch is sent, in Unix milliseconds by the device’s clock; informational only.',
    '1795608000000'
  )),
  [batchHeaders.clockSynchronised]: z.enum(['0', '1']).transform((flag) => flag === '1').meta(about(
    '1 if the device’s clock is synchronised, otherwise 0.',
    '1'
  )),
  [batchHeaders.spoolOldestAgeMs]: digits.optional().meta(about('The age of the oldest unsent item on the device, in milliseconds.', '0')),
  [batchHeaders.dropped]: droppedCounts.optional().meta(about(
    'The items that the device has lost since the stream began, as kind=count pairs. The kind journal counts journal entries that were ' +
      'removed before the agent read them.',
    'logs=12,report=3'
  )),
  [batchHeaders.agentVersion]: version.optional().meta(about('The version of the agent.', '0.1.0')),
  [batchHeaders.contentVersion]: version.optional().meta(about(
    'The version of the content that the device has, whole; none if it has no such version. Absent if its agent keeps no content.',
    '9f2c'
  )),
  [batchHeaders.shutdownReport]: z.enum(shutdownReasons).optional().meta(about('In the last report: why the agent stops.', 'poweroff'))
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
  shutdownReason: headers[batchHeaders.shutdownReport]
})
export type Envelope = ReturnType<typeof toEnvelope>

/** Milliseconds of the batch's boot. */
export const sinceBatchBootMs = z.number().min(0).max(9_999_999_999_999)

/** When an item happened, on the device's two clocks. */
const eventTime = {
  monotonicMs: sinceBatchBootMs.meta(about('The time of the event, in milliseconds since the boot of the batch.', 61_000)),
  wallMs: z.number().int().min(0).max(latestMs).meta(about(
    'The time of the event by the device’s clock, in Unix milliseconds.',
    1_795_607_970_000
  ))
}

/** The body of a batch of kind `logs`. */
export const logBatch = z.object({
  items: z.array(z.object({
    ...eventTime,
    estimated: z.boolean().optional().meta(about(
      'Whether the device estimates the time: the line was found in a log file, and its own time is missing or of a clock that may be ' +
        'wrong.',
      true
    )),
    level: logLevel.meta(about(
      'The level of the line. Level names of other loggers, such as warning, critical or trace, are mapped to one of these four.',
      'warn'
    )),
    message: z.string().max(8192).meta(about('The text of the line.', 'display does not answer')),
    unit: z.string().max(256).optional().meta(about('The systemd unit that wrote the line.', 'kiosk.service')),
    context: z.record(z.string().max(64), z.unknown()).optional()
  })).min(1).max(1000).describe('The log lines.')
})
export type LogBatch = z.infer<typeof logBatch>

/** The answer to a batch, even to one that was here before (`accepted` 0, nothing rejected). */
export const batchAnswer = z.object({
  requestId,
  kind: z.enum(batchKinds).describe('The kind of the batch: report, logs or samples.'),
  stream: z.string().meta(about('The stream of the batch.', '5b0f6c1e-3c7d-4a55-9a53-0e2f6f1f7c21')),
  acknowledgedSequence: z.number().int().meta(about('The highest sequence of this stream and kind that the collector has received.', 1)),
  serverTimeMs: z.number().int().meta(about('The server’s time, in Unix milliseconds.', 1_795_608_000_000)),
  intervalSeconds: z.number().meta(about('The report interval that the collector requests.', 60)),
  contentVersion: z.string().optional().meta(about('The version of the content that the device should have.', '1')),
  contentSpreadMs: z.number().int().min(0).optional().meta(about(
    'The time within which devices begin to download that version, in milliseconds; so a fleet does not begin in one moment.',
    9600
  )),
  accepted: z.number().int().meta(about('The number of accepted series, lines or late reports; 0 for a repeated batch.', 312)),
  rejected,
  lateSamples: z.boolean().meta(about(
    'Whether the collector writes late samples to Prometheus. If not, batches of samples are acknowledged and discarded.',
    true
  ))
})
export type BatchAnswer = z.infer<typeof batchAnswer>
