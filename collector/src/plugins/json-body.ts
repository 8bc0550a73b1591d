import fp from 'fastify-plugin'
import type { FastifyInstance } from 'fastify'
import { ApiError } from './error-codes.ts'

const strictUtf8 = new TextDecoder('utf-8', { fatal: true })

/** Text that is truly UTF-8: replaced characters would be stored as if the sender had meant them. @throws {ApiError} */
export const decodeUtf8 = (body: Uint8Array): string => {
  try {
    return strictUtf8.decode(body)
  } catch (cause) {
    throw new ApiError('BODY_UNREADABLE', 'the body is not valid UTF-8', { cause })
  }
}

/** The parser refuses what is not JSON and, with the same kind of error, keys that would reach an object's prototype. */
const whyUnreadable = (body: Buffer): string => {
  try {
    JSON.parse(body.toString('utf8'))
    return 'the body has a key that no object may have, __proto__ or a constructor with a prototype: take it out'
  } catch (error) {
    return `the body is not valid JSON: ${(error as Error).message}`
  }
}

const plugin = async (app: FastifyInstance): Promise<void> => {
  const parseJson = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (body.length === 0) return done(null, undefined)
    try {
      void parseJson(request, decodeUtf8(body as Buffer), (error, value) => {
        done(error ? new ApiError('BODY_UNREADABLE', whyUnreadable(body as Buffer), { cause: error }) : null, value)
      })
    } catch (error) {
      done(error as Error)
    }
  })
}

/** JSON bodies only, unless a route's own scope adds a parser; what is not UTF-8 is refused, an empty body is none. */
export default fp(plugin, { name: 'json-body', fastify: '5.x' })
