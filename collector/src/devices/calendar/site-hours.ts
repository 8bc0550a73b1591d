import type { OpeningHoursOfSite } from '@mimamori/contract'
import { offHoursAt, type Calendar, type OffHours, type SiteCalendar } from '@mimamori/contract/calendar'

/** The active calendar of a site. */
export interface SiteHours {
  /** IANA name. */
  readonly timeZoneOf: (site: string) => string
  /** Undefined while its devices are expected. */
  readonly offHours: (site: string, nowMs: number) => OffHours | undefined
  /** The sites of which nothing is expected at this time. */
  readonly closedSites: (nowMs: number) => readonly string[]
  /** Gives a site's opening hours for its devices, the same object until the calendar changes; undefined if it is always open. */
  readonly openingHoursOf: (site: string) => OpeningHoursOfSite | undefined
}

interface Known {
  readonly calendar: Calendar
  readonly minute: number
  readonly offHours: OffHours | undefined
}

/** By the calendar that is in force at the time. Each site is looked up once a minute, since a page asks for every device. */
export const createSiteHours = ({ calendar, timeZone }: { readonly calendar: () => Calendar, readonly timeZone: string }): SiteHours => {
  const known = new Map<string, Known>()
  const timeZoneOf = (site: string): string => calendar().get(site)?.timeZone ?? timeZone
  const offHours: SiteHours['offHours'] = (site, nowMs) => {
    const inForce = calendar()
    const entry = inForce.get(site)
    if (entry === undefined) return undefined
    const minute = Math.floor(nowMs / 60_000)
    const before = known.get(site)
    if (before?.calendar === inForce && before.minute === minute) return before.offHours
    const found = offHoursAt(entry, { nowMs, timeZone: timeZoneOf(site) })
    known.set(site, { calendar: inForce, minute, offHours: found })
    return found
  }
  const ofDevices = new WeakMap<SiteCalendar, OpeningHoursOfSite>()
  const openingHoursOf = (site: string): OpeningHoursOfSite | undefined => {
    const entry = calendar().get(site)
    if (entry === undefined) return undefined
    const found = ofDevices.get(entry) ?? { timeZone: timeZoneOf(site), open: entry.open, closedDates: [...entry.closedDates] }
    ofDevices.set(entry, found)
    return found
  }
  return {
    timeZoneOf, offHours, openingHoursOf,
    closedSites: (nowMs) => [...calendar().keys()].filter((site) => offHours(site, nowMs) !== undefined)
  }
}
