import { z } from 'zod'
import { timeSlice } from '../event-loop/time-slice.ts'
import { parseLabels, type Fields } from '../logs/loki/label-set.ts'
import { decodeEntry, decodePushRequest, type LokiEntry, type LokiStream } from '../logs/loki/push-request.ts'

const fields = z.record(z.string(), z.string())
/** Nanoseconds since 1970, as text: JSON's numbers do not hold them. */
const timestamp = z.string().regex(/^\d{1,19}$/, 'expected nanoseconds since 1970, as a string of digits')

/** Loki's body as JSON (https://grafana.com/docs/loki/latest/reference/loki-http-api/#ingest-logs). */
export const lokiPush = z.object({
  streams: z.array(z.object({
    stream: fields.default({}),
    values: z.array(z.union([z.tuple([timestamp, z.string()]), z.tuple([timestamp, z.string(), fields])], 'expected [timestamp, line] or [timestamp, line, {structured metadata}]'))
  }))
})

/** The lines are checked as they are read. */
export const lokiPushFrame = z.object({ streams: z.array(z.object({ stream: fields.default({}), values: z.array(z.unknown()) })) })

/** What is wrong with a push as a whole, and where. */
export class LokiPushError extends Error {
  override readonly name = 'LokiPushError'
  readonly path: string

  constructor (path: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.path = path
  }
}

const value = lokiPush.shape.streams.element.shape.values.element

/** @throws {LokiPushError} at the first line that is none */
export const readJsonPush = async ({ streams }: z.infer<typeof lokiPushFrame>): Promise<readonly LokiStream[]> => {
  const slice = timeSlice()
  const read: LokiStream[] = []
  for (const [streamIndex, { stream, values }] of streams.entries()) {
    const entries: LokiEntry[] = []
    for (const [index, found] of values.entries()) {
      const { data, error } = value.safeParse(found)
      if (error) throw new LokiPushError(`/streams/${streamIndex}/values/${index}`, error.issues[0]!.message)
      entries.push({ timestampNs: BigInt(data[0]), line: data[1], metadata: data[2] ?? {} })
      await slice.pause()
    }
    read.push({ labels: stream, entries })
  }
  return read
}

/** JSON of a megabyte holds no more. */
const mostEntries = 20_000

const readLabels = (labels: string, streamIndex: number): Fields => {
  try {
    return parseLabels(labels)
  } catch (cause) {
    throw new LokiPushError(`/streams/${streamIndex}/labels`, (cause as Error).message, { cause })
  }
}

/** @throws {PushRequestError} {TooManyEntriesError} {LokiPushError} */
export const readProtobufPush = async (body: Buffer): Promise<readonly LokiStream[]> => {
  const slice = timeSlice()
  const read: LokiStream[] = []
  for (const [index, { labels, entries }] of decodePushRequest(body, { mostEntries }).entries()) {
    const decoded: LokiEntry[] = []
    for (const entry of entries) {
      decoded.push(decodeEntry(entry))
      await slice.pause()
    }
    read.push({ labels: readLabels(labels, index), entries: decoded })
  }
  return read
}
