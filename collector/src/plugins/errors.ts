import fp from 'fastify-plugin'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ErrorAnswer } from '@mimamori/contract'
import { DuplicateDeviceError, StateConflictError, UnknownDeviceError } from '../devices/registry/registry.ts'
import { LogBudgetError } from '../logs/log-budget.ts'
import { PageRefusedError } from '../live/live-store.ts'
import { StorageUnavailableError } from '../storage/errors.ts'
import { RunConflictError, RunTooLargeError, UnknownRunError } from '../updates/updates.ts'
import { ApiError, type ErrorCode } from '../http/errors/error-codes.ts'

/** Errors of our own rooms, as they are answered. */
const ownErrors: readonly [new (...args: never[]) => Error, (error: Error) => ApiError][] = [
  [UnknownDeviceError, (error) => new ApiError('CLIENT_DEVICE_NOT_FOUND', error.message)],
  [DuplicateDeviceError, (error) => new ApiError('CLIENT_DEVICE_EXISTS', error.message)],
  [StateConflictError, (error) => new ApiError('STATE_CONFLICT', error.message)],
  [UnknownRunError, (error) => new ApiError('UPDATE_RUN_NOT_FOUND', error.message)],
  [RunConflictError, (error) => new ApiError('UPDATE_RUN_CONFLICT', error.message)],
  [RunTooLargeError, (error) => new ApiError('VALIDATION_FAILED', error.message, { issues: [{ path: '/hosts', message: error.message }] })],
  [PageRefusedError, (error) => new ApiError('PAGE_REFUSED', error.message, { issues: (error as PageRefusedError).issues })],
  [LogBudgetError, (error) => new ApiError('TOO_MANY_LOG_BYTES', error.message, { retryAfterSeconds: (error as LogBudgetError).retryAfterSeconds })],
  [StorageUnavailableError, (error) => new ApiError('STORAGE_UNAVAILABLE', error.message, { retryAfterSeconds: 60 })]
]

/** What the framework refuses by itself: by its code, else by its status. No code of its own leaves the collector. */
const frameworkCodes: Readonly<Record<string, readonly [ErrorCode, string]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: ['BODY_TOO_LARGE', 'the body is larger than this route takes'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['CONTENT_TYPE_UNSUPPORTED', 'this content type is not taken here; most routes want application/json'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ['BODY_UNREADABLE', 'the body is not as long as its content-length says'],
  FST_ERR_BAD_URL: ['REQUEST_MALFORMED', 'the path cannot be decoded'],
  FST_ERR_MAX_PARAM_LENGTH: ['URL_TOO_LONG', 'a part of the path is too long']
}
const statusCodes: Readonly<Record<number, readonly [ErrorCode, string]>> = {
  400: ['REQUEST_MALFORMED', 'the request cannot be read'],
  404: ['ROUTE_NOT_FOUND', 'there is nothing here'],
  408: ['REQUEST_TIMEOUT', 'the request took too long to arrive'],
  413: ['BODY_TOO_LARGE', 'the body is larger than this route takes'],
  414: ['URL_TOO_LONG', 'the path is too long'],
  415: ['CONTENT_TYPE_UNSUPPORTED', 'this content type is not taken here'],
  429: ['RATE_LIMITED', 'too many requests'],
  503: ['OVERLOADED', 'the collector is stopping or has too much to do; try again']
}

/** Any thrown value as an error of the table. What we do not know is our own fault and its text stays with us. */
export const toApiError = (error: unknown): ApiError => {
  if (error instanceof ApiError) return error
  for (const [type, convert] of ownErrors) {
    if (error instanceof type) return convert(error)
  }
  const { code = '', statusCode = 500 } = error as Partial<FastifyError>
  const [known, message] = frameworkCodes[code] ?? statusCodes[statusCode] ?? ['INTERNAL', 'something went wrong inside the collector; its log has this requestId'] as const
  return new ApiError(known, message, { cause: error })
}

/** Nobody reads more, and much of it can be what was sent. */
const bounds = { issues: 50, path: 200, text: 1000, stack: 2000 } as const
const cut = (text: string, length: number): string => text.length > length ? `${text.slice(0, length)}…` : text

export const errorBody = (requestId: string, { code, message, issues }: ApiError): ErrorAnswer => ({
  requestId,
  code,
  message: cut(message, bounds.text),
  ...issues && { issues: issues.slice(0, bounds.issues).map(({ path, message }) => ({ path: cut(path, bounds.path), message: cut(message, bounds.text) })) }
})

/** What the log needs of an error: without the fields that libraries put on theirs, such as the whole of an answer. */
const forLog = (error: unknown) =>
  error instanceof Error ? { type: error.name, message: cut(error.message, bounds.text), stack: cut(error.stack ?? '', bounds.stack) } : { type: typeof error, message: cut(String(error), bounds.text) }

/** Answers of 5xx that are no trouble of ours, and may come by the hundred: they are counted, not logged. */
const ordinary: ReadonlySet<ErrorCode> = new Set(['REGISTRY_EMPTY', 'OVERLOADED'])

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

const noRoute = ({ method, url }: FastifyRequest): ApiError => new ApiError('ROUTE_NOT_FOUND', `there is no ${method} ${cut(url.split('?')[0]!, bounds.path)}`)

const plugin = async (app: FastifyInstance): Promise<void> => {
  // Before the body is read, which would be anyone's.
  app.addHook('onRequest', (request, _reply, next) => { next(request.is404 ? noRoute(request) : undefined) })
  app.setErrorHandler((error, request, reply) => { answerError(error, request, reply) })
  app.setNotFoundHandler((request, reply) => { answerError(noRoute(request), request, reply) })
}

/** One shape for every error. */
export default fp(plugin, { name: 'errors', fastify: '5.x' })
