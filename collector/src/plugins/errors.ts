import fp from 'fastify-plugin'
import type { FastifyInstance } from 'fastify'
import { answerError, noRoute } from '../http/errors/error-answer.ts'

const plugin = async (app: FastifyInstance): Promise<void> => {
  // Before the body is read, which would be anyone's.
  app.addHook('onRequest', (request, _reply, next) => { next(request.is404 ? noRoute(request) : undefined) })
  app.setErrorHandler((error, request, reply) => { answerError(error, request, reply) })
  app.setNotFoundHandler((request, reply) => { answerError(noRoute(request), request, reply) })
}

/** One shape for every error. */
export default fp(plugin, { name: 'errors', fastify: '5.x' })
