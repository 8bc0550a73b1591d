import type { FastifyError } from 'fastify'
import { ApiError, CodedError, type ErrorCode } from '../../errors/error-codes.ts'
import { toError, toFailure } from '../../storage/failure.ts'

/** The errors of Fastify by their code, else by their status. Fastify's own codes are never sent. */
const frameworkCodes: Readonly<Record<string, readonly [ErrorCode, string]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: ['BODY_TOO_LARGE', 'the body is too large for this route'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['CONTENT_TYPE_UNSUPPORTED', 'unsupported content type; most routes expect application/json'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ['BODY_UNREADABLE', 'the body is not as long as its content-length says'],
  FST_ERR_BAD_URL: ['REQUEST_MALFORMED', 'the path cannot be decoded'],
  FST_ERR_MAX_PARAM_LENGTH: ['URL_TOO_LONG', 'a part of the path is too long']
}
const statusCodes: Readonly<Record<number, readonly [ErrorCode, string]>> = {
  400: ['REQUEST_MALFORMED', 'the request is malformed'],
  404: ['ROUTE_NOT_FOUND', 'not found'],
  408: ['REQUEST_TIMEOUT', 'the request took too long to arrive'],
  413: ['BODY_TOO_LARGE', 'the body is too large for this route'],
  414: ['URL_TOO_LONG', 'the path is too long'],
  415: ['CONTENT_TYPE_UNSUPPORTED', 'unsupported content type'],
  429: ['RATE_LIMITED', 'too many requests'],
  503: ['OVERLOADED', 'the collector is stopping or overloaded; try again']
}

/** Any thrown value as an error of the table. An unknown one is INTERNAL, and its message is not sent. */
export const toApiError = (error: unknown): ApiError => {
  if (error instanceof ApiError) return error
  if (error instanceof CodedError) {
    const { code, message, issues, retryAfterSeconds } = error
    return new ApiError(code, message, { issues, retryAfterSeconds })
  }
  const failure = toFailure(error)
  if (failure.trouble !== undefined) return toApiError(toError(failure))
  const { code = '', statusCode = 500 } = error as Partial<FastifyError>
  const [known, message] =
    frameworkCodes[code] ??
    statusCodes[statusCode] ??
    (['INTERNAL', 'something went wrong inside the collector; its log has this requestId'] as const)
  return new ApiError(known, message, { cause: error })
}
