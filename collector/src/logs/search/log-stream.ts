import fp from 'fastify-plugin'
import type { FastifyInstance } from 'fastify'
import { createLogFeed, type LogFeed } from './log-feed.ts'
import type { SearchableLog } from './searchable-log.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Lines as they are stored, for all streams that listen. */
    readonly logFeed: LogFeed
  }
}

const plugin = async (app: FastifyInstance, { logs }: { readonly logs: Pick<SearchableLog, 'onStored'> }): Promise<void> => {
  const feed = createLogFeed(logs, {
    onError: (error) => {
      app.log.error({ err: error, feed: 'log' }, 'changes not sent to event streams')
    }
  })
  app.decorate('logFeed', feed)
  app.addHook('preClose', async () => { feed.close() })
}

export default fp(plugin, { name: 'log-feed', fastify: '5.x' })
