import { isOutOfUse } from './out-of-use.ts'
import type { DeviceView } from './registered-device.ts'

/**
 * What a new key means for the old ones of a device as it is before. back: they do not work, and the new one brings the device back. weak,
 * strong: what the one that still works is; a weak one ends with the first use of the new one. That is the newest that the device has used,
 * or else the newest.
 */
export const oldKeysOf = ({ state, keys }: Pick<DeviceView, 'state' | 'keys'>): 'back' | 'weak' | 'strong' => {
  if (isOutOfUse(state)) return 'back'
  const valid = keys.filter(({ revokedAt }) => revokedAt === null)
  return (valid.findLast(({ firstUsedAt }) => firstUsedAt !== null) ?? valid.at(-1))?.weak === true ? 'weak' : 'strong'
}
