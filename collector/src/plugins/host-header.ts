import fp from 'fastify-plugin'
import type { FastifyInstance } from 'fastify'
import { ApiError } from './error-codes.ts'

const plugin = async (app: FastifyInstance): Promise<void> => {
  app.addHook('onRequest', (request, _reply, next) => {
    const { headers, httpVersion } = request.raw
    next(httpVersion === '1.1' && headers.host === undefined ? new ApiError('REQUEST_MALFORMED', 'a request of HTTP/1.1 needs the header Host (RFC 9112, section 3.2)') : undefined)
  })
}

/** Refuses what comes without `Host` in our shape: Node, which would do it by itself, answers without a body (server-options.ts). */
export default fp(plugin, { name: 'host-header', dependencies: ['errors'], fastify: '5.x' })
