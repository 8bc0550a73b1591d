import { limits } from '@mimamori/contract'

/** One device, as its site counts it. */
export interface SiteMember {
  readonly site: string
  readonly fresh: boolean
}

/**
 * The sites with nearly all devices not fresh. Sites with too few devices to judge by count need many of them wholly silent.
 * `expected`: devices that should have reported by now.
 */
export const silentSites = (expected: Iterable<SiteMember>): ReadonlySet<string> => {
  const counts = new Map<string, { devices: number, silent: number }>()
  for (const { site, fresh } of expected) {
    const count = counts.get(site) ?? { devices: 0, silent: 0 }
    count.devices += 1
    if (!fresh) count.silent += 1
    counts.set(site, count)
  }
  const isSmall = ({ devices }: { readonly devices: number }): boolean => devices < limits.silentSiteDevices
  const silentSmall = [...counts].filter(([, count]) => isSmall(count) && count.silent === count.devices)
  const silent = [...counts].filter(([, count]) => !isSmall(count) && count.silent / count.devices >= limits.silentSiteRatio)
  return new Set([...silent, ...silentSmall.length >= limits.silentSmallSites ? silentSmall : []].map(([site]) => site))
}
