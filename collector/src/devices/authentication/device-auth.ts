import fp from 'fastify-plugin'
import type { FastifyInstance, onRequestAsyncHookHandler } from 'fastify'
import type { Clock } from '../../platform/clock/clock.ts'
import type { Config } from '../../platform/config/settings.ts'
import type { Connections } from '../connection/connection.ts'
import type { Device } from '../registry/device.ts'
import type { Registry } from '../registry/registry.ts'
import { createTurnstile } from '../../platform/event-loop/turnstile.ts'
import { createMinuteBudget } from '../../platform/rate-limits/minute-budget.ts'
import { createDeviceAuthentication } from './device-authentication.ts'
import { createWorkBudget, type WorkBudget } from '../../platform/http/bodies/work-budget.ts'
import { ApiError } from '../../platform/errors/error-codes.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The device whose key the request shows. Only on routes with `onRequest: app.requireDevice`. */
    device: Device
    /** Server time at which the headers of such a request arrived, which is closest to when it was sent: a body may take long. */
    receivedMs: number
  }
  interface FastifyInstance {
    /** The `onRequest` of a route that devices call: the key, its turn (turnstile.ts), then the device's own limits. */
    requireDevice: onRequestAsyncHookHandler
    /** To be called with the time that reading a device's body took. */
    spendWork: WorkBudget['spend']
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
  app.decorateRequest('device', undefined as unknown as Device)
  app.decorateRequest('receivedMs', 0)
  const work = createWorkBudget(clock)
  const requests = createMinuteBudget({ clock, perMinute: config.deviceRequestsPerMinute, least: 1 })
  const countRequest = (deviceId: string): void => {
    const retryAfterSeconds = requests.waitSeconds(deviceId)
    if (retryAfterSeconds !== undefined) throw new ApiError('RATE_LIMITED', 'this device sends too many requests', { retryAfterSeconds })
    requests.spend(deviceId, 1)
  }
  const admitInTurn = createTurnstile()
  app.decorate('requireDevice', async (request) => {
    request.receivedMs = clock.nowMs()
    try {
      // Before its turn, which costs more.
      authenticate(request)
    } catch (error) {
      await admitInTurn('')
      throw error
    }
    const { device: { id } } = request
    await admitInTurn(id)
    countRequest(id)
    work.require(id)
  })
  app.decorate('requireOwnId', requireOwnId)
  app.decorate('spendWork', work.spend)
}

/**
 * Whose key a request shows, its turn among those of others, and limits for each key, so that no device takes the time of the
 * others. An address has none for good keys: a whole site may share it.
 */
export default fp(plugin, { name: 'device-auth', dependencies: ['connections'], fastify: '5.x' })
