import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { about, logTail } from '@mimamori/contract'
import type { Registry } from '../../devices/registry/registry.ts'
import { sendStream } from '../../platform/http/event-streams/event-stream.ts'
import type { LogFeed } from './log-feed.ts'
import { followedConditions, logConditions, tailFilter } from './log-filter.ts'

interface LogTailDeps {
  readonly registry: Registry
  readonly logFeed: LogFeed
}

/** `GET /api/clients/logs/tail`: lines as they are stored, as an event stream. */
export const logTailRoutes = ({ registry, logFeed }: LogTailDeps): FastifyPluginAsyncZod => async (app) => {
  app.get(
    '/api/clients/logs/tail',
    {
      onRequest: app.requireRole('viewer'),
      config: { errors: ['CLIENT_DEVICE_NOT_FOUND', 'OVERLOADED'] },
      schema: {
        operationId: 'tailLogs',
        summary: 'Follow new log lines as an event stream, with at most one event `lines` per second; `Last-Event-ID` resumes it',
        summaryJa: 'ログをリアルタイムで受け取る（イベントストリーム。1 秒ごとに lines イベント）',
        answer:
          'An event stream: at most one event `lines` per second while matching lines are stored, and comments in between. The schema is that of the data of an event.',
        tags: ['fleet'],
        querystring: z.strictObject({
          ...tailFilter,
          lastEventId: z.string().max(40).optional().meta(about(
            'The `id` of the last event received, to resume after it. The header `Last-Event-ID` takes precedence.',
            '5b0f6c1e-1200'
          ))
        }),
        response: { 200: { content: { 'text/event-stream': { schema: logTail } } } }
      }
    },
    async (request, reply) => {
      logConditions(request.query, registry)
      const stream = app.openStream(request, reply)
      const header = request.headers['last-event-id']
      logFeed.add(stream, followedConditions(request.query, registry), typeof header === 'string' ? header : request.query.lastEventId)
      // The headers are sent with the first piece of the body: the client knows at once that the stream is open.
      stream.beat()
      return sendStream(reply, stream)
    }
  )
}
