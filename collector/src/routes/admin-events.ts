import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { createFleetFeed } from '../fleet-status/fleet-feed.ts'
import { fleetStatusJson, type FleetStatusParts } from '../fleet-status/fleet-status.ts'
import { ApiError } from '../http/errors/error-codes.ts'
import { createEventStream, maxStreams, sendStream } from '../http/event-streams/event-stream.ts'
import { requestReader, type Reader } from '../text/reader.ts'

/** `GET /admin/events`: the fleet as it is, and then its changes, for the page. */
export const adminEventRoutes = (parts: FleetStatusParts): FastifyPluginAsyncZod => async (app) => {
  const feed = createFleetFeed(parts, { onError: (error) => { app.log.error({ err: error }, 'changes not sent to event streams') } })
  app.addHook('preClose', async () => feed.close())

  app.get('/admin/events', { schema: { hide: true }, onRequest: app.requireRole('viewer') }, async (request, reply) => {
    if (feed.streams >= maxStreams) throw new ApiError('OVERLOADED', `${maxStreams} pages are open already; close some`, { retryAfterSeconds: 30 })
    const reader = requestReader(request)
    const stream = createEventStream(() => request.isLetIn())
    feed.add(stream, reader)
    wholeFleet(parts, request.id, reader).then((json) => { feed.sendWhole(stream, json) }).catch((error: unknown) => {
      request.log.error({ err: error, requestId: request.id }, 'fleet not sent to event streams')
      stream.close()
    })
    return sendStream(reply, stream)
  })
}

const wholeFleet = async (parts: FleetStatusParts, requestId: string, reader: Reader): Promise<string> => {
  let json = ''
  for await (const piece of fleetStatusJson(parts, requestId, { ...reader, withLogs: false })) json += piece
  return json
}
