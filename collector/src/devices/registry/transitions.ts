import { limitFields, type CustomLimits, type LimitName } from '@mimamori/contract'
import { isOutOfUse } from '@mimamori/contract/out-of-use'
import type { Device, DeviceKey } from './device.ts'
import { StateConflictError, type DeviceChange, type Pause } from './registry.ts'

/** Each gives the device after a change, or throws StateConflictError; nothing is stored here. */

const withoutPause = ({ pausedUntilMs: _until, pauseReason: _reason, ...rest }: Device): Device => rest

/** @throws {StateConflictError} if it is retired or revoked */
export const refuseAfterTheEnd = ({ id, state }: Pick<Device, 'id' | 'state'>, verb: string): void => {
  if (isOutOfUse(state)) throw new StateConflictError(`${id} is ${state} and cannot be ${verb}; rotate its key to bring it back`)
}

/** The value of a field that is removed; fields that are not listed are left out. */
const whenTakenAway: Readonly<Record<string, unknown>> = { site: '', role: '', labels: {} }

/** The limits among the given fields, without removed ones. */
export const limitsOf = (given: Readonly<Record<string, unknown>>): CustomLimits =>
  Object.fromEntries((Object.keys(limitFields) as LimitName[]).flatMap((name) =>
    given[name] === undefined || given[name] === null ? [] : [[name, given[name]]]))

const originOf = (url: unknown): string | undefined => typeof url === 'string' ? new URL(url).origin : undefined

export const changed = (device: Device, change: DeviceChange): Device => {
  const after: Record<string, unknown> = { ...device, limits: limitsOf({ ...device.limits, ...change }) }
  for (const [field, value] of Object.entries(change)) {
    if (value === undefined || field in limitFields) continue
    const next = value ?? whenTakenAway[field]
    if (next === undefined) delete after[field]
    else after[field] = next
  }
  // Credentials belong to one server: a person who moves the address must not see them.
  const isMoved = originOf(after['scrapeUrl']) !== originOf(device.scrapeUrl)
  if (isMoved && change.scrapeCredentials === undefined) delete after['scrapeCredentials']
  return after as unknown as Device
}

export const paused = (device: Device, nowMs: number, { untilMs, reason, pausedSinceMs }: Pause): Device => {
  refuseAfterTheEnd(device, 'paused')
  if (pausedSinceMs !== undefined && (device.state !== 'paused' || device.stateSinceMs !== pausedSinceMs)) {
    throw new StateConflictError(
      `${device.id} has been ${device.state} since ${new Date(device.stateSinceMs).toISOString()}; the pause that began at ${new Date(pausedSinceMs).toISOString()} is over`
    )
  }
  return {
    ...withoutPause(device),
    state: 'paused',
    stateSinceMs: device.state === 'paused' ? device.stateSinceMs : nowMs,
    ...untilMs !== undefined && { pausedUntilMs: untilMs },
    ...reason !== undefined && { pauseReason: reason }
  }
}

/** Only a device without any record may be deleted. */
export const requireDeletable = ({ id, state }: Device, { wasHeard }: { readonly wasHeard: boolean }): void => {
  if (state !== 'pending' || wasHeard) {
    throw new StateConflictError(
      `${id} ${state === 'pending' ? 'has reported' : `is ${state}`}: only a pending device that has never reported can be deleted; to take a device out of use, retire it`
    )
  }
}

export const resumed = (device: Device, nowMs: number, { wasHeard }: { readonly wasHeard: boolean }): Device => {
  if (device.state !== 'paused') throw new StateConflictError(`${device.id} is ${device.state}, not paused`)
  // Its silence counts from now (expected-since.ts).
  return { ...withoutPause(device), state: wasHeard ? 'active' : 'pending', stateSinceMs: nowMs }
}

export const retired = (device: Device, nowMs: number): Device => {
  if (device.state === 'retired') return device
  if (device.state === 'revoked') throw new StateConflictError(`${device.id} is revoked already, which is more than retired`)
  return { ...withoutPause(device), state: 'retired', stateSinceMs: nowMs }
}

const revokeKeys = (keys: readonly DeviceKey[], nowMs: number): DeviceKey[] =>
  keys.map((key) => ({ ...key, revokedAtMs: key.revokedAtMs ?? nowMs }))

export const revoked = (device: Device, nowMs: number): Device => device.state === 'revoked'
  ? device
  : { ...withoutPause(device), state: 'revoked', stateSinceMs: nowMs, keys: revokeKeys(device.keys, nowMs) }

/**
 * At most two keys are valid: the new one and an old one, the newest that the device has used. A key that was issued and lost on
 * its way is no reason to take the working one from it. A retired or revoked device becomes pending.
 */
