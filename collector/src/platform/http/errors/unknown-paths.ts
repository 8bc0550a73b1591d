import fp from 'fastify-plugin'
import type { FastifyInstance } from 'fastify'
import { answerError, noRoute } from './error-answer.ts'

const plugin = async (app: FastifyInstance): Promise<void> => {
  // Answered before the body is read, which anyone could send.
  app.addHook('onRequest', (request, _reply, next) => { next(noRoute(request)) })
  app.setNotFoundHandler((request, reply) => { answerError(noRoute(request), request, reply) })
}

/**
 * Refuses requests without a route, in a scope of its own: its hook runs for nothing else. Registered after the hooks of every request,
 * which a scope takes over when it begins.
 */
export default fp(plugin, { name: 'unknown-paths', encapsulate: true, dependencies: ['errors'], fastify: '5.x' })
