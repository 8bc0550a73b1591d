import type { Device } from './device.ts'

/**
 * Since when a device is expected to report: its enrollment, or the first message, resume or return with a new key that
 * came after it. Undefined while it is paused, retired or revoked: nothing is expected then.
 */
export const expectedSinceMs = ({ state, stateSinceMs, enrolledAtMs }: Device): number | undefined =>
  state === 'pending' || state === 'active' ? Math.max(enrolledAtMs, stateSinceMs) : undefined
