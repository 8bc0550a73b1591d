import rateLimit from '@fastify/rate-limit'
import fp from 'fastify-plugin'
import type { FastifyInstance, FastifyRequest, onRequestAsyncHookHandler } from 'fastify'
import { batchHeaders, clientKeyHeader } from '@mimamori/contract'
import type { Config } from '../config/settings.ts'
import type { Deps } from '../deps.ts'
import type { Device } from '../registry/device.ts'
import { ApiError } from './error-codes.ts'
import { basicCredentials, bearerToken } from './authorization.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The device whose key the request shows. Only on routes with `onRequest: app.requireDevice`. */
    device: Device
  }
  interface FastifyInstance {
    /** Hooks for `onRequest` of a route that devices call: in turn (admission.ts), the key, then the device's own rate limit. */
    requireDevice: onRequestAsyncHookHandler[]
    /** To be called with the id that a body or path claims. @throws {ApiError} CLIENT_ID_MISMATCH */
    requireOwnId: (request: FastifyRequest, claimedId: string) => void
  }
}

interface ShownKey {
  readonly key: string
  /** The id that came with the key: as Basic's user, or in the batch's header. */
  readonly claimedId?: string
}

const headerText = (value: string | string[] | undefined): string | undefined => Array.isArray(value) ? value[0] : value

const shownKey = ({ headers }: FastifyRequest): ShownKey | undefined => {
  const claimed = headerText(headers[batchHeaders.clientId])
  const claim = claimed ? { claimedId: claimed } : {}
  const plain = headerText(headers[clientKeyHeader]) ?? bearerToken(headers.authorization)
  if (plain) return { key: plain, ...claim }
  const basic = basicCredentials(headers.authorization)
  if (!basic?.password) return undefined
  return { key: basic.password, ...basic.user ? { claimedId: basic.user } : claim }
}

type Needs = Pick<Deps, 'registry' | 'presence' | 'clock'>

const plugin = async (app: FastifyInstance, { config, registry, presence, clock }: Needs & { readonly config: Pick<Config, 'deviceRequestsPerMinute'> }): Promise<void> => {
  /** So that the page can say why the device is silent; only of devices that are enrolled. */
  const noteRefusal = (deviceId: string | undefined): void => {
    if (deviceId !== undefined && registry.get(deviceId)) presence.refused(deviceId, clock.nowMs())
  }
  const requireOwnId = ({ device }: FastifyRequest, claimedId: string): void => {
    if (claimedId === device.id) return
    noteRefusal(claimedId)
    throw new ApiError('CLIENT_ID_MISMATCH', `this key belongs to ${device.id} and cannot speak for ${claimedId}; give each device its own key`)
  }
  const authenticate: onRequestAsyncHookHandler = async (request) => {
    if (registry.size === 0) throw new ApiError('REGISTRY_EMPTY', 'no device is enrolled here yet; keep what you have and try again later', { retryAfterSeconds: 60 })
    const shown = shownKey(request)
    if (!shown) throw new ApiError('CLIENT_KEY_REQUIRED', `expected the device's key in the header ${clientKeyHeader}`)
    const holder = registry.holderOf(shown.key)
    if (!holder?.valid) {
      noteRefusal(holder?.device.id ?? shown.claimedId)
      throw new ApiError('CLIENT_KEY_INVALID', 'the key is unknown or was revoked; give the device its new key (an administrator makes one with `devices rotate`)')
    }
    if (holder.device.state === 'retired') {
      noteRefusal(holder.device.id)
      throw new ApiError('CLIENT_RETIRED', `${holder.device.id} was retired; an administrator brings it back with \`devices rotate ${holder.device.id}\``)
    }
    request.device = holder.device
    if (shown.claimedId !== undefined) requireOwnId(request, shown.claimedId)
  }
  const quiet = { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false }
  await app.register(rateLimit, { global: false, cache: 10_000, addHeaders: { ...quiet, 'retry-after': true }, addHeadersOnExceeding: quiet })
  const limit: onRequestAsyncHookHandler = app.rateLimit({
    max: config.deviceRequestsPerMinute,
    timeWindow: 60_000,
    keyGenerator: ({ device }) => device.id,
    errorResponseBuilder: (_request, { ttl }) => new ApiError('RATE_LIMITED', 'this device sends too many requests', { retryAfterSeconds: Math.ceil(ttl / 1000) })
  })
  app.decorateRequest('device', undefined as unknown as Device)
  app.decorate('requireDevice', [app.admitInTurn, authenticate, limit])
  app.decorate('requireOwnId', requireOwnId)
}

/** Whose key a request shows, and limits for each key: never for an address, which a whole site may share. */
export default fp(plugin, { name: 'device-auth', dependencies: ['admission'], fastify: '5.x' })
