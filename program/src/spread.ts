/**
 * A number from 0 up to 1 that is always the same for a device and random over a fleet: it spreads over time what all
 * devices would otherwise do at the same time, as after a power cut. (FNV-1a, 32 bits, with murmur3's finish, since
 * ids such as pi-01 and pi-02 differ in their last letter only.)
 */
export const spreadOf = (deviceId: string): number => {
  let hash = 0x811c9dc5
  for (let i = 0; i < deviceId.length; i++) hash = Math.imul(hash ^ deviceId.charCodeAt(i), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
}
