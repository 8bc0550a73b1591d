import type { Config } from './settings.ts'

/** The time zone of sites without one of their own: the configured one, else this server's. IANA name. */
export const serverTimeZone = ({ timeZone }: Pick<Config, 'timeZone'>): string =>
  timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone
