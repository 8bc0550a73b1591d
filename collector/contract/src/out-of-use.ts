import type { DeviceState } from './registered-device.ts'

/** Retired or revoked: its reports are not accepted, and a new key brings it back. */
export const isOutOfUse = (state: DeviceState): state is 'retired' | 'revoked' => state === 'retired' || state === 'revoked'
