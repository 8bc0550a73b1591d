import { clientKeyHeader } from '@mimamori/contract'
import fp from 'fastify-plugin'
import type { FastifyInstance, FastifyRequest, onRequestAsyncHookHandler } from 'fastify'
import type { Clock } from '../../platform/clock/clock.ts'
import type { Config } from '../../platform/config/settings.ts'
import { ApiError } from '../../platform/errors/error-codes.ts'
import { createTurnScheduler } from '../../platform/event-loop/turn-scheduler.ts'
import { createWorkBudget, type WorkBudget } from '../../platform/http/bodies/work-budget.ts'
import { peerAddress } from '../../platform/http/connections/peer-address.ts'
import { createMinuteBudget } from '../../platform/rate-limits/minute-budget.ts'
import type { Connections } from '../connection/connection.ts'
import { isCredibleClaim, isKnownPlace } from '../connection/credible-claim.ts'
import type { Device } from '../registry/device.ts'
import type { Registry } from '../registry/registry.ts'
import { createKeyGuesses } from './key-guesses.ts'
import type { UnknownSenders } from './unknown-senders.ts'
import { shownKey } from './shown-key.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The device whose key the request shows. Only on routes with `onRequest: app.requireDevice`. */
    device: Device
    /** Server time at which the headers of such a request arrived, which is closest to when it was sent: a body may take long. */
    receivedMs: number
  }
  interface FastifyInstance {
    /** The `onRequest` of a route that devices call: the key, its turn (turn-scheduler.ts), then the device's own limits. */
    requireDevice: onRequestAsyncHookHandler
    /** Call it with the time that reading a device's body took. */
    spendWork: WorkBudget['spend']
    /** Call it with the id that a body or path claims. @throws {ApiError} CLIENT_ID_MISMATCH */
    requireOwnId: (request: FastifyRequest, claimedId: string) => void
  }
}

interface Options {
  readonly config: Pick<Config, 'deviceRequestsPerMinute'>
  readonly registry: Registry
  readonly connections: Connections
  readonly unknownSenders: UnknownSenders
  readonly clock: Clock
}

const plugin = async (app: FastifyInstance, { config, registry, connections, unknownSenders, clock }: Options): Promise<void> => {
  const wrongKeys = createKeyGuesses(clock)

  /** Lets the page say why the device is silent. */
  const recordRefusal = (deviceId: string): void => { connections.refused(deviceId, clock.nowMs()) }
  const recordClaim = (claimedId: string | undefined, address: string): void => {
    const device = registry.get(claimedId ?? '')
    if (device && isCredibleClaim({ device, connection: connections.get(device.id), address })) recordRefusal(device.id)
  }
  const requireOwnId = (request: FastifyRequest, claimedId: string): void => {
    const { device } = request
    if (claimedId === device.id) return
    recordClaim(claimedId, peerAddress(request))
    throw new ApiError('CLIENT_ID_MISMATCH', `this key belongs to ${device.id}, not to ${claimedId}; give each device its own key`)
  }
  /** Right and wrong keys get the same answer: a difference would help somebody who guesses. */
  const refuseGuessing = (address: string, device: Device | undefined): void => {
    const isAtHome = device !== undefined && isKnownPlace({ device, connection: connections.get(device.id), address })
    const retryAfterSeconds = wrongKeys.waitSeconds(address, isAtHome)
    if (retryAfterSeconds === undefined) return
    throw new ApiError(
      'TOO_MANY_WRONG_KEYS',
      `too many wrong keys in the last minute from ${address}, or from many addresses: until then, only strong keys are accepted from there; an administrator issues one with \`devices rotate\``,
      { retryAfterSeconds }
    )
  }
  const authenticate = (request: FastifyRequest): void => {
    if (registry.size === 0) {
      throw new ApiError('REGISTRY_EMPTY', 'no device is enrolled here yet; keep what you have and try again later', {
        retryAfterSeconds: 60
      })
    }
    const shown = shownKey(request)
    if (!shown) {
      throw new ApiError(
        'CLIENT_KEY_REQUIRED',
        `expected the device's key in the header ${clientKeyHeader}, or in Authorization (Bearer or Basic)`
      )
    }
    const holder = registry.holderOf(shown.key)
    const address = peerAddress(request)
    // Recorded first: of the devices that share an address, those after the one that used up its budget are refused as well.
    if (!holder) recordClaim(shown.claimedId, address)
    if (!holder || holder.weak) refuseGuessing(address, holder?.device)
    if (!holder?.valid) {
      if (holder) recordRefusal(holder.device.id)
      else {
        wrongKeys.record(address)
        unknownSenders.record(shown.claimedId)
      }
      throw new ApiError(
        'CLIENT_KEY_INVALID',
        'the key is unknown or was revoked; give the device its new key (an administrator issues one with `devices rotate`)'
      )
    }
    if (holder.device.state === 'retired') {
      recordRefusal(holder.device.id)
      throw new ApiError(
        'CLIENT_RETIRED',
        `${holder.device.id} was retired; an administrator brings it back with \`devices rotate ${holder.device.id}\``
      )
    }
    request.device = holder.device
    app.connectionShown(request)
    if (shown.claimedId !== undefined) requireOwnId(request, shown.claimedId)
    if (holder.isUseRecorded) registry.recordUse(holder.device.id, shown.key)
  }

  app.decorateRequest('device', undefined as unknown as Device)
  app.decorateRequest('receivedMs', 0)
  const work = createWorkBudget(clock)
  const requests = createMinuteBudget({ clock, perMinute: config.deviceRequestsPerMinute, least: 1 })
  const countRequest = (deviceId: string): void => {
    const retryAfterSeconds = requests.waitSeconds(deviceId)
    if (retryAfterSeconds !== undefined) throw new ApiError('RATE_LIMITED', 'this device sends too many requests', { retryAfterSeconds })
    requests.spend(deviceId, 1)
  }
  const admitInTurn = createTurnScheduler()
  app.decorate('requireDevice', async (request) => {
    request.receivedMs = clock.nowMs()
    try {
      // Runs before its turn, which costs more.
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
 * Finds the device by the key of a request, gives the request its turn among those of others, and limits each key, so that no device uses
 * up the time of the others. An address has no limit for good keys: a whole site may share it.
 */
export default fp(plugin, { name: 'device-authentication', dependencies: ['connections'], fastify: '5.x' })
