import type { Issue } from '@mimamori/contract'

/** Every code that an error answer can carry, with its HTTP status. A code never changes its meaning. */
export const errorCodes = {
  /** A body, header, query or path does not match its schema; `issues` has the path of each mistake. */
  VALIDATION_FAILED: 400,
  /** The body cannot be parsed as its content type. */
  BODY_UNREADABLE: 400,
  REQUEST_MALFORMED: 400,
  CLIENT_KEY_REQUIRED: 401,
  CLIENT_KEY_INVALID: 401,
  OPERATOR_TOKEN_REQUIRED: 401,
  OPERATOR_TOKEN_INVALID: 401,
  LOGIN_CODE_INVALID: 401,
  /** The user's name or password is wrong. */
  PASSWORD_INVALID: 401,
  /** The one-time token of a device is unknown, used or too old. */
  ENROLLMENT_TOKEN_INVALID: 401,
  /** The token of a wall display's link is unknown, was revoked, or is not a viewer's. */
  WALL_LINK_INVALID: 401,
  CLIENT_RETIRED: 403,
  CLIENT_ID_MISMATCH: 403,
  ROLE_REQUIRED: 403,
  ORIGIN_REFUSED: 403,
  ROUTE_NOT_FOUND: 404,
  CLIENT_DEVICE_NOT_FOUND: 404,
  /** No device is enrolled at this site. */
  SITE_NOT_FOUND: 404,
  TOKEN_NOT_FOUND: 404,
  USER_NOT_FOUND: 404,
  SESSION_NOT_FOUND: 404,
  ENROLLMENT_TOKEN_NOT_FOUND: 404,
  RECEIVER_NOT_FOUND: 404,
  /** No alert with this fingerprint is firing. */
  ALERT_NOT_FOUND: 404,
  /** No active or pending silence has this id. */
  SILENCE_NOT_FOUND: 404,
  /** There is no such update run, or it was removed after its retention. */
  UPDATE_RUN_NOT_FOUND: 404,
  /** No requested run with this id waits for an answer. */
  RUN_REQUEST_NOT_FOUND: 404,
  /** There is no such set of content, or no such version or file of it. */
  CONTENT_NOT_FOUND: 404,
  /** The device is enrolled, and its live series have expired. */
  NO_LIVE_SERIES: 404,
  REQUEST_TIMEOUT: 408,
  /** For logs and counters only: a client that closed the connection receives no answer. */
  CONNECTION_LOST: 408,
  CLIENT_DEVICE_EXISTS: 409,
  /** Another device in use has it. */
  CLIENT_ADDRESS_TAKEN: 409,
  STATE_CONFLICT: 409,
  TOKEN_EXISTS: 409,
  USER_EXISTS: 409,
  RECEIVER_EXISTS: 409,
  /** Receivers of e-mail need the mail relay. */
  MAIL_RELAY_REQUIRED: 409,
  /** A different start or end of this update run is stored. */
  UPDATE_RUN_CONFLICT: 409,
  /** The upload of a file does not go on there, or somebody uploads it at the moment. */
  UPLOAD_CONFLICT: 409,
  /** Files of the manifest are to be uploaded first. */
  CONTENT_FILES_MISSING: 409,
  BODY_TOO_LARGE: 413,
  URL_TOO_LONG: 414,
  CONTENT_TYPE_UNSUPPORTED: 415,
  CONTENT_ENCODING_UNSUPPORTED: 415,
  EXPECTATION_UNSUPPORTED: 417,
  /** The Host header has a name that is not known to be the collector's. */
  HOST_REFUSED: 421,
  /** An exposition or batch that the collector rejects as a whole. */
  EXPOSITION_REFUSED: 422,
  /** The receiver rejected the message, and would reject it again. */
  DELIVERY_REFUSED: 422,
  /** An uploaded file is not what its SHA-256 and size say. */
  UPLOAD_MISMATCH: 422,
  /** Settings files that their schemas refuse, or templates that cannot be filled in; nothing was published. */
  CONTENT_REFUSED: 422,
  /** Alertmanager would reject the configuration that the change leads to; nothing was changed. */
  CONFIGURATION_REFUSED: 422,
  RATE_LIMITED: 429,
  /** A device has sent more bytes of log lines than it may per minute; nothing was stored. */
  TOO_MANY_LOG_BYTES: 429,
  /** An unknown or weak key, from an address that has sent many wrong keys. */
  TOO_MANY_WRONG_KEYS: 429,
  HEADERS_TOO_LARGE: 431,
  INTERNAL: 500,
  /** The message could not be delivered, and may be at the next attempt. */
  DELIVERY_FAILED: 502,
  /** Alertmanager answered with an error, which is the message. */
  ALERTMANAGER_REFUSED: 502,
  /** Prometheus answered with an error, which is the message. */
  PROMETHEUS_REFUSED: 502,
  REGISTRY_EMPTY: 503,
  /** No update runner listens that may start this. */
  RUNNER_UNAVAILABLE: 503,
  /** No Alertmanager is set, or it does not answer. */
  ALERTMANAGER_UNAVAILABLE: 503,
  /** No Prometheus is set, or it does not answer. */
  PROMETHEUS_UNAVAILABLE: 503,
  /** The queue of log lines for their backend is full; nothing was stored. */
  LOG_QUEUE_FULL: 503,
  /** The queue of late samples is full; nothing was stored. */
  SAMPLE_QUEUE_FULL: 503,
  /** Loki does not answer, or answered with an error; the message has the details. */
  LOKI_UNAVAILABLE: 503,
  /** The database cannot be written: the disk is full or failing. */
  STORAGE_UNAVAILABLE: 503,
  /** Too many requests at once, or the collector is stopping. */
  OVERLOADED: 503,
  /** The disk has no room for a file of content. */
  CONTENT_FULL: 507
} as const
export type ErrorCode = keyof typeof errorCodes

/** Thrown by a feature to have its message answered with one of these codes. */
export abstract class CodedError extends Error {
  abstract readonly code: ErrorCode
  declare readonly issues?: readonly Issue[] | undefined
  declare readonly retryAfterSeconds?: number
}

interface ApiErrorOptions {
  readonly issues?: readonly Issue[] | undefined
  readonly retryAfterSeconds?: number | undefined
  readonly cause?: unknown
}

/** Thrown by a route to answer with one of these codes. The message is sent to the client. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly code: ErrorCode
  readonly statusCode: number
  readonly issues: readonly Issue[] | undefined
  readonly retryAfterSeconds: number | undefined

  constructor (code: ErrorCode, message: string, { issues, retryAfterSeconds, cause }: ApiErrorOptions = {}) {
    super(message, { cause })
    this.code = code
    this.statusCode = errorCodes[code]
    this.issues = issues
    this.retryAfterSeconds = retryAfterSeconds
  }
}
