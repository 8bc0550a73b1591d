import type { FastifyError } from 'fastify'
import { AlertmanagerRefusedError, AlertmanagerUnreachableError } from '../../alerting/alertmanager/alertmanager-client.ts'
import { ConfigurationRefusedError } from '../../alerting/alertmanager/apply-configuration.ts'
import { UnknownAlertError } from '../../alerting/alerts/alerts.ts'
import { UncertainEndError } from '../../alerting/delivery/uncertain-ends.ts'
import { DuplicateReceiverError, LinkLocalAddressError, MailRelayRequiredError, UnknownReceiverError } from '../../alerting/receivers/receivers.ts'
import { NoAlertmanagerError, SilenceEndError, UnknownSilenceError } from '../../alerting/silences/silences.ts'
import { PrometheusRefusedError, PrometheusUnreachableError } from '../../devices/prometheus/prometheus-client.ts'
import { AddressTakenError, DuplicateDeviceError, StateConflictError, UnknownDeviceError } from '../../devices/registry/registry.ts'
import { ExpositionRefusedError } from '../../live/live-store.ts'
import { LogBudgetError } from '../../logs/intake/log-budget.ts'
import { QueueFullError } from '../../queue/queue-full-error.ts'
import { LokiUnavailableError } from '../../logs/loki/loki-client.ts'
import { StorageUnavailableError } from '../../storage/errors.ts'
import { toError, toFailure } from '../../storage/failure.ts'
import { RunConflictError, RunTooLargeError, UnknownRunError } from '../../updates/updates.ts'
import { ApiError, type ErrorCode } from './error-codes.ts'

/** The error codes for what the other folders throw. */
const ownErrors: readonly [new (...args: never[]) => Error, (error: Error) => ApiError][] = [
  [UnknownDeviceError, (error) => new ApiError('CLIENT_DEVICE_NOT_FOUND', error.message)],
  [AddressTakenError, (error) => new ApiError('CLIENT_ADDRESS_TAKEN', error.message, { issues: (error as AddressTakenError).issues })],
  [DuplicateDeviceError, (error) => new ApiError('CLIENT_DEVICE_EXISTS', error.message)],
  [StateConflictError, (error) => new ApiError('STATE_CONFLICT', error.message)],
  [UnknownRunError, (error) => new ApiError('UPDATE_RUN_NOT_FOUND', error.message)],
  [RunConflictError, (error) => new ApiError('UPDATE_RUN_CONFLICT', error.message)],
  [RunTooLargeError, (error) => new ApiError('VALIDATION_FAILED', error.message, { issues: [{ path: '/hosts', message: error.message }] })],
  [UnknownReceiverError, (error) => new ApiError('RECEIVER_NOT_FOUND', error.message)],
  [UncertainEndError, (error) => new ApiError('DELIVERY_FAILED', error.message)],
  [UnknownAlertError, (error) => new ApiError('ALERT_NOT_FOUND', error.message)],
  [UnknownSilenceError, (error) => new ApiError('SILENCE_NOT_FOUND', error.message)],
  [SilenceEndError, (error) => new ApiError('VALIDATION_FAILED', error.message, { issues: [{ path: '/until', message: error.message }] })],
  [NoAlertmanagerError, (error) => new ApiError('ALERTMANAGER_UNAVAILABLE', error.message, { retryAfterSeconds: 60 })],
  [AlertmanagerUnreachableError, (error) => new ApiError('ALERTMANAGER_UNAVAILABLE', error.message, { retryAfterSeconds: 60 })],
  [AlertmanagerRefusedError, (error) => new ApiError('ALERTMANAGER_REFUSED', error.message)],
  [PrometheusUnreachableError, (error) => new ApiError('PROMETHEUS_UNAVAILABLE', error.message, { retryAfterSeconds: 60 })],
  [PrometheusRefusedError, (error) => new ApiError('PROMETHEUS_REFUSED', error.message)],
  [DuplicateReceiverError, (error) => new ApiError('RECEIVER_EXISTS', error.message)],
  [LinkLocalAddressError, (error) => new ApiError('VALIDATION_FAILED', error.message, { issues: [{ path: (error as LinkLocalAddressError).path, message: error.message }] })],
  [MailRelayRequiredError, (error) => new ApiError('MAIL_RELAY_REQUIRED', error.message)],
  [ConfigurationRefusedError, (error) => new ApiError('CONFIGURATION_REFUSED', error.message)],
  [ExpositionRefusedError, (error) => new ApiError('EXPOSITION_REFUSED', error.message, { issues: (error as ExpositionRefusedError).issues })],
  [LogBudgetError, (error) => new ApiError('TOO_MANY_LOG_BYTES', error.message, { retryAfterSeconds: (error as LogBudgetError).retryAfterSeconds })],
  [QueueFullError, (error) => new ApiError((error as QueueFullError).queue === 'logs' ? 'LOG_QUEUE_FULL' : 'SAMPLE_QUEUE_FULL', error.message, { retryAfterSeconds: 60 })],
  [LokiUnavailableError, (error) => new ApiError('LOKI_UNAVAILABLE', error.message, { retryAfterSeconds: 60 })],
  [StorageUnavailableError, (error) => new ApiError('STORAGE_UNAVAILABLE', error.message, { retryAfterSeconds: 60 })]
]

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
  for (const [type, convert] of ownErrors) {
    if (error instanceof type) return convert(error)
  }
  const failure = toFailure(error)
  if (failure.trouble !== undefined) return toApiError(toError(failure))
  const { code = '', statusCode = 500 } = error as Partial<FastifyError>
  const [known, message] = frameworkCodes[code] ?? statusCodes[statusCode] ?? ['INTERNAL', 'something went wrong inside the collector; its log has this requestId'] as const
  return new ApiError(known, message, { cause: error })
}
