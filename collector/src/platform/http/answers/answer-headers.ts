import { randomUUID } from 'node:crypto'
import fp from 'fastify-plugin'
import type { FastifyInstance } from 'fastify'

const plugin = async (app: FastifyInstance): Promise<void> => {
  app.setGenReqId(() => randomUUID())
  app.addHook('onRequest', (request, reply, next) => {
    void reply.headers({
      'x-request-id': request.id,
      // What one person sees after logging in must not be cached for the next.
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff'
    })
    next()
  })
}

/** What every answer carries, to devices and people alike: among it an id of its own, which no header of the request can set. */
export default fp(plugin, { name: 'answer-headers', fastify: '5.x' })
