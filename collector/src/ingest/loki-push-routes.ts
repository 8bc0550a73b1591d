import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Clock } from '../platform/clock/clock.ts'
import type { Config } from '../platform/config/settings.ts'
import type { Connections } from '../devices/connection/connection.ts'
import { deviceBodyLimit } from './device-bodies.ts'
import { ApiError } from '../platform/errors/error-codes.ts'
import { toIssues, validationFailed } from '../platform/http/errors/validation.ts'
import { lokiLines } from './loki-lines.ts'
import { LokiPushError, lokiPush, lokiPushFrame, readJsonPush, readProtobufPush } from './read-loki-push.ts'
import { textRule } from '../logs/intake/log-context.ts'
import type { LogStore } from '../logs/log-store.ts'
import { PushRequestError, TooManyEntriesError, type LokiStream } from '../logs/loki/push-request.ts'
import type { IngestMetrics } from './ingest-metrics.ts'
import deviceMessages from './device-messages.ts'

interface Deps {
  readonly connections: Connections
  readonly logs: LogStore
  readonly clock: Clock
  readonly ingestMetrics: IngestMetrics
}

const toApiError = (error: unknown): unknown => {
  if (error instanceof LokiPushError) return validationFailed([{ path: error.path, message: error.message }])
  if (error instanceof TooManyEntriesError) return new ApiError('BODY_TOO_LARGE', `${error.message}; send it in several`, { cause: error })
  if (error instanceof PushRequestError) return new ApiError('BODY_UNREADABLE', error.message, { cause: error })
  return error
}

const readPush = async (body: unknown): Promise<readonly LokiStream[]> => {
  if (Buffer.isBuffer(body)) return readProtobufPush(body)
  const { data, error } = lokiPushFrame.safeParse(body)
  if (error) throw validationFailed(toIssues(error.issues))
  return readJsonPush(data)
}

/** The most values of a JSON body: 20,000 lines with a stream of ten labels each have 340,000. */
const mostValues = 400_000

/**
 * `POST /loki/api/v1/push`: Loki's push (https://grafana.com/docs/loki/latest/reference/loki-http-api/#ingest-logs), for clients that ship
 * logs to one. Such clients repeat a push that is answered 429 or 5xx, and drop it after any other error.
 */
export const lokiPushRoutes = (
  { connections, logs, clock, ingestMetrics }: Deps,
  config: Pick<Config, 'maxBodyBytes'>
): FastifyPluginAsyncZod => async (app) => {
  await app.register(deviceMessages, {
    config,
    ingestMetrics,
    connections,
    refused: () => ({ isReport: false }),
    protobuf: { maxBytes: deviceBodyLimit, jsonValues: mostValues }
  })
  app.post(
    '/loki/api/v1/push',
    {
      onRequest: app.requireDevice,
      bodyLimit: deviceBodyLimit,
      config: {
        errors: ['TOO_MANY_LOG_BYTES', 'LOG_QUEUE_FULL', 'STORAGE_UNAVAILABLE'],
        bodies: { 'application/json': lokiPush, 'application/x-protobuf': z.string() }
      },
      schema: {
        operationId: 'pushLogs',
        summary: 'Send log lines of a device in the format of Loki’s push API',
        summaryJa: '端末のログを Loki と同じ形式で送る',
        answer: 'The log lines were stored.',
        description: textRule,
        tags: ['devices'],
        security: [{ deviceKey: [] }],
        body: z.unknown(),
        response: { 204: z.undefined() }
      }
    },
    async (request, reply) => {
      const id = request.device.id
      const receivedMs = clock.nowMs()
      const streams = await readPush(request.body).catch((error: unknown) => {
        throw toApiError(error)
      })
      await logs.append(id, await lokiLines(streams, receivedMs), { receivedMs })
      connections.seen({ deviceId: id, atMs: receivedMs })
      ingestMetrics.accepted('loki_push')
      return reply.code(204).send()
    }
  )
}
