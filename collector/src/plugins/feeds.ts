import fp from 'fastify-plugin'
import type { FastifyInstance } from 'fastify'
import { createFleetFeed, type FleetFeed } from '../fleet-status/fleet-feed.ts'
import type { FleetStatusParts } from '../fleet-status/fleet-status.ts'
import { createRunFeed, type RunFeed } from '../http/event-streams/run-feed.ts'
import { createLogFeed, type LogFeed } from '../log-search/log-feed.ts'
import type { SearchableLog } from '../log-search/searchable-log.ts'
import type { Updates } from '../updates/updates.ts'
import type { Clock } from '../clock/clock.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** What event streams are fed from: one feed of each kind for all that listen, each on a stream of its own or as a topic of the page's. */
    readonly feeds: { readonly fleet: FleetFeed, readonly run: RunFeed, readonly log: LogFeed }
  }
}

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
  app.addHook('preClose', async () => { for (const feed of Object.values(feeds)) feed.close() })
}

export default fp(plugin, { name: 'feeds', fastify: '5.x' })
