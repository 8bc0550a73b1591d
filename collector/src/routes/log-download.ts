import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { logLineView } from '@mimamori/contract'
import type { Registry } from '../devices/registry/registry.ts'
import { ApiError } from '../http/errors/error-codes.ts'
import { sendPieces } from '../http/answers/send-pieces.ts'
import { fileFormats, logFile } from '../log-search/log-file.ts'
import { logConditions, logFilter } from '../log-search/log-filter.ts'
import type { SearchableLog } from '../log-search/searchable-log.ts'

interface Parts {
  readonly logs: Pick<SearchableLog, 'search'>
  readonly registry: Registry
}

const isTimeZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined
  } catch {
    return false
  }
}

const downloadQuery = z.strictObject({
  ...logFilter,
  format: z.enum(['ndjson', 'text']).default('ndjson'),
  timeZone: z.string().max(64).refine(isTimeZone, 'expected a time zone such as Asia/Tokyo').default('UTC'),
  order: z.enum(['newest', 'oldest']).default('newest'),
  cursor: z.coerce.number().int().min(1).optional()
})

/** Each reads the whole log, if need be. */
const atOnce = 4

/** `GET /api/clients/logs/download`: lines as a file. */
export const logDownloadRoutes = ({ logs, registry }: Parts): FastifyPluginAsyncZod => async (app) => {
  let underWay = 0

  app.get('/api/clients/logs/download', {
    onRequest: app.requireRole('viewer'),
    config: { errors: ['CLIENT_DEVICE_NOT_FOUND', 'LOKI_UNAVAILABLE', 'STORAGE_UNAVAILABLE', 'OVERLOADED'] },
    schema: {
      operationId: 'downloadLogs',
      summary: 'Download the log lines that a search finds, as NDJSON or text: at most 100,000',
      tags: ['fleet'],
      querystring: downloadQuery,
      response: { 200: { content: { [fileFormats.ndjson.contentType]: { schema: logLineView }, [fileFormats.text.contentType]: { schema: z.string() } } } }
    }
  }, async (request, reply) => {
    const { format, timeZone, order, cursor, ...filter } = request.query
    const conditions = logConditions(filter, registry)
    if (underWay >= atOnce) throw new ApiError('OVERLOADED', `${atOnce} downloads of log lines are going on already`, { retryAfterSeconds: 30 })
    const { contentType, extension } = fileFormats[format]
    void reply.type(contentType).header('content-disposition', `attachment; filename="mimamori-log.${extension}"`)
    underWay += 1
    try {
      const isOver = () => reply.raw.destroyed
      return await sendPieces(request, reply, conditions === undefined ? [] : logFile(logs, { conditions, order, format, timeZone, isOver, ...cursor !== undefined && { afterId: cursor } }))
    } finally {
      underWay -= 1
    }
  })
}
