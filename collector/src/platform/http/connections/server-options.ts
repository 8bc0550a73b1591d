import { readFileSync } from 'node:fs'
import { LogController, type FastifyBaseLogger, type FastifyServerOptions } from 'fastify'
import type { Config } from '../../config/settings.ts'
import { answerError } from '../errors/error-answer.ts'
import { answerBrokenConnection } from './broken-connection.ts'

/**
 * Only ciphers with forward secrecy: recorded traffic cannot be decrypted with a key that is stolen later. TLS 1.3 has no
 * others; of TLS 1.2, the ones that Mozilla's "intermediate" gives (https://wiki.mozilla.org/Security/Server_Side_TLS), without DHE.
 */
export const tlsOptions = {
  minVersion: 'TLSv1.2',
  ciphers: [
    'TLS_AES_128_GCM_SHA256',
    'TLS_AES_256_GCM_SHA384',
    'TLS_CHACHA20_POLY1305_SHA256',
    'ECDHE-ECDSA-AES128-GCM-SHA256',
    'ECDHE-RSA-AES128-GCM-SHA256',
    'ECDHE-ECDSA-AES256-GCM-SHA384',
    'ECDHE-RSA-AES256-GCM-SHA384',
    'ECDHE-ECDSA-CHACHA20-POLY1305',
    'ECDHE-RSA-CHACHA20-POLY1305'
  ].join(':'),
  handshakeTimeout: 10_000
} as const

/**
 * The HTTP server's limits for slow, broken and malicious peers. A client that trickles its request is cut off;
 * an agent's connection lives from one report to the next.
 */
export const serverOptions = (config: Config, log: FastifyBaseLogger): FastifyServerOptions => {
  const requestTimeout = config.requestTimeoutSeconds * 1000
  const http = {
    // platform/http/connections/request-headers.ts does it.
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
    requestIdHeader: false,
    // A busy machine may take any time to start it.
    pluginTimeout: 0,
    bodyLimit: config.maxBodyBytes,
    routerOptions: { maxParamLength: 253 },
    requestTimeout,
    connectionTimeout: 180_000,
    keepAliveTimeout: Math.max(75_000, config.reportIntervalSeconds * 1500),
    forceCloseConnections: 'idle',
    // Its own 503 has another shape than ours; while we close, requests under way on open connections are answered as ever.
    return503OnClosing: false,
    clientErrorHandler: answerBrokenConnection,
    frameworkErrors: (error: Error, request: Parameters<typeof answerError>[1], reply: Parameters<typeof answerError>[2]) => {
      answerError(error, request, reply)
    }
  }
}
