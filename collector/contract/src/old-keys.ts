import { isOutOfUse } from './out-of-use.ts'
import type { DeviceView } from './registered-device.ts'

/**
 * The effect of a new key on the old ones of a device. back: they do not work, and the new one brings the device back. weak, strong: the
 * strength of the one that still works, which is the newest that the device has used, or else the newest; a weak one ends with the first
 * use of the new one.
 */
export const oldKeysOf = ({ state, keys }: Pick<DeviceView, 'state' | 'keys'>): 'back' | 'weak' | 'strong' => {
  if (isOutOfUse(state)) return 'back'
  const valid = keys.filter(({ revokedAt }) => revokedAt === null)
  return (valid.findLast(({ firstUsedAt }) => firstUsedAt !== null) ?? valid.at(-1))?.weak === true ? 'weak' : 'strong'
}
