import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import fp from 'fastify-plugin'
import type { FastifyInstance } from 'fastify'
import { errorBody } from '../errors/error-answer.ts'
import { ApiError } from '../../errors/error-codes.ts'

/**
 * The values of the header Host: an authority (RFC 3986, section 3.2) without user information, or nothing if the requested address has
 * none (RFC 9112, section 3.2).
 */
const authority = /^[\w.~%!$&'()*+,;=:[\]-]{0,260}$/

/** Node keeps the first of several. */
const hostCount = ({ rawHeaders }: IncomingMessage): number => {
  let count = 0
  for (let i = 0; i < rawHeaders.length; i += 2) if (rawHeaders[i]!.length === 4 && rawHeaders[i]!.toLowerCase() === 'host') count++
  return count
}

/** Describes a mistake in the headers of a request that Node's parser accepts; undefined if there is none. */
const headersMistake = (request: IncomingMessage): string | undefined => {
  const { url = '', headers: { host, 'transfer-encoding': transferEncoding }, httpVersion } = request
  if (httpVersion === '1.1' && host === undefined) return 'a request of HTTP/1.1 needs the header Host (RFC 9112, section 3.2)'
  if (host !== undefined && (!authority.test(host) || hostCount(request) > 1)) {
    return 'expected one header Host with a name or address (RFC 9112, section 3.2)'
  }
  const asked = /^https?:\/\/([^/?#]*)/i.exec(url)?.[1]
  if (asked !== undefined && asked !== host) return 'expected the header Host of the address that is asked for (RFC 9112, section 3.2.2)'
  if (transferEncoding !== undefined && transferEncoding.trim().toLowerCase() !== 'chunked') {
    return 'expected transfer-encoding: chunked, or none; a body packed with gzip says so in content-encoding'
  }
  return undefined
}

/** Answers an expectation that we do not meet; Node's own answer has no body. */
const answerExpectation = (_request: IncomingMessage, response: ServerResponse): void => {
  const requestId = randomUUID()
  const answer = new ApiError('EXPECTATION_UNSUPPORTED', 'expected no header Expect, or Expect: 100-continue')
  response.writeHead(answer.statusCode, {
    'content-type': 'application/json; charset=utf-8',
    'x-request-id': requestId,
    connection: 'close'
  })
  response.end(JSON.stringify(errorBody(requestId, answer)))
}

const plugin = async (app: FastifyInstance): Promise<void> => {
  app.server.on('checkExpectation', answerExpectation)
  app.addHook('onRequest', (request, reply, next) => {
    const mistake = headersMistake(request.raw)
    if (mistake === undefined) return next()
    // It is uncertain at which byte the next request begins.
    void reply.header('connection', 'close')
    next(new ApiError('REQUEST_MALFORMED', mistake))
  })
}

/** Refuses in our shape requests that Node would refuse without a body (server-options.ts), or misunderstand. */
export default fp(plugin, { name: 'request-headers', dependencies: ['errors'], fastify: '5.x' })
