import cookie from '@fastify/cookie'
import { decodeOnBehalfOf, onBehalfOfHeader } from '@mimamori/contract'
import fp from 'fastify-plugin'
import type { FastifyInstance, FastifyRequest, onRequestAsyncHookHandler } from 'fastify'
import type { Role } from '@mimamori/contract/roles'
import { bearerToken } from './authorization.ts'
import type { Operator, OperatorDirectory } from './operator.ts'
import type { Author } from '../../audit/author.ts'
import type { Clock } from '../../clock/clock.ts'
import type { Config } from '../../config/settings.ts'
import { publicCommand } from '../../config/local-command.ts'
import { publicOrigin } from '../../config/origin.ts'
import { requestOrigin } from '../../config/request-origin.ts'
import { peerAddress } from '../connections/peer-address.ts'
import { ApiError } from '../../errors/error-codes.ts'
import { sessionCookie } from './session-cookie.ts'

/**
 * The account for which a program with a token changes something. From a browser it is not taken: its session is somebody's own.
 * @throws {ApiError} if it cannot be read
 */
const onBehalfOf = ({ method, headers }: FastifyRequest): string | undefined => {
  const given = headers[onBehalfOfHeader]
  if (given === undefined || method === 'GET' || method === 'HEAD' || bearerToken(headers.authorization) === undefined) return undefined
  const account = decodeOnBehalfOf(String(given))
  if (account !== undefined) return account
  const message = 'expected the name of an account, percent-encoded, with at most 100 characters and no control characters'
  throw new ApiError('VALIDATION_FAILED', `the header ${onBehalfOfHeader}: ${message}`, {
    issues: [{ path: `/${onBehalfOfHeader}`, message }]
  })
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The person or service that asks. Only on routes with `onRequest: app.requireRole(…)`. */
    operator: Operator
    /** The same for the audit log: changes pass it on. Set whenever `operator` is. */
    author: Author
    /** Whether it would still be let in: an answer that goes on ends with the token or the session. */
    isLetIn: () => boolean
    /** The role of the requester, on any route; undefined for anybody who is not let in. */
    roleNow: () => Role | undefined
  }
  interface FastifyInstance {
    /**
     * A hook for `onRequest`: lets these roles in, and admin always, by bearer token or by the browser's session. The description of the
     * interface reads its `roles`.
     */
    requireRole: (...allowed: readonly Role[]) => onRequestAsyncHookHandler
    /** Refuses requests that a page of another origin could have sent with our cookie. @throws {ApiError} */
    requireOwnOrigin: (request: FastifyRequest) => void
  }
}

interface Deps {
  readonly operators: OperatorDirectory
  readonly clock: Pick<Clock, 'nowMs'>
  readonly config: Config
}

const harmless = new Set(['GET', 'HEAD', 'OPTIONS'])

const plugin = async (app: FastifyInstance, { operators, clock, config }: Deps): Promise<void> => {
  await app.register(cookie)
  /**
   * SameSite alone is not enough: Grafana on another port of this host is "same site". A form can send neither JSON
   * nor a part of an upload, and no page can lie about its origin.
   */
  const requireOwnOrigin = ({ headers: { origin, host = '', 'content-type': type } }: FastifyRequest): void => {
    const own = publicOrigin(config, host)
    // The server's addresses stay open to administrators even if a proxy's name is set.
    if (origin === undefined || (origin !== own && origin !== requestOrigin(config, host))) {
      throw new ApiError('ORIGIN_REFUSED', `expected the header Origin: ${own}, as the collector's own page sends it`)
    }
    if (type !== undefined && !/^application\/(?:json|partial-upload)\b/i.test(type)) {
      throw new ApiError('CONTENT_TYPE_UNSUPPORTED', 'expected content-type: application/json')
    }
  }

  const command = publicCommand()
  /** By bearer token, else by the browser's session. @throws {ApiError} with the reason why nobody is let in */
  const operatorOf = (request: FastifyRequest): Operator => {
    const token = bearerToken(request.headers.authorization)
    if (token !== undefined) {
      const operator = operators.byToken(token)
      if (!operator) throw new ApiError('OPERATOR_TOKEN_INVALID', 'the token is unknown or was revoked')
      return operator
    }
    const secret = request.cookies[sessionCookie]
    const operator = secret === undefined ? undefined : operators.bySession(secret)
    if (!operator) {
      throw new ApiError(
        'OPERATOR_TOKEN_REQUIRED',
        `log in, or send Authorization: Bearer TOKEN; on the server, \`${command} login\` prints a login link`
      )
    }
    // Browsers send it with reads by a page of another origin, such as an event stream.
    if (!harmless.has(request.method) || request.headers.origin !== undefined) requireOwnOrigin(request)
    return operator
  }

  app.decorateRequest('operator', undefined as unknown as Operator)
  app.decorateRequest('author', undefined as unknown as Author)
  app.decorateRequest('roleNow', function () {
    try {
      return operatorOf(this).role
    } catch (error) {
      if (error instanceof ApiError) return undefined
      throw error
    }
  })
  app.decorateRequest('isLetIn', function () { return this.roleNow() !== undefined })
  app.decorate('requireOwnOrigin', requireOwnOrigin)
  app.decorate('requireRole', (...allowed: readonly Role[]) => Object.assign(async (request: FastifyRequest) => {
    const operator = operatorOf(request)
    if (operator.role !== 'admin' && !allowed.includes(operator.role)) {
      throw new ApiError(
        'ROLE_REQUIRED',
        `${operator.name} has the role ${operator.role}; this needs ${['admin', ...allowed.filter((role) => role !== 'admin')].join(' or ')}`
      )
    }
    request.operator = operator
    request.author = {
      name: operator.name,
      role: operator.role,
      address: peerAddress(request),
      onBehalfOf: onBehalfOf(request),
      requestId: request.id,
      atMs: clock.nowMs()
    }
    app.connectionShown(request)
  }, { roles: allowed }))
}

/** Authenticates people and services, and checks their roles. */
export default fp(plugin, { name: 'operator-authentication', dependencies: ['connections'], fastify: '5.x' })
