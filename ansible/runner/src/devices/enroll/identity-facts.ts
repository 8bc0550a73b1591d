import type { DeviceView } from '@mimamori/contract'
import type { RegistryClient, ReportedDevice } from '../registry-client.ts'
import { reportingNow, type Reporting } from '../reporting.ts'
import { resolveAddress } from '../resolve-address.ts'

/** Facts that the collector has about a name and an address, before the device there is asked. */
export interface IdentityFacts {
  readonly devices: readonly DeviceView[]
  readonly reports: readonly ReportedDevice[]
  /** The device with the name, if it is enrolled. */
  readonly registered: DeviceView | undefined
  readonly report: ReportedDevice | undefined
  /** The IP addresses of the address that was given; empty if it cannot be resolved. */
  readonly places: readonly string[]
}

export const askIdentity = async (
  id: string, address: string, registry: Pick<RegistryClient, 'devices' | 'reports'>
): Promise<IdentityFacts> => {
  const [devices, reports, places] = await Promise.all([registry.devices(), registry.reports(), resolveAddress(address)])
  return {
    devices, reports, places, registered: devices.find((device) => device.id === id),
    report: reports.find(({ clientId }) => clientId === id)
  }
}

/** The device with the name reports now, from a machine that is not at the address that was given. */
export const reportingElsewhere = ({ report, places }: Pick<IdentityFacts, 'report' | 'places'>): Reporting | undefined => {
  const reporting = reportingNow(report)
  return reporting === undefined || places.length === 0 || places.includes(reporting.from) ? undefined : reporting
}
