import { limits } from '@mimamori/contract'
import type { EndReason } from '@mimamori/contract/end-reason'
import type { Device } from '../registry/device.ts'
import { whyUnwatched } from '../registry/why-unwatched.ts'
import type { DeviceSnapshot } from './device-snapshot.ts'
import type { Snapshots } from './snapshots.ts'

interface Change {
  /** Undefined if it was deleted. */
  readonly device: Device | undefined
  readonly before: Device | undefined
  readonly nowMs: number
}

/** Whether SiteSilent goes on with the active devices of its site (dashboards/src/alerts/not-reporting.ts). */
const staysSilent = (devices: readonly DeviceSnapshot[]): boolean => {
  const silent = devices.filter(({ status }) => status.freshness === 'silent').length
  const least = devices.length < limits.silentSiteDevices ? 1 : limits.silentSiteRatio
  return devices.length > 0 && silent / devices.length >= least
}

/**
 * The reason why SiteSilent ends with a change: too few of the remaining devices of the site are silent. Undefined if it goes on, or ends
 * because devices report.
 */
export const whySiteUnwatched = (snapshots: Pick<Snapshots, 'all' | 'ofDevice'>, { device, before, nowMs }: Change) =>
  ({ site }: Readonly<Record<string, string>>): EndReason | undefined => {
    const reason = whyUnwatched(device)({ ...site !== undefined && { site } })
    if (reason === undefined || before?.state !== 'active' || before.site !== site) return undefined
    const left = snapshots.all(nowMs).filter((each) => each.device.state === 'active' && each.device.site === site).toArray()
    return staysSilent([...left, snapshots.ofDevice(before, nowMs)]) && !staysSilent(left) ? reason : undefined
  }
