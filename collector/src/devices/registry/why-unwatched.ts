import { isOutOfUse } from '@mimamori/contract/out-of-use'
import type { EndReason } from '@mimamori/contract/end-reason'
import type { Device } from './device.ts'

type Labels = Readonly<Record<string, string>>

/** The reason why an alert with these labels no longer describes the device. `device` is undefined if it was deleted. */
export const whyUnwatched = (device: Device | undefined) => ({ site, role }: Labels): EndReason | undefined => {
  if (device === undefined) return 'deleted'
  if (device.state === 'paused' || isOutOfUse(device.state)) return device.state
  if (site !== undefined && site !== device.site) return 'moved'
  return role !== undefined && role !== device.role ? 'role_changed' : undefined
}
