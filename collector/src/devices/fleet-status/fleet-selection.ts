import type { Freshness } from '@mimamori/contract'
import { conditionOf } from '@mimamori/contract/device-list'
import type { DeviceSnapshot } from '../snapshot/device-snapshot.ts'

/** Which devices of the fleet are asked for. */
export interface FleetSelection {
  readonly site?: string | undefined
  readonly role?: string | undefined
  /**
   * As the page and `mimamori devices list` count them: of devices that are expected to report, and not of those that are off, paused or
   * out of use.
   */
  readonly freshness?: Freshness | undefined
  /** Only devices whose ids come after this one. */
  readonly after?: string | undefined
  /** At most so many; all where it is not said. */
  readonly limit?: number | undefined
}

/** Whether a device is one of those that are asked for, however many. */
export const isSelected = (
  { device, status }: DeviceSnapshot,
  { site = device.site, role = device.role, freshness, after }: FleetSelection
): boolean =>
  device.site === site &&
  device.role === role &&
  (freshness === undefined || conditionOf({ state: device.state, freshness: status.freshness, reason: status.reason }) === freshness) &&
  (after === undefined || device.id > after)
