import cookie from '@fastify/cookie'
import fp from 'fastify-plugin'
import type { FastifyInstance, FastifyRequest, onRequestAsyncHookHandler } from 'fastify'
import type { Access, Operator, Role } from '../access/access.ts'
import type { Config } from '../config/settings.ts'
import { publicOrigin } from '../config/origin.ts'
import { bearerToken } from '../http/authentication/authorization.ts'
import { ApiError } from '../http/errors/error-codes.ts'

export const sessionCookie = 'mimamori_session'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks. Only on routes with `onRequest: app.requireRole(…)`. */
    operator: Operator
    /** Whether it would still be let in: an answer that goes on ends with the token or the session. */
    isLetIn: () => boolean
  }
  interface FastifyInstance {
    /** A hook for `onRequest`: lets these roles in, and admin always, by bearer token or by the browser's session. */
    requireRole: (...allowed: readonly Role[]) => onRequestAsyncHookHandler
    /** Refuses what a page of another origin could have sent with our cookie. */
    requireOwnOrigin: (request: FastifyRequest) => void
  }
}

const harmless = new Set(['GET', 'HEAD', 'OPTIONS'])

const plugin = async (app: FastifyInstance, { access, config }: { readonly access: Access, readonly config: Config }): Promise<void> => {
  await app.register(cookie)

  /**
   * SameSite alone is not enough: Grafana on another port of this host is "same site". A form cannot send JSON, and no
   * page can lie about its origin.
   */
  const requireOwnOrigin = (request: FastifyRequest): void => {
    const own = publicOrigin(config, request.headers.host)
    if (request.headers.origin !== own) throw new ApiError('ORIGIN_REFUSED', `expected the header Origin: ${own}, as the collector's own page sends it`)
    const type = request.headers['content-type']
    if (type !== undefined && !/^application\/json\b/i.test(type)) throw new ApiError('CONTENT_TYPE_UNSUPPORTED', 'expected content-type: application/json')
  }

  const operatorOf = (request: FastifyRequest): Operator => {
    const token = bearerToken(request.headers.authorization)
    if (token !== undefined) {
      const operator = access.byToken(token)
      if (!operator) throw new ApiError('OPERATOR_TOKEN_INVALID', 'the token is unknown or was revoked')
      return operator
    }
    const secret = request.cookies[sessionCookie]
    const operator = secret === undefined ? undefined : access.bySession(secret)
    if (!operator) throw new ApiError('OPERATOR_TOKEN_REQUIRED', 'log in, or send Authorization: Bearer TOKEN; `npm run -s mimamori -- login` prints a login link')
    if (!harmless.has(request.method)) requireOwnOrigin(request)
    return operator
  }

  app.decorateRequest('operator', undefined as unknown as Operator)
  app.decorateRequest('isLetIn', function () {
    try {
      operatorOf(this)
      return true
    } catch (error) {
      if (error instanceof ApiError) return false
      throw error
    }
  })
  app.decorate('requireOwnOrigin', requireOwnOrigin)
  app.decorate('requireRole', (...allowed: readonly Role[]) => async (request) => {
    const operator = operatorOf(request)
    if (operator.role !== 'admin' && !allowed.includes(operator.role)) {
      throw new ApiError('ROLE_REQUIRED', `${operator.name} has the role ${operator.role}; this needs ${['admin', ...allowed.filter((role) => role !== 'admin')].join(' or ')}`)
    }
    request.operator = operator
    app.connectionShown(request)
  })
}

/** Who of the people and services asks, and whether they may. */
export default fp(plugin, { name: 'operator-auth', dependencies: ['connections'], fastify: '5.x' })
