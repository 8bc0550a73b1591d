import rateLimit from '@fastify/rate-limit'
import fp from 'fastify-plugin'
import type { FastifyInstance, FastifyRequest, onRequestAsyncHookHandler } from 'fastify'
import { clientKeyHeader } from '@mimamori/contract'
import { createKeyGuesses } from '../http/authentication/key-guesses.ts'
import type { Config } from '../config/settings.ts'
import type { Deps } from '../deps.ts'
import { isCredibleClaim, isKnownPlace } from '../devices/connection/credible-claim.ts'
import type { Device } from '../devices/registry/device.ts'
import { ApiError } from '../http/errors/error-codes.ts'
import { peerAddress } from '../http/authentication/peer-address.ts'
import { shownKey } from '../http/authentication/shown-key.ts'

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

type Needs = Pick<Deps, 'registry' | 'presence' | 'clock'>

const plugin = async (app: FastifyInstance, { config, registry, presence, clock }: Needs & { readonly config: Pick<Config, 'deviceRequestsPerMinute'> }): Promise<void> => {
  const wrongKeys = createKeyGuesses(clock)

  /** So that the page can say why the device is silent. */
  const noteRefusal = (deviceId: string): void => { presence.refused(deviceId, clock.nowMs()) }
  const noteClaim = (claimedId: string | undefined, address: string): void => {
    const device = registry.get(claimedId ?? '')
    if (device && isCredibleClaim({ device, contact: presence.get(device.id), address })) noteRefusal(device.id)
  }
  const requireOwnId = (request: FastifyRequest, claimedId: string): void => {
    const { device } = request
    if (claimedId === device.id) return
    noteClaim(claimedId, peerAddress(request))
    throw new ApiError('CLIENT_ID_MISMATCH', `this key belongs to ${device.id} and cannot speak for ${claimedId}; give each device its own key`)
  }
  /** Right and wrong keys get the same answer: one that told them apart would help to guess on. */
  const refuseGuessing = (address: string, device: Device | undefined): void => {
    const isAtHome = device !== undefined && isKnownPlace({ device, contact: presence.get(device.id), address })
    const retryAfterSeconds = wrongKeys.waitSeconds(address, isAtHome)
    if (retryAfterSeconds === undefined) return
    throw new ApiError('TOO_MANY_WRONG_KEYS', `too many wrong keys came in the last minute from ${address}, or from many addresses: until that is over only strong keys are taken from there; an administrator makes one with \`devices rotate\``, { retryAfterSeconds })
  }
  const authenticate = (request: FastifyRequest): void => {
    if (registry.size === 0) throw new ApiError('REGISTRY_EMPTY', 'no device is enrolled here yet; keep what you have and try again later', { retryAfterSeconds: 60 })
    const shown = shownKey(request)
    if (!shown) throw new ApiError('CLIENT_KEY_REQUIRED', `expected the device's key in the header ${clientKeyHeader}`)
    const holder = registry.holderOf(shown.key)
    const address = peerAddress(request)
    // Noted first: of the devices that share an address, those after the one that used up its budget are refused as well.
    if (!holder) noteClaim(shown.claimedId, address)
    if (!holder || holder.weak) refuseGuessing(address, holder?.device)
    if (!holder?.valid) {
      if (holder) noteRefusal(holder.device.id)
      else wrongKeys.note(address)
      throw new ApiError('CLIENT_KEY_INVALID', 'the key is unknown or was revoked; give the device its new key (an administrator makes one with `devices rotate`)')
    }
    if (holder.device.state === 'retired') {
      noteRefusal(holder.device.id)
      throw new ApiError('CLIENT_RETIRED', `${holder.device.id} was retired; an administrator brings it back with \`devices rotate ${holder.device.id}\``)
    }
    request.device = holder.device
    app.connectionShown(request)
    if (shown.claimedId !== undefined) requireOwnId(request, shown.claimedId)
    if (holder.endsWeakKeys) registry.endWeakKeys(holder.device.id, shown.key)
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
