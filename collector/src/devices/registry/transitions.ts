import { defaultSilentAfterSeconds, type Device, type DeviceKey } from './device.ts'
import { StateConflictError, type DeviceChange } from './registry.ts'

/** Each gives the device after a change, or throws StateConflictError; nothing is stored here. */

const withoutPause = ({ pausedUntilMs: _until, pauseReason: _reason, ...rest }: Device): Device => rest

const refuseAfterTheEnd = ({ id, state }: Device, verb: string): void => {
  if (state === 'retired' || state === 'revoked') throw new StateConflictError(`${id} is ${state} and cannot be ${verb}; rotate its key to bring it back`)
}

/** What a field becomes when it is removed; fields that are not listed are left out. */
const whenTakenAway: Readonly<Record<string, unknown>> = { site: '', role: '', labels: {}, silentAfterSeconds: defaultSilentAfterSeconds }

export const changed = (device: Device, change: DeviceChange): Device => {
  const after: Record<string, unknown> = { ...device }
  for (const [field, value] of Object.entries(change)) {
    if (value === undefined) continue
    const next = value ?? whenTakenAway[field]
    if (next === undefined) delete after[field]
    else after[field] = next
  }
  return after as unknown as Device
}

export const paused = (device: Device, nowMs: number, { untilMs, reason }: { readonly untilMs?: number, readonly reason?: string }): Device => {
  refuseAfterTheEnd(device, 'paused')
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
  if (state !== 'pending' || wasHeard) throw new StateConflictError(`${id} ${state === 'pending' ? 'has reported' : `is ${state}`}: only a pending device that has never reported can be deleted; to take a device out of use, retire it`)
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

const revokeKeys = (keys: readonly DeviceKey[], nowMs: number): DeviceKey[] => keys.map((key) => ({ ...key, revokedAtMs: key.revokedAtMs ?? nowMs }))

export const revoked = (device: Device, nowMs: number): Device => device.state === 'revoked'
  ? device
  : { ...withoutPause(device), state: 'revoked', stateSinceMs: nowMs, keys: revokeKeys(device.keys, nowMs) }

/** At most two keys are valid: the new one and the newest old one. A retired or revoked device becomes pending. */
export const rotated = (device: Device, nowMs: number, newKey: DeviceKey): Device => {
  const valid = device.keys.filter(({ revokedAtMs }) => revokedAtMs === undefined)
  const kept = device.state === 'retired' ? undefined : valid.at(-1)
  const keys = device.keys.map((key) => key === kept || key.revokedAtMs !== undefined ? key : { ...key, revokedAtMs: nowMs })
  const back = device.state === 'retired' || device.state === 'revoked'
  return { ...device, ...back && { state: 'pending' as const, stateSinceMs: nowMs }, keys: [...keys, newKey] }
}

const isWorkingWeak = ({ weak, revokedAtMs }: DeviceKey): boolean => weak && revokedAtMs === undefined

/** Whether the key at this index is valid and strong, with a valid weak one before it. */
export const hasWeakBefore = (keys: readonly DeviceKey[], at: number): boolean =>
  keys[at]?.weak === false && keys[at].revokedAtMs === undefined && keys.slice(0, at).some(isWorkingWeak)

/** Once a device uses its strong key, its older weak ones are revoked: anyone may have guessed them. */
export const withoutWeakKeys = (device: Device, nowMs: number, strongHash: string): Device => {
  const at = device.keys.findIndex(({ hash }) => hash === strongHash)
  if (!hasWeakBefore(device.keys, at)) return device
  return { ...device, keys: device.keys.map((key, i) => i < at && isWorkingWeak(key) ? { ...key, revokedAtMs: nowMs } : key) }
}

/** The device without times after `nowMs`, which come from a clock that was ahead; the same object if there are none. The end of a pause may be in the future. */
export const clamped = (device: Device, nowMs: number): Device => {
  const { enrolledAtMs, stateSinceMs, keys } = device
  const times = [enrolledAtMs, stateSinceMs, ...keys.flatMap(({ createdAtMs, revokedAtMs = createdAtMs }) => [createdAtMs, revokedAtMs])]
  if (times.every((ms) => ms <= nowMs)) return device
  return {
    ...device,
    enrolledAtMs: Math.min(enrolledAtMs, nowMs),
    stateSinceMs: Math.min(stateSinceMs, nowMs),
    keys: keys.map((key) => ({ ...key, createdAtMs: Math.min(key.createdAtMs, nowMs), ...key.revokedAtMs !== undefined && { revokedAtMs: Math.min(key.revokedAtMs, nowMs) } }))
  }
}
