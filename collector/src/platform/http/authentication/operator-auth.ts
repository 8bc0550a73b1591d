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
import { createOperatorAuthentication } from './operator-authentication.ts'
import { peerAddress } from '../connections/peer-address.ts'
import { ApiError } from '../../errors/error-codes.ts'

/**
 * On whose behalf a program with a token says that it changes something. From a browser it is not taken: its session is somebody's own.
 * @throws {ApiError} where it cannot be read
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
    /** The same for the audit log: what changes something passes it on. Where `operator` is. */
    author: Author
    /** Whether it would still be let in: an answer that goes on ends with the token or the session. */
    isLetIn: () => boolean
    /** The role of who asks, on any route; undefined where that is nobody who is let in. */
    roleNow: () => Role | undefined
  }
  interface FastifyInstance {
    /**
     * A hook for `onRequest`: lets these roles in, and admin always, by bearer token or by the browser's session. The description of the
     * interface reads its `roles`.
     */
    requireRole: (...allowed: readonly Role[]) => onRequestAsyncHookHandler
    /** Refuses what a page of another origin could have sent with our cookie. */
    requireOwnOrigin: (request: FastifyRequest) => void
  }
}

interface Parts {
  readonly operators: OperatorDirectory
  readonly clock: Pick<Clock, 'nowMs'>
  readonly config: Config
}

const plugin = async (app: FastifyInstance, { operators, clock, config }: Parts): Promise<void> => {
  await app.register(cookie)
  const { operatorOf, requireOwnOrigin } = createOperatorAuthentication({ operators, config })
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
export default fp(plugin, { name: 'operator-auth', dependencies: ['connections'], fastify: '5.x' })
