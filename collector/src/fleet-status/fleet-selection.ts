import type { Freshness } from '@mimamori/contract'
import type { DeviceSnapshot } from '../devices/device-snapshot.ts'

/** Which devices of the fleet are asked for. */
export interface FleetSelection {
  readonly site?: string | undefined
  readonly role?: string | undefined
  readonly freshness?: Freshness | undefined
  /** Only devices whose ids come after this one. */
  readonly after?: string | undefined
  /** At most so many; all where it is not said. */
  readonly limit?: number | undefined
}

/** Whether a device is one of those that are asked for, however many. */
export const isSelected = ({ device, status }: DeviceSnapshot, { site = device.site, role = device.role, freshness = status.freshness, after }: FleetSelection): boolean =>
  device.site === site && device.role === role && status.freshness === freshness && (after === undefined || device.id > after)
