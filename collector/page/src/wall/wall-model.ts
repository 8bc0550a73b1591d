import type { AlertGroup, ClientStatus } from '@mimamori/contract'
import { conditionOf } from '@mimamori/contract/device-list'

/** The number of devices in each state; devices that are off on purpose do not count. */
export interface WallCounts {
  readonly silent: number
  readonly down: number
  readonly late: number
  readonly online: number
}

/** A site with devices that are silent, down or late. */
export interface SilentSite {
  readonly site: string
  readonly silent: number
  readonly down: number
  readonly late: number
  /** Devices that are expected to report. */
  readonly expected: number
  /** When the longest of them was last heard; undefined if none ever was. */
  readonly sinceMs: number | undefined
}

type Kind = keyof WallCounts

const kindOf = (client: ClientStatus): Kind | undefined => {
  const condition = conditionOf(client)
  if (condition === 'silent' || condition === 'down' || condition === 'late') return condition
  return condition === 'fresh' || condition === 'refused' ? 'online' : undefined
}

export const countDevices = (clients: Iterable<ClientStatus>): WallCounts => {
  const counts: Record<Kind, number> = { silent: 0, down: 0, late: 0, online: 0 }
  for (const client of clients) {
    const kind = kindOf(client)
    if (kind !== undefined) counts[kind] += 1
  }
  return counts
}

/** The sites with devices that are silent, down or late: first the ones with the most that are more than late. */
export const silentSites = (clients: Iterable<ClientStatus>): readonly SilentSite[] => {
  const sites = new Map<string, SilentSite>()
  for (const client of clients) {
    const kind = kindOf(client)
    if (kind === undefined) continue
    const site = sites.get(client.site) ?? { site: client.site, silent: 0, down: 0, late: 0, expected: 0, sinceMs: undefined }
    const seenMs = kind === 'online' || client.lastSeen === null ? undefined : Date.parse(client.lastSeen)
    const known = [site.sinceMs, seenMs].filter((ms) => ms !== undefined)
    sites.set(client.site, {
      site: client.site,
      silent: site.silent + Number(kind === 'silent'),
      down: site.down + Number(kind === 'down'),
      late: site.late + Number(kind === 'late'),
      expected: site.expected + 1,
      sinceMs: known.length === 0 ? undefined : Math.min(...known)
    })
  }
  return [...sites.values()].filter(({ silent, down, late }) => silent + down + late > 0)
    .sort((a, b) => b.silent + b.down - a.silent - a.down || b.late - a.late || a.site.localeCompare(b.site))
}

/** The start of the newest critical alert that nobody has acknowledged; '' if there is none. Later starts are greater. */
export const newestCritical = (groups: readonly AlertGroup[]): string => groups
  .filter(({ severity, count, acknowledged }) => severity === 'critical' && acknowledged < count)
  .reduce((newest, group) => group.newest > newest ? group.newest : newest, '')
