import { timeSlice } from '../../platform/event-loop/time-slice.ts'
import type { DeclaredReleases } from './device-updates.ts'
import type { DeviceSnapshot } from './device-snapshot.ts'

/** The releases that devices declare now: only a fresh device counts, by a report that names some. */
export const declaredReleases = async (snapshots: Iterable<DeviceSnapshot>): Promise<readonly DeclaredReleases[]> => {
  const found: DeclaredReleases[] = []
  const slice = timeSlice()
  for (const { device, status, connection, facts } of snapshots) {
    await slice.pause()
    if (status.freshness !== 'fresh' || connection === undefined || facts.declaredReleases === undefined) continue
    found.push({ deviceId: device.id, releases: facts.declaredReleases, intervalSeconds: connection.intervalSeconds })
  }
  return found
}
