import { randomUUID } from 'node:crypto'
import fp from 'fastify-plugin'
import type { FastifyInstance } from 'fastify'

const plugin = async (app: FastifyInstance): Promise<void> => {
  app.setGenReqId(() => randomUUID())
  app.addHook('onRequest', (request, reply, next) => {
    void reply.headers({
      'x-request-id': request.id,
      // Pages of one person must not be cached for the next.
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff'
    })
    next()
  })
}

/** Adds to every answer, to devices and people alike, its headers: among them an id of its own, which no header of the request can set. */
export default fp(plugin, { name: 'answer-headers', fastify: '5.x' })
