import fp from 'fastify-plugin'
import type { FastifyInstance, FastifyRequest, RequestPayload } from 'fastify'
import { jsonReader } from './json-reader.ts'
import { wholeBody } from './whole-body.ts'

const plugin = async (app: FastifyInstance): Promise<void> => {
  const readJson = jsonReader(app)
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', async (request: FastifyRequest, payload: RequestPayload) => {
    const { headers: { 'content-length': contentLength }, routeOptions: { bodyLimit } } = request
    return readJson(request, await wholeBody(payload, { contentLength, maxBytes: bodyLimit, lease: app.bodyLease(request) }))
  })
}

/** JSON bodies only, unless a route's own scope adds a parser; a body that is not UTF-8 is refused, an empty one is none. */
export default fp(plugin, { name: 'json-body', dependencies: ['body-leases'], fastify: '5.x' })
