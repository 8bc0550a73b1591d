import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { about, logLineView } from '@mimamori/contract'
import { knownTimeZone } from '@mimamori/contract/time-zone'
import type { Registry } from '../../devices/registry/registry.ts'
import { limitConcurrency } from '../../platform/http/answers/limit-concurrency.ts'
import { sendPieces } from '../../platform/http/answers/send-pieces.ts'
import { fileFormats, logFile } from './log-file.ts'
import { logConditions, logSearchQuery } from './log-filter.ts'
import type { SearchableLog } from './searchable-log.ts'

interface Deps {
  readonly logs: Pick<SearchableLog, 'search'>
  readonly registry: Registry
}

const timeZone = z.string().max(64).transform((written, context) => {
  const known = knownTimeZone(written)
  if (known !== undefined) return known
  context.addIssue({ code: 'custom', message: 'expected a time zone such as Asia/Tokyo', input: written })
  return z.NEVER
})

const downloadQuery = logSearchQuery({
  format: z.enum(['ndjson', 'text']).default('ndjson').meta(about(
    'ndjson (the default), one JSON object per line; or text, for people.',
    'text'
  )),
  timeZone: timeZone.default('UTC').meta(about('The IANA name of the time zone for the format text. Defaults to UTC.', 'Asia/Tokyo'))
})

/** `GET /api/clients/logs/download`: lines as a file. */
export const logDownloadRoutes = ({ logs, registry }: Deps): FastifyPluginAsyncZod => async (app) => {
  // Each reads the whole log, if need be.
  const limited = limitConcurrency({ most: 4, mostByPerson: 2, what: 'downloads of log lines', retryAfterSeconds: 30 })

  app.get(
    '/api/clients/logs/download',
    {
      onRequest: app.requireRole('viewer'),
      config: { errors: ['CLIENT_DEVICE_NOT_FOUND', 'LOKI_UNAVAILABLE', 'STORAGE_UNAVAILABLE', 'OVERLOADED'] },
      schema: {
        operationId: 'downloadLogs',
        summary: 'Download matching log lines as NDJSON or text, at most 100,000',
        summaryJa: '検索したログを NDJSON またはテキストでダウンロードする（最大 100,000 行）',
        answer: 'The matching log lines as a file. If more than 100,000 match, the last line of the file says where to continue.',
        tags: ['fleet'],
        querystring: downloadQuery,
        response: {
          200: {
            content: { [fileFormats.ndjson.contentType]: { schema: logLineView }, [fileFormats.text.contentType]: { schema: z.string() } }
          }
        }
      }
    },
    async (request, reply) => {
      const { format, timeZone, order, cursor, ...filter } = request.query
      const conditions = logConditions(filter, registry)
      const { contentType, extension } = fileFormats[format]
      const isOver = () => reply.raw.destroyed
      return await limited(request.operator, async () => {
        void reply.type(contentType).header('content-disposition', `attachment; filename="mimamori-log.${extension}"`)
        return await sendPieces(
          request,
          reply,
          conditions === undefined
            ? []
            : logFile(logs, { conditions, order, format, timeZone, isOver, ...(cursor !== undefined && { afterId: cursor }) })
        )
      })
    }
  )
}
