import { z } from 'zod'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Registry } from '../devices/registry/registry.ts'
import type { FleetFeed } from '../devices/fleet-status/fleet-feed.ts'
import { fleetStatusJson, type FleetStatusDeps } from '../devices/fleet-status/fleet-status.ts'
import { type EventStream, sendStream, topicOf } from '../platform/http/event-streams/event-stream.ts'
import type { LogFeed } from '../logs/search/log-feed.ts'
import { followedConditions, tailFilter } from '../logs/search/log-filter.ts'
import { requestReader, type Reader } from '../platform/language/reader.ts'

interface EventDeps extends FleetStatusDeps {
  readonly registry: Registry
  readonly fleetFeed: FleetFeed
  readonly runFeed: { add (stream: EventStream, run: string, requestId: string): void }
  readonly logFeed: LogFeed
}

const logFilter = z.strictObject(tailFilter)

/** `run`: the id of a run. `log`: the query of a live tail (GET /api/clients/logs/tail). The reader's language and time zone follow. */
const followed = z.looseObject({
  run: z.string().max(100).optional(),
  log: z.string().max(2000).optional(),
  lastEventId: z.string().max(40).optional()
})

/**
 * `GET /admin/events`: the page's one stream. The fleet at first, and then its changes; and the topics that the page follows as well: the
 * events of a run (`run:…`), the lines of a live tail (`log:lines`). An unknown run or filter ends its topic, not the stream.
 */
export const eventRoutes = ({ fleetFeed, runFeed, logFeed, ...deps }: EventDeps): FastifyPluginAsyncZod => async (app) => {
  app.get(
    '/admin/events',
    { schema: { hide: true, querystring: followed }, onRequest: app.requireRole('viewer') },
    async (request, reply) => {
      const { run, log, lastEventId } = request.query
      const reader = requestReader(request)
      const stream = app.openStream(request, reply)
      fleetFeed.add(stream, reader)
      wholeFleet(deps, request.id, reader)
        .then((json) => {
          fleetFeed.sendWhole(stream, json)
        })
        .catch((error: unknown) => {
          request.log.error({ err: error, requestId: request.id }, 'fleet not sent to event streams')
          stream.close()
        })
      if (run !== undefined) runFeed.add(topicOf(stream, 'run'), run, request.id)
      const filter = log === undefined ? undefined : logFilter.safeParse(Object.fromEntries(new URLSearchParams(log))).data
      const header = request.headers['last-event-id']
      if (filter !== undefined) {
        logFeed.add(
          topicOf(stream, 'log'),
          followedConditions(filter, deps.registry),
          typeof header === 'string' ? header : lastEventId
        )
      }
      return sendStream(reply, stream)
    }
  )
}

const wholeFleet = async (deps: FleetStatusDeps, requestId: string, reader: Reader): Promise<string> => {
  let json = ''
  for await (const piece of fleetStatusJson(deps, requestId, { ...reader, withLogs: false })) json += piece
  return json
}
