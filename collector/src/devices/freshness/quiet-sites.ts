/** One device as far as its site's quiet is concerned. */
export interface SiteMember {
  readonly site: string
  readonly fresh: boolean
}

/** Fewer than this say nothing of a site: two devices can well fail on their own. */
const leastDevices = 3
/** Some device of a site may live on power or a network of its own. */
const quietShare = 0.9

/** The sites of which nearly all devices are not fresh. `expected`: devices that ought to report, by now. */
export const quietSites = (expected: Iterable<SiteMember>): ReadonlySet<string> => {
  const counts = new Map<string, { devices: number, quiet: number }>()
  for (const { site, fresh } of expected) {
    const count = counts.get(site) ?? { devices: 0, quiet: 0 }
    count.devices += 1
    if (!fresh) count.quiet += 1
    counts.set(site, count)
  }
  return new Set([...counts].filter(([, { devices, quiet }]) => devices >= leastDevices && quiet / devices >= quietShare).map(([site]) => site))
}
