import { z } from 'zod'
import { about, requestId } from '@mimamori/contract'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Access } from './access.ts'
import type { Clock } from '../platform/clock/clock.ts'
import { cookieOptions, sessionCookie } from '../platform/http/authentication/session-cookie.ts'
import { ApiError } from '../platform/errors/error-codes.ts'
import { failureBudget } from '../platform/rate-limits/failure-budget.ts'

interface Deps {
  readonly access: Pick<Access, 'byToken'>
  readonly clock: Clock
}

/** As long as browsers keep any cookie (https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html, section 5.5). */
const cookieSeconds = 400 * 86_400

/**
 * `POST /api/wall/session`: a browser that has a viewer's token, from the link of a wall display, keeps it in a
 * cookie; it ends with the token.
 */
export const wallSessionRoutes = ({ access, clock }: Deps): FastifyPluginAsyncZod => async (app) => {
  // For the whole collector, as for log-in codes.
  const wrongTokens = failureBudget(clock, { perMinute: 20 })

  app.post('/api/wall/session', {
    config: { errors: ['WALL_LINK_INVALID', 'ORIGIN_REFUSED', 'RATE_LIMITED'] },
    schema: {
      operationId: 'openWall',
      tags: ['access'],
      summary: 'Exchange the token of a wall display’s link for a cookie that lasts until the token is revoked',
      summaryJa: 'モニター画面のリンクのトークンを Cookie に交換する。トークンを失効させるまで使える',
      answer: 'The browser is logged in as a viewer. The cookie holds the token.',
      body: z.strictObject({
        token: z.string().min(1).max(128).meta(about(
          'The token from the fragment of the link.',
          'mmt_8mXv5vQ1d2J0s3kq9a7Zb4nF6hL1tYcR0uWeIoPgTxE'
        ))
      }),
      response: { 200: z.object({ requestId, name: z.string().meta(about('The name of the token.', 'wall-hall-2')) }) }
    },
    onRequest: async (request) => { app.requireOwnOrigin(request) }
  }, async (request, reply) => {
    const { token } = request.body
    const operator = access.byToken(token)
    if (operator?.role !== 'viewer') {
      const waitSeconds = wrongTokens.exhaustedForSeconds()
      if (waitSeconds !== undefined) {
        throw new ApiError('RATE_LIMITED', 'too many wrong links in the last minute', { retryAfterSeconds: waitSeconds })
      }
      wrongTokens.record()
      throw new ApiError('WALL_LINK_INVALID', 'the link’s token is unknown, was revoked, or is not a viewer’s')
    }
    request.log.info({ by: operator.name }, 'wall display opened')
    void reply.setCookie(sessionCookie, token, { ...cookieOptions(request), maxAge: cookieSeconds })
    return { requestId: request.id, name: operator.name }
  })
}
