import type { FastifyRequest } from 'fastify'

export const sessionCookie = 'mimamori_session'

/**
 * For a request that came past `requireOwnOrigin`: a browser would not keep a cookie for https that came by http, if a proxy's users
 * go past it.
 */
export const cookieOptions = ({ headers: { origin } }: FastifyRequest) =>
  ({ path: '/', httpOnly: true, sameSite: 'strict', secure: origin?.startsWith('https:') === true }) as const
