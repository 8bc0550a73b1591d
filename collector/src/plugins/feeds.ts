import fp from 'fastify-plugin'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { createFleetFeed, type FleetFeed } from '../fleet-status/fleet-feed.ts'
import type { FleetStatusParts } from '../fleet-status/fleet-status.ts'
import { createShares } from '../http/answers/shares.ts'
import { networkOf, peerAddress } from '../http/connections/peer-address.ts'
import { createEventStream, type EventStream } from '../http/event-streams/event-stream.ts'
import { createRunFeed, type RunFeed } from '../http/event-streams/run-feed.ts'
import { createLogFeed, type LogFeed } from '../log-search/log-feed.ts'
import type { SearchableLog } from '../log-search/searchable-log.ts'
import type { Updates } from '../updates/updates.ts'
import type { Clock } from '../clock/clock.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** What event streams are fed from: one feed of each kind for all that listen, each on a stream of its own or as a topic of the page's. */
    readonly feeds: { readonly fleet: FleetFeed, readonly run: RunFeed, readonly log: LogFeed }
    /** A stream for an operator, which ends with the connection. @throws {ApiError} OVERLOADED if it would be beyond a share */
    openStream: (request: FastifyRequest, reply: FastifyReply) => EventStream
  }
}

/**
 * Streams at once: far more than one factory has open, since a browser holds its stream only while its page is visible. Each can hold 4 MB
 * that were not read. A wall has a token of its own; a whole site may share an address; the rest is for administrators.
 */
const most = { byPerson: 24, byAddress: 48, viewers: 72, all: 96 }

interface Options extends FleetStatusParts {
  readonly clock: Clock
  readonly updates: Updates
  readonly logs: Pick<SearchableLog, 'onStored'>
}

const plugin = async (app: FastifyInstance, { snapshots, frame, clock, timeZoneOf, updates, logs }: Options): Promise<void> => {
  const onError = (feed: string) => ({ onError: (error: unknown) => { app.log.error({ err: error, feed }, 'changes not sent to event streams') } })
  const feeds = {
    fleet: createFleetFeed({ snapshots, frame, clock, timeZoneOf }, onError('fleet')),
    run: createRunFeed({ updates, clock, ...onError('run') }),
    log: createLogFeed(logs, onError('log'))
  }
  app.decorate('feeds', feeds)
  const takeShare = createShares({ what: 'event streams', retryAfterSeconds: 30 })
  app.decorate('openStream', (request, reply) => {
    const { name, role } = request.operator
    const release = takeShare(
      [`person ${name}`, most.byPerson], [`address ${networkOf(peerAddress(request))}`, most.byAddress],
      ...role === 'admin' ? [] : [['viewers', most.viewers] as const], ['all', most.all]
    )
    const stream = createEventStream(() => request.isLetIn())
    reply.raw.once('close', () => {
      release()
      stream.close()
    })
    return stream
  })
  app.addHook('preClose', async () => { for (const feed of Object.values(feeds)) feed.close() })
}

export default fp(plugin, { name: 'feeds', fastify: '5.x' })
