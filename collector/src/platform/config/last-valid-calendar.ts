import { join } from 'node:path'

/** Where the collector keeps a copy of the last calendar without mistakes, in its data directory. */
export const lastValidCalendar = (dataDir: string): string => join(dataDir, 'calendar.last-valid.yml')
