import { nearestName } from '@mimamori/program/nearest-name'

/** A site that no device has, and the known one that it was perhaps meant to be. */
export interface UnknownSite {
  readonly site: string
  readonly nearest: string | undefined
}

/** Those of a receiver's sites that no device has: mistyped, or of devices that are yet to come. `known`: the sites of the devices. */
export const unknownSites = (sites: readonly string[], known: ReadonlySet<string>): readonly UnknownSite[] =>
  sites.filter((site) => !known.has(site)).map((site) => ({ site, nearest: nearestName(site, known) }))
