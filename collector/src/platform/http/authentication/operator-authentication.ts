import type { FastifyRequest } from 'fastify'
import type { Operator, OperatorDirectory } from './operator.ts'
import { publicOrigin } from '../../config/origin.ts'
import { publicCommand } from '../../config/own-command.ts'
import { requestOrigin } from '../../config/request-origin.ts'
import type { Config } from '../../config/settings.ts'
import { ApiError } from '../../errors/error-codes.ts'
import { bearerToken } from './authorization.ts'

export const sessionCookie = 'mimamori_session'

/**
 * For a request that came past `requireOwnOrigin`: a browser would not keep a cookie for https that came by http, where a proxy's users
 * go past it.
 */
export const cookieOptions = ({ headers: { origin } }: FastifyRequest) =>
  ({ path: '/', httpOnly: true, sameSite: 'strict', secure: origin?.startsWith('https:') === true }) as const

const harmless = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Authenticates people and services. */
export interface OperatorAuthentication {
  /** By bearer token, else by the browser's session. @throws {ApiError} with the reason why nobody is let in */
  readonly operatorOf: (request: FastifyRequest) => Operator
  /** Refuses what a page of another origin could have sent with our cookie. @throws {ApiError} */
  readonly requireOwnOrigin: (request: FastifyRequest) => void
}

export const createOperatorAuthentication = ({
  operators,
  config
}: {
  readonly operators: OperatorDirectory
  readonly config: Config
}): OperatorAuthentication => {
  /**
   * SameSite alone is not enough: Grafana on another port of this host is "same site". A form cannot send JSON, and no
   * page can lie about its origin.
   */
  const requireOwnOrigin = ({ headers: { origin, host = '', 'content-type': type } }: FastifyRequest): void => {
    const own = publicOrigin(config, host)
    // The server's addresses stay open to administrators where a proxy's name is set.
    if (origin === undefined || (origin !== own && origin !== requestOrigin(config, host))) {
      throw new ApiError('ORIGIN_REFUSED', `expected the header Origin: ${own}, as the collector's own page sends it`)
    }
    if (type !== undefined && !/^application\/json\b/i.test(type)) {
      throw new ApiError('CONTENT_TYPE_UNSUPPORTED', 'expected content-type: application/json')
    }
  }

  const command = publicCommand()
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
    // Browsers send it with what a page of another origin reads, such as an event stream.
    if (!harmless.has(request.method) || request.headers.origin !== undefined) requireOwnOrigin(request)
    return operator
  }

  return { operatorOf, requireOwnOrigin }
}
