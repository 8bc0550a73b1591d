import type { Device } from './device.ts'

/**
 * Since when messages of a device are expected: its enrolment, or the first message, resume or return with a new key that
 * came after it. Undefined while it is paused, retired or revoked: nothing is expected then.
 */
export const expectedSinceMs = ({ state, stateSinceMs, enrolledAtMs }: Device): number | undefined =>
  state === 'pending' || state === 'active' ? Math.max(enrolledAtMs, stateSinceMs) : undefined
