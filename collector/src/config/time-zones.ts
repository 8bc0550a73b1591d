import type { Config } from './settings.ts'

/** The time zone of each site: its own, else the configured one, else this server's. IANA names. */
export const timeZones = ({ siteTimeZones, timeZone }: Pick<Config, 'siteTimeZones' | 'timeZone'>): (site: string) => string => {
  const fallback = timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone
  return (site) => siteTimeZones !== undefined && Object.hasOwn(siteTimeZones, site) ? siteTimeZones[site]! : fallback
}
