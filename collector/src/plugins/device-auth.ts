import rateLimit from '@fastify/rate-limit'
import fp from 'fastify-plugin'
import type { FastifyInstance, onRequestAsyncHookHandler } from 'fastify'
import type { Clock } from '../clock/clock.ts'
import type { Config } from '../config/settings.ts'
import type { Connections } from '../devices/connection/connection.ts'
import type { Device } from '../devices/registry/device.ts'
import type { Registry } from '../devices/registry/registry.ts'
import { createDeviceAuthentication } from '../http/authentication/device-authentication.ts'
import { ApiError } from '../http/errors/error-codes.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The device whose key the request shows. Only on routes with `onRequest: app.requireDevice`. */
    device: Device
  }
  interface FastifyInstance {
    /** Hooks for `onRequest` of a route that devices call: the key, in turn (admission.ts), then the device's own limits. */
    requireDevice: onRequestAsyncHookHandler[]
    /** To be called with the id that a body or path claims. @throws {ApiError} CLIENT_ID_MISMATCH */
    requireOwnId: (request: FastifyRequest, claimedId: string) => void
  }
}

interface Options {
  readonly config: Pick<Config, 'deviceRequestsPerMinute'>
  readonly registry: Registry
  readonly connections: Connections
  readonly clock: Clock
}

const plugin = async (app: FastifyInstance, { config, registry, connections, clock }: Options): Promise<void> => {
  const { authenticate, requireOwnId } = createDeviceAuthentication({ registry, connections, clock, onShown: app.connectionShown })
  const quiet = { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false }
  await app.register(rateLimit, { global: false, cache: 10_000, addHeaders: { ...quiet, 'retry-after': true }, addHeadersOnExceeding: quiet })
  const limit: onRequestAsyncHookHandler = app.rateLimit({
    max: config.deviceRequestsPerMinute,
    timeWindow: 60_000,
    keyGenerator: ({ device }) => device.id,
    errorResponseBuilder: (_request, { ttl }) => new ApiError('RATE_LIMITED', 'this device sends too many requests', { retryAfterSeconds: Math.ceil(ttl / 1000) })
  })
  app.decorateRequest('device', undefined as unknown as Device)
  const requireWork: onRequestAsyncHookHandler = async ({ device }) => { app.requireWork(device.id) }
  /** To know whose turn it is costs less than a turn. */
  const inTurn: onRequestAsyncHookHandler = async (request) => {
    try {
      authenticate(request)
    } catch (error) {
      await app.admitInTurn('')
      throw error
    }
    await app.admitInTurn(request.device.id)
  }
  app.decorate('requireDevice', [inTurn, limit, requireWork])
  app.decorate('requireOwnId', requireOwnId)
}

/** Whose key a request shows, and limits for each key: none for the good keys of an address, which a whole site may share. */
export default fp(plugin, { name: 'device-auth', dependencies: ['admission', 'connections', 'device-work'], fastify: '5.x' })
