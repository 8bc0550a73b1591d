import type { Registry } from './registry.ts'

/**
 * Makes those devices active that were heard since they became pending: at a start after a crash, since that they were
 * heard is stored at once with their connection and not with their state.
 */
export const activateSeen = (registry: Registry, lastSeenMs: (deviceId: string) => number | undefined): void => {
  for (const { id, state, stateSinceMs } of registry.all()) {
    if (state === 'pending' && (lastSeenMs(id) ?? -Infinity) >= stateSinceMs) registry.markSeen(id)
  }
}