export const rotated = (device: Device, nowMs: number, newKey: DeviceKey): Device => {
  // A key for an enrollment token that was never used may be nobody's.
  const valid = device.keys.filter(({ revokedAtMs, takesOver }) => revokedAtMs === undefined && !takesOver)
  const usable = device.state === 'retired' ? undefined : valid.findLast(({ firstUsedAtMs }) => firstUsedAtMs !== undefined) ?? valid.at(-1)
  const keys = device.keys.map((key) => key === usable || key.revokedAtMs !== undefined ? key : { ...key, revokedAtMs: nowMs })
  const back = isOutOfUse(device.state)
  return { ...device, ...back && { state: 'pending' as const, stateSinceMs: nowMs }, keys: [...keys, newKey] }
}

/** Only the newest key stays, once the device has used it. */
export const withoutOldKeys = (device: Device, nowMs: number): Device => {
  const old = device.keys.slice(0, -1)
  if (old.every(({ revokedAtMs }) => revokedAtMs !== undefined)) return device
  if (device.keys.at(-1)!.firstUsedAtMs === undefined) {
    throw new StateConflictError(`${device.id} has not used its newest key yet; its old keys would be missed`)
  }
  return { ...device, keys: [...revokeKeys(old, nowMs), device.keys.at(-1)!] }
}

const isUnused = ({ takesOver, revokedAtMs }: DeviceKey): boolean => takesOver === true && revokedAtMs === undefined

/** The key that takes over with its first use; an earlier one of this kind that is not used yet is revoked. */
export const withKeyForToken = (device: Device, nowMs: number, newKey: DeviceKey): Device => {
  refuseAfterTheEnd(device, 'enrolled anew')
  return {
    ...device,
    keys: [...device.keys.map((key) => (isUnused(key) ? { ...key, revokedAtMs: nowMs } : key)), { ...newKey, takesOver: true }]
  }
}

const isWorkingWeak = ({ weak, revokedAtMs }: DeviceKey): boolean => weak && revokedAtMs === undefined

/** Whether the key at this index is valid and strong, after a valid weak one. */
const hasWeakBefore = (keys: readonly DeviceKey[], at: number): boolean =>
  keys[at]?.weak === false && keys[at].revokedAtMs === undefined && keys.slice(0, at).some(isWorkingWeak)

/** Whether the use of the key at this index changes anything: it is valid and the use is its first, or ends older ones. */
export const isUseRecorded = (keys: readonly DeviceKey[], at: number): boolean =>
  keys[at] !== undefined && keys[at].revokedAtMs === undefined && (keys[at].firstUsedAtMs === undefined || hasWeakBefore(keys, at))

/**
 * The first use of a key records that the device has it. Once a device uses its strong key, its older weak ones are revoked:
 * anyone may have guessed them. Once it uses the one for its enrollment token, all older ones are: they are the keys of the card before.
 */
export const withUse = (device: Device, nowMs: number, usedHash: string): Device => {
  const at = device.keys.findIndex(({ hash }) => hash === usedHash)
  if (!isUseRecorded(device.keys, at)) return device
  const { takesOver, ...used } = device.keys[at]!
  return {
    ...device,
    keys: device.keys.map((key, i) => {
      if (i === at) return { ...used, firstUsedAtMs: used.firstUsedAtMs ?? nowMs }
      const isEnded = i < at && key.revokedAtMs === undefined && (takesOver === true || (key.weak && !used.weak))
      return isEnded ? { ...key, revokedAtMs: nowMs } : key
    })
  }
}

/**
 * The device without times after `nowMs`, which come from a clock that was ahead; the same object if there are none. The end of a pause may
 * be in the future.
 */
export const clamped = (device: Device, nowMs: number): Device => {
  const { enrolledAtMs, stateSinceMs, keys } = device
  const times = [
    enrolledAtMs,
    stateSinceMs,
    ...keys.flatMap(({ createdAtMs, firstUsedAtMs = createdAtMs, revokedAtMs = createdAtMs }) => [createdAtMs, firstUsedAtMs, revokedAtMs])
  ]
  if (times.every((ms) => ms <= nowMs)) return device
  return {
    ...device,
    enrolledAtMs: Math.min(enrolledAtMs, nowMs),
    stateSinceMs: Math.min(stateSinceMs, nowMs),
    keys: keys.map((key) => ({
      ...key,
      createdAtMs: Math.min(key.createdAtMs, nowMs),
      ...key.firstUsedAtMs !== undefined && { firstUsedAtMs: Math.min(key.firstUsedAtMs, nowMs) },
      ...key.revokedAtMs !== undefined && { revokedAtMs: Math.min(key.revokedAtMs, nowMs) }
    }))
  }
}
