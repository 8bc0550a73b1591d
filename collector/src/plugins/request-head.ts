import fp from 'fastify-plugin'
import type { FastifyInstance } from 'fastify'
import { ApiError } from '../http/errors/error-codes.ts'
import { answerExpectation, headMistake } from '../http/requests/request-head.ts'

const plugin = async (app: FastifyInstance): Promise<void> => {
  app.server.on('checkExpectation', answerExpectation)
  app.addHook('onRequest', (request, reply, next) => {
    const mistake = headMistake(request.raw)
    if (mistake === undefined) return next()
    // Where the next request begins is not certain either.
    void reply.header('connection', 'close')
    next(new ApiError('REQUEST_MALFORMED', mistake))
  })
}

/** Refuses in our shape what Node would refuse without a body (server-options.ts), or take for something else than was meant. */
export default fp(plugin, { name: 'request-head', dependencies: ['errors'], fastify: '5.x' })
