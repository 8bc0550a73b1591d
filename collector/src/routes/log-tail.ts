import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { logTail } from '@mimamori/contract'
import { UnknownDeviceError, type Registry } from '../devices/registry/registry.ts'
import { ApiError } from '../http/errors/error-codes.ts'
import { createEventStream, maxStreams, sendStream } from '../http/event-streams/event-stream.ts'
import { createLogFeed } from '../log-search/log-feed.ts'
import { logConditions, tailFilter, type LogFilterQuery } from '../log-search/log-filter.ts'
import type { SearchableLog } from '../log-search/searchable-log.ts'

interface Parts {
  readonly logs: Pick<SearchableLog, 'onStored'>
  readonly registry: Registry
}

/** `GET /api/clients/logs/tail`: lines as they are stored, as an event stream. */
export const logTailRoutes = ({ logs, registry }: Parts): FastifyPluginAsyncZod => async (app) => {
  const feed = createLogFeed(logs, { onError: (error) => { app.log.error({ err: error }, 'log lines not sent to event streams') } })
  app.addHook('preClose', async () => feed.close())

  /** A device that was deleted since the stream began has no lines. */
  const conditions = (filter: LogFilterQuery) => {
    try {
      return logConditions(filter, registry)
    } catch (error) {
      if (error instanceof UnknownDeviceError) return undefined
      throw error
    }
  }

  app.get('/api/clients/logs/tail', {
    onRequest: app.requireRole('viewer'),
    config: { errors: ['CLIENT_DEVICE_NOT_FOUND', 'OVERLOADED'] },
    schema: {
      operationId: 'tailLogs',
      summary: 'Follow new log lines as an event stream, with at most one event `lines` per second; `Last-Event-ID` resumes it',
      tags: ['fleet'],
      querystring: z.strictObject({ ...tailFilter, lastEventId: z.string().max(40).optional() }),
      response: { 200: { content: { 'text/event-stream': { schema: logTail } } } }
    }
  }, async (request, reply) => {
    logConditions(request.query, registry)
    if (feed.streams >= maxStreams) throw new ApiError('OVERLOADED', `${maxStreams} pages are open already; close some`, { retryAfterSeconds: 30 })
    const stream = createEventStream(() => request.isLetIn())
    const header = request.headers['last-event-id']
    feed.add(stream, () => conditions(request.query), typeof header === 'string' ? header : request.query.lastEventId)
    // The head of the answer leaves with the first piece of its body: whoever listens knows at once.
    stream.beat()
    return sendStream(reply, stream)
  })
}
