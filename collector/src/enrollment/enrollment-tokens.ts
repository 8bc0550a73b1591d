import { randomBytes } from 'node:crypto'
import { isOutOfUse } from '@mimamori/contract/out-of-use'
import type { AuditLog } from '../platform/audit/audit-log.ts'
import type { Author } from '../platform/audit/author.ts'
import type { Clock } from '../platform/clock/clock.ts'
import { hashSecret } from '../devices/registry/client-key.ts'
import type { Device } from '../devices/registry/device.ts'
import { UnknownDeviceError, type Registry } from '../devices/registry/registry.ts'
import { refuseAfterTheEnd } from '../devices/registry/transitions.ts'

export const tokenValidForMinutes = 30
const validForMs = tokenValidForMinutes * 60_000
/** More than anybody sets up at once; the oldest are dropped. */
const mostAtOnce = 100
/** The most keys of one token: answers are lost now and then, and each leaves a key. */
const mostKeys = 20

/** An open token: only its hash is known. */
interface OpenToken {
  readonly deviceId: string
  readonly issuedBy: Author
  readonly expiresAtMonotonicMs: number
  keysAsked: number
  /** Whether one of them is stored. */
  hasKey: boolean
  /**
   * It was used, or the device taken out of use: it is remembered only to tell the device that it is retired, and is never
   * valid again.
   */
  isOver: boolean
}

/** The address from which a device exchanges its token. */
export type Exchange = Pick<Author, 'address' | 'requestId'>

/**
 * One-time tokens with which a device fetches its key by itself, one at a time for a device. In memory, and by the monotonic
 * clock: after a restart, a new one is made. A token ends when a key that it was exchanged for is used, and when the device is retired,
 * revoked or deleted.
 */
export interface EnrollmentTokens {
  /** A new token, which replaces the device's last. @throws {UnknownDeviceError} @throws {StateConflictError} */
  create (deviceId: string, by: Author): Promise<{ readonly token: string, readonly expiresAtMs: number }>
  /** Whether there was one. */
  end (deviceId: string, by: Author): Promise<boolean>
  /**
   * The device of a token; undefined if the token is unknown, used or too old. @throws {StateConflictError} if the device was retired or
   * revoked since it was created
   */
  deviceOf (token: string): Device | undefined
  /**
   * A key for the device. The answer may get lost, so the token can be exchanged again until the device has used a key; the key before is
   * then revoked. Undefined as with `deviceOf`. @throws {StateConflictError} as there
   */
  exchange (token: string, exchange: Exchange): Promise<{ readonly device: Device, readonly key: string } | undefined>
}

interface Deps {
  readonly registry: Registry
  readonly audit: AuditLog
  readonly clock: Clock
}

const hasUnusedKey = ({ keys }: Device): boolean =>
  keys.some(({ takesOver, revokedAtMs }) => takesOver === true && revokedAtMs === undefined)

export const createEnrollmentTokens = ({ registry, audit, clock }: Deps): EnrollmentTokens => {
  const open = new Map<string, OpenToken>()

  const entryOf = (deviceId: string) => [...open].find(([, token]) => token.deviceId === deviceId)
  const forget = (deviceId: string): void => {
    const found = entryOf(deviceId)
    if (found) open.delete(found[0])
  }
  const valid = (token: string): OpenToken | undefined => {
    const hash = hashSecret(token)
    const found = open.get(hash)
    if (found === undefined) return undefined
    if (found.expiresAtMonotonicMs <= clock.monotonicMs()) {
      open.delete(hash)
      return undefined
    }
    const device = registry.get(found.deviceId)
    if (device) refuseAfterTheEnd(device, 'enrolled anew')
    return found.isOver ? undefined : found
  }
  registry.onChange((device) => {
    const token = entryOf(device.id)?.[1]
    if (token === undefined) return
    // The key is used, or revoked by a rotation.
    token.isOver ||= isOutOfUse(device.state) || (token.hasKey && !hasUnusedKey(device))
    if (registry.get(device.id) === undefined) forget(device.id)
  })

  const requireEnrollable = (deviceId: string): void => {
    const device = registry.get(deviceId)
    if (device === undefined) throw new UnknownDeviceError(`no device is enrolled as ${deviceId}`)
    refuseAfterTheEnd(device, 'enrolled anew')
  }

  return {
    async create (deviceId, by) {
      requireEnrollable(deviceId)
      // The token is in memory only: its maker is recorded before it exists.
      await audit.record(by, {
        action: 'createEnrollmentToken',
        subject: { type: 'device', name: deviceId },
        device: deviceId,
        changes: []
      })
      // The device may have been retired since.
      requireEnrollable(deviceId)
      forget(deviceId)
      const token = `mme_${randomBytes(32).toString('base64url')}`
      open.set(hashSecret(token), {
        deviceId,
        issuedBy: by,
        expiresAtMonotonicMs: clock.monotonicMs() + validForMs,
        keysAsked: 0,
        hasKey: false,
        isOver: false
      })
      while (open.size > mostAtOnce) open.delete(open.keys().next().value!)
      return { token, expiresAtMs: clock.nowMs() + validForMs }
    },
    async end (deviceId, by) {
      if (entryOf(deviceId)?.[1].isOver !== false) return false
      forget(deviceId)
      await audit.record(by, { action: 'endEnrollmentToken', subject: { type: 'device', name: deviceId }, device: deviceId, changes: [] })
      return true
    },
    deviceOf (token) {
      const found = valid(token)
      return found && registry.get(found.deviceId)
    },
    async exchange (token, { address, requestId }) {
      const found = valid(token)
      if (found === undefined || found.keysAsked >= mostKeys) return undefined
      // Counted first: two requests at once are two.
      found.keysAsked += 1
      const { deviceId, issuedBy: { name, onBehalfOf = name } } = found
      const issued = await registry.issueForToken(deviceId, () => valid(token) === found, {
        name: deviceId, role: 'device', onBehalfOf, address, requestId, atMs: clock.nowMs()
      })
      found.hasKey ||= issued !== undefined
      return issued
    }
  }
}
