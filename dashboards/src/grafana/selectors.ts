import { jobs } from '../jobs.ts'

/** The labels of a device's inventory. Aggregating to them drops job and instance: a second collector doubles nothing. */
export const identity = 'device, site, role'

/** Selects the inventory series of the devices that the reader has chosen. */
export const chosen = 'site=~"$site", role=~"$role", device=~"$device"'

/** The same of their live series. There the device is in `instance`: node_exporter's own label `device` is a disk or an interface. */
export const chosenLive = `job="${jobs.devices}", site=~"$site", role=~"$role", instance=~"$device"`

/** Selects log streams in Loki by the labels that they have (job, site, device, level). */
export const chosenStreams = '{job=~".+", site=~"$site", device=~"$device", level=~"$level"}'

/** An inventory metric of the chosen devices, one series a device; `where` selects further, `by` keeps further labels. */
export const ofDevices = (metric: string, { where, by }: { readonly where?: string, readonly by?: string } = {}): string =>
  `max by (${identity}${by === undefined ? '' : `, ${by}`}) (${metric}{${chosen}${where === undefined ? '' : `, ${where}`}})`
