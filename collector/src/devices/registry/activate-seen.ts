import type { Registry } from './registry.ts'

/**
 * Makes pending devices active that have reported. Needed at a start after a crash: the connection of a device is
 * stored before its state.
 */
export const activateSeen = (registry: Registry, lastSeenMs: (deviceId: string) => number | undefined): void => {
  for (const { id, state, stateSinceMs } of registry.all()) {
    if (state === 'pending' && (lastSeenMs(id) ?? -Infinity) >= stateSinceMs) registry.markSeen(id)
  }
}
