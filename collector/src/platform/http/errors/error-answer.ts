import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ErrorAnswer } from '@mimamori/contract'
import { ApiError, type ErrorCode } from '../../errors/error-codes.ts'
import { toApiError } from './to-api-error.ts'

/** Longer messages are cut: much of them may be what the client sent. */
const bounds = { issues: 50, path: 200, text: 1000, stack: 2000 } as const
const cut = (text: string, length: number): string => text.length > length ? `${text.slice(0, length)}…` : text

export const errorBody = (requestId: string, { code, message, issues }: ApiError): ErrorAnswer => ({
  requestId,
  code,
  message: cut(message, bounds.text),
  ...(issues && {
    issues: issues
      .slice(0, bounds.issues)
      .map(({ path, message }) => ({ path: cut(path, bounds.path), message: cut(message, bounds.text) }))
  })
})

/** An error for the log, without the fields that libraries add to theirs, such as a whole response. */
const forLog = (error: unknown) =>
  error instanceof Error
    ? { type: error.name, message: cut(error.message, bounds.text), stack: cut(error.stack ?? '', bounds.stack) }
    : { type: typeof error, message: cut(String(error), bounds.text) }

/** Answers of 5xx that are not caused by the collector and may be frequent: they are counted, not logged. */
const ordinary: ReadonlySet<ErrorCode> = new Set(['REGISTRY_EMPTY', 'OVERLOADED', 'DELIVERY_FAILED'])

/** Answers an error in the one shape that every client knows. Also used before a route is found. */
export const answerError = (error: unknown, request: FastifyRequest, reply: FastifyReply): void => {
  const answer = toApiError(error)
  if (answer.statusCode >= 500 && !ordinary.has(answer.code)) {
    request.log.error({ err: forLog(answer.cause ?? error), requestId: request.id, route: request.routeOptions?.url }, 'request failed')
  }
  if (answer.retryAfterSeconds !== undefined) void reply.header('retry-after', String(answer.retryAfterSeconds))
  if (answer.statusCode === 401) void reply.header('www-authenticate', 'Bearer realm="mimamori"')
  void reply.code(answer.statusCode).header('x-request-id', request.id).type('application/json; charset=utf-8')
    .serializer((body: unknown) => JSON.stringify(body))
    .send(errorBody(request.id, answer))
}

/** For a path or method that no route has. */
export const noRoute = ({ method, url }: Pick<FastifyRequest, 'method' | 'url'>): ApiError =>
  new ApiError('ROUTE_NOT_FOUND', `there is no ${method} ${cut(url.split('?')[0]!, bounds.path)}`)
