import type { FastifyRequest } from 'fastify'
import { batchHeaders, clientKeyHeader } from '@mimamori/contract'
import type { Clock } from '../../platform/clock/clock.ts'
import { isCredibleClaim, isKnownPlace } from '../connection/credible-claim.ts'
import type { Connections } from '../connection/connection.ts'
import type { Device } from '../registry/device.ts'
import type { Registry } from '../registry/registry.ts'
import { peerAddress } from '../../platform/http/connections/peer-address.ts'
import { ApiError } from '../../platform/errors/error-codes.ts'
import { basicCredentials, bearerToken } from '../../platform/http/authentication/authorization.ts'
import { createKeyGuesses } from './key-guesses.ts'

interface ShownKey {
  readonly key: string
  /** The id that came with the key: as Basic's user, or in the batch's header. */
  readonly claimedId?: string
}

const headerText = (value: string | string[] | undefined): string | undefined => Array.isArray(value) ? value[0] : value

/** The key that a device shows with a request, in any of the ways that it can; undefined where it shows none. */
const shownKey = ({ headers }: FastifyRequest): ShownKey | undefined => {
  const claimed = headerText(headers[batchHeaders.clientId])
  const claim = claimed ? { claimedId: claimed } : {}
  const plain = headerText(headers[clientKeyHeader]) ?? bearerToken(headers.authorization)
  if (plain) return { key: plain, ...claim }
  const basic = basicCredentials(headers.authorization)
  if (!basic?.password) return undefined
  return { key: basic.password, ...basic.user ? { claimedId: basic.user } : claim }
}

interface Parts {
  readonly registry: Registry
  readonly connections: Connections
  readonly clock: Clock
  /** A valid key was shown: `request.device` is set. */
  readonly onShown: (request: FastifyRequest) => void
}

/** Whose key a request shows. */
export interface DeviceAuthentication {
  /** Sets `request.device`. @throws {ApiError} with the reason why the key is not taken */
  readonly authenticate: (request: FastifyRequest) => void
  /** @throws {ApiError} CLIENT_ID_MISMATCH where a body or path claims another id than the key's */
  readonly requireOwnId: (request: FastifyRequest, claimedId: string) => void
}

export const createDeviceAuthentication = ({ registry, connections, clock, onShown }: Parts): DeviceAuthentication => {
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
  /** Right and wrong keys get the same answer: a difference would help to guess on. */
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
    // Noted first: of the devices that share an address, those after the one that used up its budget are refused as well.
    if (!holder) recordClaim(shown.claimedId, address)
    if (!holder || holder.weak) refuseGuessing(address, holder?.device)
    if (!holder?.valid) {
      if (holder) recordRefusal(holder.device.id)
      else wrongKeys.note(address)
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
    onShown(request)
    if (shown.claimedId !== undefined) requireOwnId(request, shown.claimedId)
    if (holder.isUseRecorded) registry.recordUse(holder.device.id, shown.key)
  }
  return { authenticate, requireOwnId }
}
