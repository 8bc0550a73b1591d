import type { FastifyRequest } from 'fastify'
import { decodeOnBehalfOf, onBehalfOfHeader } from '@mimamori/contract'
import { ApiError } from '../../errors/error-codes.ts'
import { bearerToken } from './authorization.ts'

/**
 * On whose behalf a program with a token says that it changes something. From a browser it is not taken: its session is somebody's own.
 * @throws {ApiError} where it cannot be read
 */
export const onBehalfOf = ({ method, headers }: FastifyRequest): string | undefined => {
  const given = headers[onBehalfOfHeader]
  if (given === undefined || method === 'GET' || method === 'HEAD' || bearerToken(headers.authorization) === undefined) return undefined
  const account = decodeOnBehalfOf(String(given))
  if (account !== undefined) return account
  const message = 'expected the name of an account, percent-encoded, with at most 100 characters and no control characters'
  throw new ApiError('VALIDATION_FAILED', `the header ${onBehalfOfHeader}: ${message}`, {
    issues: [{ path: `/${onBehalfOfHeader}`, message }]
  })
}
