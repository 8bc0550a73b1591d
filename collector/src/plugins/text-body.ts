import { isUtf8 } from 'node:buffer'
import type { FastifyInstance } from 'fastify'
import { ApiError } from './error-codes.ts'

/** Why a body is no text, if it is none. */
const textProblem = (body: Buffer): string | undefined => {
  if (!isUtf8(body)) return 'the body is not valid UTF-8'
  return body.includes(0) ? 'the body has a NUL character' : undefined
}

/** Lets the routes of a scope take `text/plain`: valid UTF-8 without NUL, as it came, since most of it is never needed as a string. */
export const acceptTextBodies = (app: FastifyInstance): void => {
  app.addContentTypeParser('text/plain', { parseAs: 'buffer' }, (_request, body, done) => {
    const problem = textProblem(body as Buffer)
    if (problem === undefined) done(null, body)
    else done(new ApiError('BODY_UNREADABLE', problem))
  })
}
