import fp from 'fastify-plugin'
import type { FastifyInstance } from 'fastify'
import { createFleetFeed, type FleetFeed } from './fleet-feed.ts'
import type { FleetStatusParts } from './fleet-status.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Changes of the fleet, for all streams that listen. */
    readonly fleetFeed: FleetFeed
  }
}

const plugin = async (app: FastifyInstance, sources: FleetStatusParts): Promise<void> => {
  const feed = createFleetFeed(sources, {
    onError: (error) => {
      app.log.error({ err: error, feed: 'fleet' }, 'changes not sent to event streams')
    }
  })
  app.decorate('fleetFeed', feed)
  app.addHook('preClose', async () => { feed.close() })
}

export default fp(plugin, { name: 'fleet-feed', fastify: '5.x' })
