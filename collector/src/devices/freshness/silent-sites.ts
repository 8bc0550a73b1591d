import { limits } from '@mimamori/contract'

/** One device, as its site counts it. */
export interface SiteMember {
  readonly site: string
  readonly fresh: boolean
}

/** The sites of which nearly all devices are not fresh. `expected`: devices that ought to report, by now. */
export const silentSites = (expected: Iterable<SiteMember>): ReadonlySet<string> => {
  const counts = new Map<string, { devices: number, silent: number }>()
  for (const { site, fresh } of expected) {
    const count = counts.get(site) ?? { devices: 0, silent: 0 }
    count.devices += 1
    if (!fresh) count.silent += 1
    counts.set(site, count)
  }
  return new Set([...counts].filter(([, { devices, silent }]) => devices >= limits.silentSiteDevices && silent / devices >= limits.silentSiteRatio).map(([site]) => site))
}
