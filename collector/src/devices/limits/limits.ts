import type { CustomLimits, DeviceLimits, LimitScope, ScopedLimits } from '@mimamori/contract'
import { defaultLimits } from '@mimamori/contract/default-limits'
import type { Author } from '../../platform/audit/author.ts'
import { intervalsUntilLate } from '../connection/connection.ts'
import type { Device } from '../registry/device.ts'

/**
 * The limits that are set for the fleet, sites and roles. In memory; a change resolves when it is on the disk, and is visible only then.
 */
export interface Limits {
  /** The limits that apply to a device. */
  of (device: LimitedDevice): DeviceLimits
  /** The fleet's first, then by scope and name. */
  all (): readonly ScopedLimits[]
  /** Replaces all limits of that scope and name; undefined removes them. */
  set (scope: LimitScope, name: string, limits: CustomLimits | undefined, by?: Author): Promise<void>
}

export type LimitedDevice = Pick<Device, 'id' | 'site' | 'role' | 'limits'>

interface LimitSources {
  readonly setFor: (scope: LimitScope, name?: string) => CustomLimits | undefined
  /** How often the device reports. */
  readonly intervalSeconds: number
}

/**
 * Resolves limits, as no other place does: each is the device's own, its role's, its site's, the fleet's, or the default, in this order.
 * While a device still counts as fresh it is neither silent nor down, however short its limits are.
 */
export const resolveLimits = ({ site, role, limits }: LimitedDevice, { setFor, intervalSeconds }: LimitSources): DeviceLimits => {
  const set = { ...defaultLimits, ...setFor('fleet'), ...setFor('site', site), ...setFor('role', role), ...limits }
  const leastSeconds = intervalsUntilLate * intervalSeconds
  return {
    ...set,
    silentAfterSeconds: Math.max(set.silentAfterSeconds, leastSeconds),
    downAfterSeconds: Math.max(set.downAfterSeconds, leastSeconds)
  }
}
