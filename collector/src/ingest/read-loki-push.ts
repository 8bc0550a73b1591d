import { z } from 'zod'
import { timeSlice } from '../platform/event-loop/time-slice.ts'
import { parseLabels, type Fields } from '../logs/loki/label-set.ts'
import {
  decodeEntry,
  decodePushRequest,
  TooManyEntriesError,
  TooManyFieldsError,
  type LokiEntry,
  type LokiStream
} from '../logs/loki/push-request.ts'

const fields = z.record(z.string(), z.string())
/** Nanoseconds since 1970, as text: JSON's numbers are too imprecise. */
const timestamp = z.string().regex(/^\d{1,19}$/, 'expected nanoseconds since 1970, as a string of digits')

/** Loki's body as JSON (https://grafana.com/docs/loki/latest/reference/loki-http-api/#ingest-logs). */
export const lokiPush = z.object({
  streams: z.array(
    z.object({
      stream: fields.default({}).describe(
        'The labels of these lines, which become fields of each line; `level` and `unit` set its level and its unit.'
      ),
      values: z.array(
        z.union(
          [z.tuple([timestamp, z.string()]), z.tuple([timestamp, z.string(), fields])],
          'expected [timestamp, line] or [timestamp, line, {structured metadata}]'
        )
      ).describe(
        'The lines, each an array: the time in nanoseconds since 1970 as a string, the text, and optionally structured metadata, which ' +
        'become fields of this line; `request_id` sets its request ID.'
      )
    })
  ).describe('The lines grouped by their labels, as in Loki’s push API.')
})

/** The lines are checked as they are read. */
export const lokiPushFrame = z.object({ streams: z.array(z.object({ stream: fields.default({}), values: z.array(z.unknown()) })) })

/** A mistake in a push as a whole, with its position. */
export class LokiPushError extends Error {
  override readonly name = 'LokiPushError'
  readonly path: string

  constructor (path: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.path = path
  }
}

/** A stream's labels, or a line's structured metadata: Loki's limit for the latter. */
const mostFields = 128

/** Lines, or streams, of one push. */
const mostEntries = 20_000

/**
 * Every line is stored with the labels of its stream: the limit for all lines together, which no shipper comes
 * near with its megabyte of lines.
 */
const mostLabelBytes = 16 * 1024 * 1024

/** The bytes of a label on a line in addition to its text. */
const bytesBesideLabel = 32

/** Adds up the bytes that labels take on the lines of one stream after the other. @throws {TooManyEntriesError} */
const labelCounter = (): ((labels: Fields, lines: number) => void) => {
  let bytes = 0
  return (labels, lines) => {
    bytes += lines * Object.entries(labels).reduce((sum, [name, value]) => sum + name.length + value.length + bytesBesideLabel, 0)
    if (bytes > mostLabelBytes) throw new TooManyEntriesError(`the labels of all lines of the push take more than ${mostLabelBytes} bytes`)
  }
}

const value = lokiPush.shape.streams.element.shape.values.element

/** @throws {LokiPushError} at the first invalid line {TooManyEntriesError} */
export const readJsonPush = async ({ streams }: z.infer<typeof lokiPushFrame>): Promise<readonly LokiStream[]> => {
  const slice = timeSlice()
  const countLabels = labelCounter()
  const read: LokiStream[] = []
  const lineCount = streams.reduce((lines, { values }) => lines + values.length, 0)
  if (lineCount > mostEntries) throw new TooManyEntriesError(`the push has more than ${mostEntries} lines`)
  for (const [streamIndex, { stream, values }] of streams.entries()) {
    if (Object.keys(stream).length > mostFields) {
      throw new LokiPushError(`/streams/${streamIndex}/stream`, `expected at most ${mostFields} labels`)
    }
    countLabels(stream, values.length)
    const entries: LokiEntry[] = []
    for (const [index, found] of values.entries()) {
      const { data, error } = value.safeParse(found)
      if (error) throw new LokiPushError(`/streams/${streamIndex}/values/${index}`, error.issues[0]!.message)
      if (Object.keys(data[2] ?? {}).length > mostFields) {
        throw new LokiPushError(`/streams/${streamIndex}/values/${index}/2`, `expected at most ${mostFields} fields of structured metadata`)
      }
      entries.push({ timestampNs: BigInt(data[0]), line: data[1], metadata: data[2] ?? {} })
      await slice.pause()
    }
    read.push({ labels: stream, entries })
  }
  return read
}

const readLabels = (labels: string, streamIndex: number): Fields => {
  try {
    return parseLabels(labels, mostFields)
  } catch (cause) {
    throw new LokiPushError(`/streams/${streamIndex}/labels`, (cause as Error).message, { cause })
  }
}

const readEntry = (entry: Uint8Array, path: string): LokiEntry => {
  try {
    return decodeEntry(entry, { mostFields })
  } catch (cause) {
    throw cause instanceof TooManyFieldsError ? new LokiPushError(path, cause.message, { cause }) : cause
  }
}

/** @throws {PushRequestError} {TooManyEntriesError} {LokiPushError} */
export const readProtobufPush = async (body: Buffer): Promise<readonly LokiStream[]> => {
  const slice = timeSlice()
  const countLabels = labelCounter()
  const read: LokiStream[] = []
  for (const [streamIndex, { labels: text, entries }] of decodePushRequest(body, { mostEntries }).entries()) {
    const labels = readLabels(text, streamIndex)
    countLabels(labels, entries.length)
    const decoded: LokiEntry[] = []
    for (const [index, entry] of entries.entries()) {
      decoded.push(readEntry(entry, `/streams/${streamIndex}/entries/${index}`))
      await slice.pause()
    }
    read.push({ labels, entries: decoded })
    await slice.pause()
  }
  return read
}
