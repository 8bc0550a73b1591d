import type { DeviceView } from '@mimamori/contract'

/**
 * The next action for a new key. issue: another key. restart: the newest key is on the device, whose agent has not used it. endOld: it
 * is used, and older ones still work. nothing: it is used and the only one.
 */
export type KeyPlan = 'issue' | 'restart' | 'endOld' | 'nothing'

interface KeysOfDevice {
  /** As the collector has them. */
  readonly keys: DeviceView['keys']
  /** The first digits of the SHA-256 of the key on the device. */
  readonly keyHash: string | undefined
  /** A used key that was issued before this gets a successor. */
  readonly staleBeforeMs: number
}

/** Continues with the newest key if the device has it, so that an interrupted rotation is not begun again. */
export const keyPlanOf = ({ keys, keyHash, staleBeforeMs }: KeysOfDevice): KeyPlan => {
  const valid = keys.filter(({ revokedAt }) => revokedAt === null)
  const newest = valid.at(-1)
  if (newest === undefined || newest.hashPrefix === null || newest.hashPrefix !== keyHash) return 'issue'
  if (newest.firstUsedAt === null) return 'restart'
  if (Date.parse(newest.createdAt) < staleBeforeMs) return 'issue'
  return valid.length > 1 ? 'endOld' : 'nothing'
}
