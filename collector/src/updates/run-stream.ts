import fp from 'fastify-plugin'
import type { FastifyInstance } from 'fastify'
import type { Clock } from '../platform/clock/clock.ts'
import { createRunFeed, type RunFeed } from './run-feed.ts'
import type { Updates } from './updates.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Changes of update runs, for all streams that listen. */
    readonly runFeed: RunFeed
  }
}

const plugin = async (app: FastifyInstance, { updates, clock }: { readonly updates: Updates, readonly clock: Clock }): Promise<void> => {
  const feed = createRunFeed({
    updates,
    clock,
    onError: (error) => {
      app.log.error({ err: error, feed: 'run' }, 'changes not sent to event streams')
    }
  })
  app.decorate('runFeed', feed)
  app.addHook('preClose', async () => { feed.close() })
}

export default fp(plugin, { name: 'run-feed', fastify: '5.x' })
