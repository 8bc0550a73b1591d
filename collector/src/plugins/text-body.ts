import type { FastifyInstance } from 'fastify'
import { ApiError } from './error-codes.ts'
import { decodeUtf8 } from './json-body.ts'

/** Lets the routes of a scope take `text/plain`: valid UTF-8 without NUL, as a string. */
export const acceptTextBodies = (app: FastifyInstance): void => {
  app.addContentTypeParser('text/plain', { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      const text = decodeUtf8(body as Buffer)
      if (text.includes('\0')) throw new ApiError('BODY_UNREADABLE', 'the body has a NUL character')
      done(null, text)
    } catch (error) {
      done(error as Error)
    }
  })
}
