import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { LogController, type FastifyBaseLogger, type FastifyServerOptions } from 'fastify'
import type { Config } from './config/settings.ts'
import { answerError, errorBody } from './plugins/errors.ts'
import { ApiError, type ErrorCode } from './http/errors/error-codes.ts'
import { noteAnswer } from './http/bodies/whole-body.ts'

const connectionCodes: Readonly<Record<string, readonly [ErrorCode, string]>> = {
  HPE_HEADER_OVERFLOW: ['HEADERS_TOO_LARGE', 'the headers are too large'],
  ERR_HTTP_REQUEST_TIMEOUT: ['REQUEST_TIMEOUT', 'the request took too long to arrive']
}

/** Answers what Node itself refused, of which a route knows nothing, in our shape, and hangs up. */
const answerBrokenConnection = (error: NodeJS.ErrnoException, socket: Socket): void => {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
    socket.destroy()
    return
  }
  const [code, message] = connectionCodes[error.code ?? ''] ?? ['REQUEST_MALFORMED', 'the request is not HTTP'] as const
  const answer = new ApiError(code, message)
  noteAnswer(socket, answer)
  const requestId = randomUUID()
  const body = JSON.stringify(errorBody(requestId, answer))
  socket.end(`HTTP/1.1 ${answer.statusCode} ${STATUS_CODES[answer.statusCode]}\r\ncontent-type: application/json; charset=utf-8\r\nx-request-id: ${requestId}\r\n` +
    `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`)
}

/**
 * Only ciphers with forward secrecy: who has recorded the LAN and later gets the key can still read none of it. TLS 1.3 has no
 * others; of TLS 1.2, those that Mozilla's "intermediate" gives (https://wiki.mozilla.org/Security/Server_Side_TLS), without DHE.
 */
const tlsOptions = {
  minVersion: 'TLSv1.2',
  ciphers: [
    'TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256',
    'ECDHE-ECDSA-AES128-GCM-SHA256', 'ECDHE-RSA-AES128-GCM-SHA256', 'ECDHE-ECDSA-AES256-GCM-SHA384', 'ECDHE-RSA-AES256-GCM-SHA384', 'ECDHE-ECDSA-CHACHA20-POLY1305', 'ECDHE-RSA-CHACHA20-POLY1305'
  ].join(':'),
  handshakeTimeout: 10_000
} as const

/**
 * How the HTTP server behaves towards slow, broken and malicious peers. A client that trickles its request is cut off;
 * an agent's connection lives from one report to the next.
 */
export const serverOptions = (config: Config, log: FastifyBaseLogger): FastifyServerOptions => {
  const requestTimeout = config.requestTimeoutSeconds * 1000
  const http = {
    // plugins/request-head.ts does it.
    requireHostHeader: false,
    headersTimeout: Math.min(10_000, requestTimeout),
    connectionsCheckingInterval: Math.min(5000, requestTimeout / 2)
  }
  const tls = config.tlsCert !== undefined && config.tlsKey !== undefined
    ? { https: { ...http, cert: readFileSync(config.tlsCert), key: readFileSync(config.tlsKey), ...tlsOptions } }
    : { http }
  return {
    ...tls,
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    bodyLimit: config.maxBodyBytes,
    routerOptions: { maxParamLength: 253 },
    requestTimeout,
    connectionTimeout: 180_000,
    keepAliveTimeout: Math.max(75_000, config.reportIntervalSeconds * 1500),
    forceCloseConnections: 'idle',
    // Its own 503 has another shape than ours; while we close, requests under way on open connections are answered as ever.
    return503OnClosing: false,
    clientErrorHandler: answerBrokenConnection,
    frameworkErrors: (error: Error, request: Parameters<typeof answerError>[1], reply: Parameters<typeof answerError>[2]) => { answerError(error, request, reply) }
  }
}
